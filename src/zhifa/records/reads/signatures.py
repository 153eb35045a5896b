"""How papers are signed and sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from zhifa.kernel.access import SYSTEM, Actor, may
from zhifa.kernel.reach import within
from zhifa.records.models import (
    Credential,
    Document,
    ProofDue,
    Rendition,
    SealOrder,
    Signature,
)
from zhifa.records.reads.dossiers import dossiers
from zhifa.records.reads.drawing import pdf
from zhifa.records.reads.files import path_of
from zhifa.records.reads.whole import insist_whole
from zhifa.records.rules.sealing import Leave, automatic
from zhifa.records.signing.judge import Verdict, judge
from zhifa.records.signing.providers import ProviderDown, provider

AGENCY = "document__dossier__agency_id"
BY_HAND = (Signature.Kind.PERSON, Signature.Kind.SEAL)

NEWEST = ("template", "title", "is_sealed")


def signatures(*, document_id: str, viewer: Actor) -> QuerySet[Signature]:
    """The signatures of a paper, oldest first."""
    rows = Signature.objects.filter(document_id=document_id)
    found = within(rows, viewer.reach("case:read"), AGENCY)
    return found.select_related("credential", "file", "order").order_by("revision")


def orders(*, document_id: str, viewer: Actor) -> QuerySet[SealOrder]:
    """Leaves to seal a paper, oldest first."""
    rows = SealOrder.objects.filter(document_id=document_id)
    found = within(rows, viewer.reach("case:read"), AGENCY)
    return found.order_by("approved_at", "pk")


@dataclass(frozen=True, slots=True)
class SealState:
    """Where the sealing of a paper stands. pending: signed, but the time is not proven yet.

    broken: the certificate of the last seal was revoked before the time of sealing was proven.
    """

    rows: Sequence[Signature]
    order: SealOrder | None

    @property
    def sealed(self) -> bool:
        """Whether it carries the agency's seal."""
        return any(row.kind == Signature.Kind.SEAL for row in self.rows)

    @property
    def pending(self) -> bool:
        """Whether a time-stamp is still to come."""
        last = max((n for n, row in enumerate(self.rows) if row.kind in BY_HAND), default=None)
        return last is not None and not any(row.stamped_at for row in self.rows[last:])

    @property
    def broken(self) -> bool:
        """Whether it must be sealed again."""
        if not self.pending:
            return False
        seals = [row.credential for row in self.rows if row.credential is not None]
        return bool(seals) and seals[-1].revoked_at is not None


def seal_state(*, document_id: str, viewer: Actor) -> SealState:
    """How far the sealing of a paper is."""
    rows = list(signatures(document_id=document_id, viewer=viewer))
    open_ = orders(document_id=document_id, viewer=viewer).filter(done_at=None).first()
    return SealState(rows, open_)


def signed_pdf(*, document: Document, viewer: Actor) -> bytes:
    """The paper with every signature it has; as drawn when it has none. FontsMissing."""
    if not may(viewer, "case:read", document.dossier.agency_id):
        raise Document.DoesNotExist
    last = Signature.objects.filter(document=document).order_by("revision").last()
    place = path_of(last.file_id) if last else None
    if place is not None and not place.exists():
        insist_whole(dossier_id=document.dossier_id, viewer=viewer)
    return place.read_bytes() if place else pdf(document=document, viewer=viewer)


def verdicts(*, document: Document, viewer: Actor, at: datetime) -> list[Verdict] | None:
    """Every signature of the kept PDF judged anew; None while the provider does not answer."""
    data = signed_pdf(document=document, viewer=viewer)
    machine = provider()
    try:
        roots, lists = machine.roots(), machine.revocations(at=at)
    except ProviderDown:
        return None
    return judge(data, roots=roots, lists=lists, at=at)


def credential_of(*, kind: str, agency_id: int, holder: str, viewer: Actor) -> Credential | None:
    """The certificate in use of an agency or a person of it, for whoever seals there."""
    if not (viewer is SYSTEM or may(viewer, "seal:approve", agency_id)):
        return None
    found = Credential.objects.filter(kind=kind, agency_id=agency_id, holder=holder)
    return found.filter(revoked_at=None).first()


def credentials(*, viewer: Actor) -> QuerySet[Credential]:
    """Certificates the viewer keeps, newest first."""
    reach = viewer.reach("seal:keep")
    found = Credential.objects.select_related("agency").order_by("-registered_at", "pk")
    return found if reach is None else found.filter(agency_id__in=reach)


def unpublished(*, limit: int, viewer: Actor) -> list[Credential]:
    """Revoked certificates of which the provider has not been told yet."""
    found = credentials(viewer=viewer).filter(revoked_at__isnull=False, published_at=None)
    return list(found[:limit])


def seal_order(*, order_id: str, viewer: Actor) -> SealOrder:
    """One leave to seal; SealOrder.DoesNotExist when the viewer may not see its dossier."""
    found = SealOrder.objects.select_related("document__dossier__agency")
    return within(found, viewer.reach("case:read"), AGENCY).get(pk=order_id)


