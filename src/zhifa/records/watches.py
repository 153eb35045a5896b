"""What the seal office does by the clock. Known to the wiring alone."""

from datetime import datetime

from zhifa.kernel.access import SYSTEM
from zhifa.records import (
    actions,
    bindery,
    office,
    packing,
    partials,
    postman,
    reads,
    scribe,
    shredder,
)

BATCH = 10  # half a second of work; the first failure ends the turn
VOLUMES = 2


def seal_papers(*, now: datetime) -> None:
    """Carry out leaves to seal that wait; a provider that does not answer is not asked again."""
    for order in reads.due_orders(now=now, limit=BATCH, viewer=SYSTEM):
        if office.carry_out(order_id=order.pk, by=SYSTEM, at=now):
            return


def stamp_papers(*, now: datetime) -> None:
    """Prove the time of sealed papers whose stamp was pending."""
    for paper in reads.unstamped(limit=BATCH, viewer=SYSTEM):
        if not office.stamp(document=paper, by=SYSTEM, at=now):
            return


def preserve_papers(*, now: datetime) -> None:
    """Give sealed papers of archived dossiers what proves them for the long term."""
    for paper in reads.unpreserved(limit=BATCH, viewer=SYSTEM):
        if not office.preserve(document=paper, by=SYSTEM, at=now):
            return


def lay_in_hands(*, now: datetime) -> None:
    """Have hands of parties time-stamped and laid into the PDF; the first failure ends the turn."""
    for paper in reads.unlaid(limit=BATCH, viewer=SYSTEM):
        if not scribe.lay_in(document=paper, by=SYSTEM, at=now):
            return


def publish_revocations(*, now: datetime) -> None:
    """Tell the provider of revoked certificates."""
    for row in reads.unpublished(limit=BATCH, viewer=SYSTEM):
        at = row.revoked_at or now
        if not office.publish_revocation(credential_id=row.pk, ref=row.ref, by=SYSTEM, at=at):
            return


def bind_volumes(*, now: datetime) -> None:
    """Bind and seal the volumes of dossiers archived meanwhile; the first failure ends the turn."""
    for owner in reads.unbound(limit=VOLUMES, viewer=SYSTEM):
        if not bindery.bind(dossier=owner, by=SYSTEM, at=now):
            return


def send_papers(*, now: datetime) -> None:
    """Hand in letters that wait, and ask after those handed in."""
    for row in reads.due_sendings(now=now, limit=BATCH, viewer=SYSTEM):
        postman.carry_out(sending_id=row.pk, by=SYSTEM, at=now)


def make_packages(*, now: datetime) -> None:
    """Go on with packages for the archive office that were interrupted or failed."""
    for order_id in reads.due_packages(now=now, viewer=SYSTEM):
        packing.carry_out(order_id=order_id, at=now)


def shred_destroyed(*, now: datetime) -> None:  # noqa: ARG001 - what is left is left at any hour
    """Take away what a destruction that was interrupted has left lying."""
    shredder.shred()


def clear_uploads(*, now: datetime) -> None:
    """Clear uploads whose time ran out, and bytes that an ended upload has left lying."""
    for row in reads.expired_uploads(now=now, limit=BATCH):
        actions.expire_upload(upload_id=row.pk, by=SYSTEM, at=now)
    for upload_id in reads.leftover_uploads():
        partials.clear(upload_id)
