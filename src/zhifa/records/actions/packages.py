"""Having packages for the archive office made. The making itself is in records.packing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhifa.agencies.models import Agency
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import refuse_if
from zhifa.records import events
from zhifa.records.actions.transfers import note_transfer
from zhifa.records.models import Dossier, PackageOrder, Transfer
from zhifa.records.reads.transfers import transfer_obstacles
from zhifa.records.rules.packages import IN_HAND, NOT_STOPPED, TRIES
from zhifa.records.rules.sealing import wait_after


def _note(row: PackageOrder, by: Actor, at: datetime) -> None:
    event = events.PackageOrdered(row.pk, row.agency_id, len(row.dossiers))
    journal.record(event, subject=f"transfers:{row.agency_id}", by=by, at=at, rows=[row])


@transaction.atomic
def order_package(
    *, agency: Agency, dossiers: Sequence[Dossier], receiver: str, by: Actor, at: datetime
) -> PackageOrder:
    """Have a package of archived dossiers made by the machine; it is noted when it is whole.

    Refused: as `note_transfer`; while the body has another in hand.
    """
    Agency.objects.select_for_update().get(pk=agency.pk)  # two orders at once wait
    faults = transfer_obstacles(agency=agency, dossiers=dossiers, receiver=receiver, viewer=by)
    open_ones = PackageOrder.objects.filter(agency=agency, done_at=None)
    refuse_if(faults or ([IN_HAND] if open_ones.exists() else []))
    row = PackageOrder(
        agency=agency,
        receiver=receiver.strip()[:100],
        dossiers=[d.pk for d in dossiers],
        ordered_by=by.key,
        ordered_at=at,
        next_at=at,
    )
    row.save(force_insert=True)
    _note(row, by, at)
    return row


def _locked(order_id: str) -> PackageOrder:
    rows = PackageOrder.objects.select_for_update(of=("self",))
    return rows.select_related("agency").get(pk=order_id)


@transaction.atomic
def keep_package(*, order_id: str, sha256: str, by: Actor, at: datetime) -> Transfer:
    """Note a package that is whole as handed over. Refused: as `note_transfer`; done already."""
    row = _locked(order_id)
    refuse_if([NOT_STOPPED] if row.done_at else [])
    found = {d.pk: d for d in Dossier.objects.filter(pk__in=row.dossiers)}
    made = note_transfer(
        agency=row.agency,
        dossiers=[found[pk] for pk in row.dossiers],
        receiver=row.receiver,
        sha256=sha256,
        pk=row.pk,
        by=by,
        at=at,
    )
    row.done_at, row.error = at, ""
    row.save(update_fields=["done_at", "error"])
    return made


@transaction.atomic
def delay_package(*, order_id: str, why: str, final: bool, by: Actor, at: datetime) -> None:
    """Note why a package could not be made; it is tried again, or waits for a person.

    final: trying again would not help.
    """
    row = _locked(order_id)
    if row.done_at is not None:
        return
    row.error, row.next_at = why[:300], at + wait_after(row.tries)
    row.tries += 1
    row.stopped_at = at if final or row.tries >= TRIES else None
    row.save(update_fields=["error", "next_at", "tries", "stopped_at"])
    event = events.PackageDelayed(row.pk, row.agency_id, row.tries, row.error)
    journal.record(event, subject=f"transfers:{row.agency_id}", by=by, at=at)


def _stopped(order_id: str, by: Actor) -> PackageOrder:
    row = _locked(order_id)
    refuse_if(unless(by, "dossier:export", row.agency_id))
    refuse_if([NOT_STOPPED] if row.done_at or not row.error else [])
    return row


@transaction.atomic
def resume_package(*, order_id: str, by: Actor, at: datetime) -> None:
    """Go on with a package where it stopped, at once.

    Refused: `by` may not at the agency; nothing went wrong.
    """
    row = _stopped(order_id, by)
    row.tries, row.next_at, row.error, row.stopped_at = 0, at, "", None
    row.save(update_fields=["tries", "next_at", "error", "stopped_at"])
    _note(row, by, at)


@transaction.atomic
def give_up_package(*, order_id: str, by: Actor, at: datetime) -> None:
    """Make a package that stopped no more; its dossiers may go into another.

    Refused: `by` may not at the agency; nothing went wrong.
    """
    row = _stopped(order_id, by)
    row.done_at = at
    row.save(update_fields=["done_at"])
    event = events.PackageGivenUp(row.pk, row.agency_id)
    journal.record(event, subject=f"transfers:{row.agency_id}", by=by, at=at)
