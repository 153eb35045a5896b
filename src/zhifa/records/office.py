"""The seal office: carries out leaves to seal, outside of any lock while machines are asked.

Called by pages and watches. What is made is kept by actions; what could not be made is told there.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import IntegrityError
from django.utils.timezone import localdate
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.elsewhere import elsewhere
from zhifa.kernel.refusals import Obstacle, Refused, refuse_if
from zhifa.records import actions, gates, reads
from zhifa.records.models import Credential, Document, SealOrder, Signature
from zhifa.records.rules import sealing as rules
from zhifa.records.signing import pdf
from zhifa.records.signing.judge import judge
from zhifa.records.signing.press import Pressed, pressed, pressed_for_good
from zhifa.records.signing.providers import (
    KeyRefused,
    ProviderDown,
    provider,
)

Press = Callable[[bytes, str, pdf.Mark], Pressed]
FAILED = (ProviderDown, KeyRefused, LookupError, reads.FontsMissing, Refused)
PERSON = "user:"
KEY_GONE = Obstacle(
    "seal:key_gone", "签名服务拒绝使用这个密钥。", then="请安全管理员检查签名服务。"
)


def keep_pdf(*, document_id: str, by: Actor, at: datetime) -> None:
    """Draw a paper, then keep its bytes; those of one that is kept already stay as they are."""
    paper = reads.document(document_id=document_id, viewer=SYSTEM)
    data = reads.pdf(document=paper, viewer=SYSTEM)
    actions.keep_rendition(document_id=document_id, data=data, by=by, at=at)


def carry_out(*, order_id: str, by: Actor, at: datetime) -> str:
    """Sign and seal by one leave; why not yet, in words, or nothing when it is done."""
    order = reads.seal_order(order_id=order_id, viewer=SYSTEM)
    if order.done_at is not None:
        return ""
    base = reads.next_revision(document_id=order.document_id, viewer=SYSTEM)
    try:
        refuse_if(gates.obstacles_of(order.document_id))
        made = list(_made(order, base, at))
        actions.keep_seal(order_id=order.pk, made=made, base=base, by=by, at=at)
    except FAILED as failed:
        why = _words(failed)
        actions.delay_seal(order_id=order.pk, why=why, by=by, at=at)
        return why
    return ""


def _words(failed: Exception) -> str:
    """What is shown for a failure."""
    if isinstance(failed, LookupError):
        return rules.UNKNOWN_KEY.message
    return KEY_GONE.message if isinstance(failed, KeyRefused) else str(failed)


def _made(order: SealOrder, base: int, at: datetime) -> Iterator[actions.Made]:
    """The approver's signature where it belongs, then the agency's seal over the date."""
    machine, paper = provider(), order.document
    agency = paper.dossier.agency
    data = reads.signed_pdf(document=paper, viewer=SYSTEM)
    place = pdf.place_of(data)
    told = rules.automatic().get(paper.template)
    by_hand = order.ground == SealOrder.Ground.DECISION and order.approved_by.startswith(PERSON)
    if told and told.person and by_hand:
        who = _credential(agency, order.approved_by, at)
        mark = pdf.Mark(f"Person{base}", order.reason, at)
        made = _signed(data, who, mark)
        data = made.data
        yield made
        base += 1
    picture = reads.seal_picture(name=agency.name, test=machine.test)
    mark = pdf.Mark(f"Seal{base}", order.reason, at, picture if place else b"", place)
    yield _signed(data, _credential(agency, "", at), mark)


def _name(holder: str, at: datetime) -> str:
    """What a person is called on the day."""
    pk = int(holder.removeprefix(PERSON))
    return agencies.names_on(user_ids=[pk], on=localdate(at))[pk]


def seal_of(*, agency: Agency, at: datetime) -> Credential:
    """The agency's own certificate in use. Refused without one."""
    return _credential(agency, "", at)


def sealed_for_good(*, agency: Agency, data: bytes, mark: pdf.Mark) -> actions.Made:
    """A PDF with the agency's seal over it and all that proves it later (B-LTA).

    ProviderDown, KeyRefused, LookupError; Refused without a certificate.
    """
    return _signed(data, _credential(agency, "", mark.at), mark, pressed_for_good)


def _credential(agency: Agency, holder: str, at: datetime) -> Credential:
    """The certificate in use; the local authority makes one at first use. Refused without."""
    kind = Credential.Kind.PERSON if holder else Credential.Kind.SEAL

    def found() -> Credential | None:
        return reads.credential_of(kind=kind, agency_id=agency.pk, holder=holder, viewer=SYSTEM)

    known = found()
    if known is None and provider().test:
        name = _name(holder, at) if holder else agency.name
        whose = actions.Holder(agency, name, holder)
        try:
            known = actions.register_credential(holder=whose, by=SYSTEM, at=at)
        except (IntegrityError, Refused):  # another worker was first
            known = found()
    if known is None:
        raise Refused([rules.NO_CREDENTIAL])
    refuse_if([] if known.valid_from <= at <= known.valid_until else [rules.EXPIRED])
    return known


def _signed(data: bytes, who: Credential, mark: pdf.Mark, press: Press = pressed) -> actions.Made:
    """Sign with a certificate's key, and look at it before it is kept."""
    kind = Signature.Kind.SEAL if who.kind == Credential.Kind.SEAL else Signature.Kind.PERSON
    made = elsewhere(press, data, who.ref, mark)
    return actions.Made(kind, mark.field, made.data, made.stamped_at, who.pk)


def stamp(*, document: Document, by: Actor, at: datetime) -> bool:
    """Add the time-stamp that was pending; False while the clock does not answer."""
    return _stamped(document, Signature.Kind.STAMP, by, at)


def preserve(*, document: Document, by: Actor, at: datetime) -> bool:
    """Put certificates and revocation lists in, under a time-stamp (B-LTA); False if not yet."""
    return _stamped(document, Signature.Kind.ARCHIVE, by, at)


def _stamped(document: Document, kind: Signature.Kind, by: Actor, at: datetime) -> bool:
    base = reads.next_revision(document_id=document.pk, viewer=SYSTEM)
    data, machine = reads.signed_pdf(document=document, viewer=SYSTEM), provider()
    field = f"Stamp{base}"
    try:
        clock = machine.clock(at=at)
        if kind == Signature.Kind.ARCHIVE:
            whole = pdf.preserved(data, machine, clock, pdf.Mark(field, "", at))
        else:
            whole = pdf.stamped(data, clock, field)
        verdicts = judge(whole, roots=machine.roots(), lists=machine.revocations(at=at), at=at)
    except (ProviderDown, TimestampRequestError):
        return False
    last = next(v for v in verdicts if v.field == field)
    if not last.good:
        return False
    made = actions.Made(kind, field, whole, last.stamped_at)
    return actions.keep_stamp(document_id=document.pk, made=made, base=base, by=by, at=at)


def publish_revocation(*, credential_id: str, ref: str, by: Actor, at: datetime) -> bool:
    """Tell the provider that a certificate is revoked; False while it does not answer."""
    try:
        provider().revoke(ref, at=at)
    except (ProviderDown, KeyRefused, LookupError):
        return False
    actions.note_published(credential_id=credential_id, by=by, at=at)
    return True
