"""The scribe: has a party's hand time-stamped and lays it into the PDF, outside of any lock.

Called by watches, by the export and by the bindery. What is made is kept by actions.
"""

from datetime import UTC, datetime

from cryptography import x509
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from zhifa.kernel.access import SYSTEM, Actor
from zhifa.records import actions, office, reads
from zhifa.records.models import Document, PartySignature, Signature
from zhifa.records.signing import party, press
from zhifa.records.signing.judge import judge
from zhifa.records.signing.providers import KeyRefused, Provider, ProviderDown, provider
from zhifa.records.verifier.cms import Trust, stamp_time
from zhifa.records.verifier.der import Broken

FAILED = (ProviderDown, KeyRefused, TimestampRequestError, Broken, reads.FontsMissing)


def _proven(machine: Provider, token: bytes, data: bytes) -> datetime:
    """The time that a token proves for these bytes, by the eyes of the verifier. Broken."""
    roots = [x509.load_der_x509_certificate(der) for der in machine.roots()]
    return stamp_time(token, data, Trust(roots, [], [])).astimezone(UTC)


def _laid_in(row: PartySignature, document: Document, base: int, at: datetime) -> actions.Proof:
    """The token and the PDF of one hand, each looked at before it is kept. FAILED."""
    machine = provider()
    clock, field = machine.clock(at=at), f"Party{base}"
    said = reads.hand_statement(row=row)
    token = party.token(said, clock)
    when = _proven(machine, token, said)
    data = reads.signed_pdf(document=document, viewer=SYSTEM)
    nth = len(reads.hands_in_pdf(document=document, viewer=SYSTEM))
    drawn = reads.drawn_hand(row=row, viewer=SYSTEM)
    whole = party.laid_in(data, drawn, party.spot_of(data, nth), clock, field)
    lists = machine.revocations(at=at)
    verdicts = judge(whole, roots=machine.roots(), lists=lists, at=at, field=field)
    verdict = next(v for v in verdicts if v.field == field)
    if not verdict.good:
        raise Broken(press.UNSOUND.message)
    made = actions.Made(Signature.Kind.PARTY, field, whole, verdict.stamped_at)
    return actions.Proof(token, when, made)


def lay_in(*, document: Document, by: Actor, at: datetime) -> bool:
    """Stamp every hand of a paper that waits and lay it in; False while something is down.

    A hand whose bytes are lost, or whose dossier is destroyed, is never laid in.
    """
    try:
        for row in reads.unproven(document=document, viewer=SYSTEM):
            office.keep_pdf(document_id=document.pk, by=by, at=at)
            base = reads.next_revision(document_id=document.pk, viewer=SYSTEM)
            proof = _laid_in(row, document, base, at)
            kept = actions.keep_hand(signature_id=row.pk, proof=proof, base=base, by=by, at=at)
            if not kept:  # somebody sealed or stamped in between: at the next turn
                return False
    except FAILED:
        return False
    if document in reads.unlaid_in(dossier_id=document.dossier_id, viewer=SYSTEM):
        actions.give_up_hands(document_id=document.pk, by=by, at=at)
    return True