def open_orders(*, dossier_id: str, viewer: Actor) -> list[SealOrder]:
    """Leaves to seal papers of a dossier that are not carried out yet."""
    mine = dossiers(viewer=viewer).filter(pk=dossier_id)
    return list(SealOrder.objects.filter(done_at=None, document__dossier__in=mine))


def leave_to_seal(*, dossier_id: str, viewer: Actor) -> dict[str, Leave]:
    """Papers of a dossier that may be sealed, with the last leave of each, and how it went."""
    mine = dossiers(viewer=viewer).filter(pk=dossier_id)
    rows = SealOrder.objects.filter(document__dossier__in=mine).select_related("document")
    return {row.document_id: _leave(row) for row in rows.order_by("approved_at", "pk")}


def bare_kinds(*, dossier_id: str, viewer: Actor) -> dict[str, str]:
    """Kinds of outgoing papers of steps of which the newest bears no seal, and their titles."""
    done = SealOrder.objects.filter(document=OuterRef("pk"), done_at__isnull=False)
    found = Document.objects.filter(outgoing=True, withdrawal=None, dossier=dossier_id)
    mine = found.filter(dossier__in=dossiers(viewer=viewer)).exclude(made_for="")
    rows = mine.annotate(is_sealed=Exists(done)).order_by("made_at", "pk")
    newest = {kind: (title, so) for kind, title, so in rows.values_list(*NEWEST)}
    return {kind: title for kind, (title, so) in newest.items() if not so}


def _leave(order: SealOrder) -> Leave:
    told = automatic().get(order.document.template)
    on = localdate(order.approved_at)
    if told and told.handed:
        return Leave(on, on)
    return Leave(on, localdate(order.done_at) if order.done_at else None, order.error)


def _unsealed(viewer: Actor) -> QuerySet[Document]:
    """For whoever may give leave; papers that bring their leave along are not among them."""
    reach = viewer.reach("seal:approve")
    found = Document.objects.filter(
        ~Exists(SealOrder.objects.filter(document=OuterRef("pk"))),
        outgoing=True,
        withdrawal=None,
        dossier__sealed_at=None,
        dossier__in=dossiers(viewer=viewer),
    ).exclude(made_for="")
    return found if reach is None else found.filter(dossier__agency_id__in=reach)


def unsealed(*, viewer: Actor, limit: int) -> list[Document]:
    """Outgoing papers of open dossiers for which nobody has given leave to seal, newest first."""
    found = _unsealed(viewer).select_related("dossier")
    return list(found.order_by("-made_at", "pk")[:limit])


def unsealed_count(*, viewer: Actor, limit: int) -> int:
    """How many papers wait for the viewer's leave to seal, counted up to a limit."""
    return _unsealed(viewer)[:limit].count()


def due_orders(*, now: datetime, limit: int, viewer: Actor) -> list[SealOrder]:
    """Leaves to seal whose turn it is, the longest waiting first."""
    rows = SealOrder.objects.filter(done_at=None, next_at__lte=now)
    found = within(rows, viewer.reach("case:read"), AGENCY)
    return list(found.order_by("next_at", "pk")[:limit])


def _waiting(kind: ProofDue.Kind, limit: int, viewer: Actor) -> list[Document]:
    """Papers on the short list of a kind, the longest waiting first."""
    due = within(
        ProofDue.objects.filter(kind=kind), viewer.reach("case:read"), AGENCY
    ).select_related("document__dossier__agency")
    return [row.document for row in due.order_by("pk")[:limit]]


def unstamped(*, limit: int, viewer: Actor) -> list[Document]:
    """Sealed papers whose time is not proven yet."""
    return _waiting(ProofDue.Kind.STAMP, limit, viewer)


def unpreserved(*, limit: int, viewer: Actor) -> list[Document]:
    """Sealed papers of archived dossiers that do not carry their proofs for the long term yet."""
    return _waiting(ProofDue.Kind.ARCHIVE, limit, viewer)


def next_revision(*, document_id: str, viewer: Actor) -> int:
    """The number the next signature of a paper takes."""
    last = signatures(document_id=document_id, viewer=viewer).last()
    return last.revision + 1 if last else 1


def digests(*, document_id: str, viewer: Actor) -> list[str]:
    """SHA-256 of the files that are this paper as issued, the newest first.

    From its seal on; of a paper without a seal the file as drawn.
    """
    rows = list(signatures(document_id=document_id, viewer=viewer))
    first = next((n for n, row in enumerate(rows) if row.kind == Signature.Kind.SEAL), None)
    if first is not None:
        return list(dict.fromkeys(row.file_id for row in reversed(rows[first:])))
    kept = Rendition.objects.filter(document_id=document_id)
    drawn = within(kept, viewer.reach("case:read"), AGENCY)
    return list(drawn.values_list("file_id", flat=True))
