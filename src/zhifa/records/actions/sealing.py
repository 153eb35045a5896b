"""Leave to seal, and keeping what was signed; the signing itself is done in records.office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM, Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.records import events, gates
from zhifa.records.actions._open import still_open
from zhifa.records.actions._proofs import proven_now, sealed_now
from zhifa.records.actions._store import store
from zhifa.records.models import Document, SealOrder, Signature, Withdrawal
from zhifa.records.reads.signatures import SealState, next_revision, seal_state
from zhifa.records.rules import sealing as rules

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Made:
    """One signature just made: the whole PDF with it."""

    kind: str
    field: str
    data: bytes
    stamped_at: datetime | None = None
    credential_id: str | None = None


def _obstacles(paper: Document, state: SealState) -> list[Obstacle]:
    checks = {
        rules.INTERNAL: not paper.outgoing,
        rules.WITHDRAWN: Withdrawal.objects.filter(document=paper).exists(),
        rules.SEALED_ALREADY: state.sealed and not state.broken,
        rules.ORDERED_ALREADY: state.order is not None,
    }
    found = [obstacle for obstacle, broken in checks.items() if broken]
    return found or gates.obstacles_of(paper.pk)


@transaction.atomic
def approve_seal(*, document_id: str, reason: str, by: Actor, at: datetime) -> SealOrder:
    """Give leave to seal a paper; it is then sealed at once, or as soon as the provider answers.

    Refused: `by` may not at the agency, or has left the case; the dossier is archived; the paper is
    internal, withdrawn, sealed or ordered already; no step of a case made it, or the case's gate
    is not open.
    """
    paper = Document.objects.select_related("dossier").get(pk=document_id)
    refuse_if(
        unless(by, "seal:approve", paper.dossier.agency_id) + gates.barred(paper.dossier_id, by=by)
    )
    still_open(paper.dossier_id)
    state = seal_state(document_id=paper.pk, viewer=SYSTEM)
    refuse_if(_obstacles(paper, state))
    order = SealOrder(
        document=paper,
        ground=SealOrder.Ground.AGAIN if state.broken else SealOrder.Ground.APPROVAL,
        reason=reason[:200],
        approved_by=by.key,
        approved_at=at,
        next_at=at,
    )
    order.save(force_insert=True)
    event = events.SealApproved(paper.dossier_id, paper.pk, order.pk)
    journal.record(event, subject=paper.dossier_id, by=by, at=at, rows=[order])
    return order


def kept_signature(
    paper: Document, made: Made, order: SealOrder | None, by: Actor, at: datetime
) -> list[Any]:
    """The rows of one signature: itself, and its file when the bytes are new."""
    name = f"{paper.title}.pdf"
    file, fresh = store([made.data], name=name, media_type=PDF, at=at)
    row = Signature(
        document=paper,
        revision=next_revision(document_id=paper.pk, viewer=SYSTEM),
        kind=made.kind,
        field=made.field,
        order=order,
        credential_id=made.credential_id,
        file=file,
        stamped_at=made.stamped_at,
        made_by=by.key,
        made_at=at,
    )
    row.save(force_insert=True)
    return [row, file] if fresh else [row]


def still_upon(paper: Document, base: int) -> bool:
    """Whether nobody signed in between; asked with the paper's row locked."""
    return next_revision(document_id=paper.pk, viewer=SYSTEM) == base


@transaction.atomic
def keep_seal(*, order_id: str, made: Sequence[Made], base: int, by: Actor, at: datetime) -> bool:
    """Keep the PDF that was signed by order; False when another worker was first.

    base: the revision that the signatures were made for. Refused: a gate has closed meanwhile;
    `by` has left the case.
    """
    order = SealOrder.objects.select_for_update().get(pk=order_id)
    papers = Document.objects.select_for_update(of=("self",)).select_related("dossier")
    paper = papers.get(pk=order.document_id)
    if order.done_at is not None or not still_upon(paper, base):
        return False
    refuse_if(gates.barred(paper.dossier_id, by=by) + gates.obstacles_of(paper.pk))
    rows = [row for one in made for row in kept_signature(paper, one, order, by, at)]
    order.done_at, order.error = at, ""
    order.save(update_fields=["done_at", "error"])
    last = [row for row in rows if isinstance(row, Signature)][-1]
    sealed_now(paper, last)
    event = events.DocumentSealed(
        paper.dossier_id, paper.pk, order.pk, last.file_id, last.stamped_at is not None
    )
    journal.record(event, subject=paper.dossier_id, by=by, at=at, rows=rows)
    return True


@transaction.atomic
def delay_seal(*, order_id: str, why: str, by: Actor, at: datetime) -> None:
    """Note why a paper could not be sealed; it is tried again later, ever more rarely."""
    order = SealOrder.objects.select_for_update().select_related("document").get(pk=order_id)
    if order.done_at is not None:
        return
    order.error, order.next_at = why[:300], at + rules.wait_after(order.tries)
    order.tries += 1
    order.save(update_fields=["error", "next_at", "tries"])
    dossier = order.document.dossier_id
    event = events.SealDelayed(dossier, order.pk, order.tries)
    journal.record(event, subject=dossier, by=by, at=at)


@transaction.atomic
def keep_stamp(*, document_id: str, made: Made, base: int, by: Actor, at: datetime) -> bool:
    """Keep a sealed PDF with a time-stamp more; False when another worker was first.

    Refused: `by` has left the case.
    """
    paper = Document.objects.select_for_update().get(pk=document_id)
    refuse_if(gates.barred(paper.dossier_id, by=by))
    if not still_upon(paper, base):
        return False
    rows = kept_signature(paper, made, None, by, at)
    last = next(row for row in rows if isinstance(row, Signature))
    proven_now(paper, made.kind)
    event = events.DocumentStamped(paper.dossier_id, paper.pk, last.file_id)
    journal.record(event, subject=paper.dossier_id, by=by, at=at, rows=rows)
    return True


@transaction.atomic
def withdraw_document(
    *, document_id: str, reason: str, on: date, by: Actor, at: datetime
) -> Withdrawal:
    """Note that a paper has lost its force; the public check says so from now on.

    The caller has checked that `by` may. Refused: it is noted already.
    """
    paper = Document.objects.select_for_update().get(pk=document_id)
    gone = Withdrawal.objects.filter(document=paper).exists()
    refuse_if([rules.WITHDRAWN_ALREADY] if gone else [])
    row = Withdrawal(
        document=paper, on=on, reason=reason[:200], withdrawn_by=by.key, withdrawn_at=at
    )
    row.save(force_insert=True)
    event = events.DocumentWithdrawn(paper.dossier_id, paper.pk, on.isoformat())
    journal.record(event, subject=paper.dossier_id, by=by, at=at, rows=[row])
    return row
