"""Keeping what proves a party's hand; the stamping and drawing are done in records.scribe."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.records import events
from zhifa.records.actions._proofs import laid_in_now, proven_now
from zhifa.records.actions._store import store
from zhifa.records.actions.sealing import Made, kept_signature, still_upon
from zhifa.records.models import Document, HandProof, PartySignature

REPLY = "application/timestamp-reply"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was made for one hand: the token over it, its time, and the PDF with the hand in it."""

    token: bytes
    stamped_at: datetime
    made: Made


@transaction.atomic
def keep_hand(*, signature_id: str, proof: Proof, base: int, by: Actor, at: datetime) -> bool:
    """Keep the token over a party's hand and the PDF with it; False when another was first.

    base: the revision that it was made for. A sealed dossier does not mind: no word is added.
    """
    row = PartySignature.objects.get(pk=signature_id)
    paper = Document.objects.select_for_update().get(pk=row.document_id)
    done = HandProof.objects.filter(signature=row).exists()
    if done or not still_upon(paper, base):
        return False
    rows = kept_signature(paper, proof.made, None, by, at)
    name = f"{row.signer}签名时间戳.tst"
    file, fresh = store([proof.token], name=name, media_type=REPLY, at=at)
    kept = HandProof(
        signature=row, file=file, stamped_at=proof.stamped_at, drawn=rows[0], made_at=at
    )
    kept.save(force_insert=True)
    proven_now(paper, proof.made.kind)
    if not PartySignature.objects.filter(document=paper, proof=None).exists():
        laid_in_now(paper)
    event = events.PartyHandProven(paper.dossier_id, paper.pk, row.pk, file.pk)
    rows += [kept, file] if fresh else [kept]
    journal.record(event, subject=paper.dossier_id, by=by, at=at, rows=rows)
    return True


@transaction.atomic
def give_up_hands(*, document_id: str, by: Actor, at: datetime) -> None:
    """Note that hands of a paper will never be laid in: their bytes are lost, or destroyed."""
    paper = Document.objects.select_for_update().get(pk=document_id)
    left = PartySignature.objects.filter(document=paper, proof=None)
    told = sorted(left.values_list("pk", flat=True))
    laid_in_now(paper)
    event = events.PartyHandsUnproven(paper.dossier_id, paper.pk, told)
    journal.record(event, subject=paper.dossier_id, by=by, at=at)
