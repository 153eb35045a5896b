"""The hands of parties on papers, and whether each still holds."""

import hashlib
from dataclasses import dataclass
from io import BufferedReader

from django.db.models import QuerySet
from django.utils.timezone import localtime

from zhifa.kernel import seals
from zhifa.kernel.access import Actor
from zhifa.kernel.reach import within
from zhifa.records.models import Document, HandProof, PartySignature, ProofDue, StoredFile
from zhifa.records.reads.dossiers import documents
from zhifa.records.reads.drawing import hand_picture
from zhifa.records.reads.files import path_of
from zhifa.records.reads.whole import insist_whole
from zhifa.records.rules.glass import SIGNED
from zhifa.records.rules.pictures import ink_of
from zhifa.records.verifier.hands import statement

HOME = "document__dossier__agency_id"


@dataclass(frozen=True, slots=True)
class PartyHand:
    """A signature, whether the paper still says what was signed, and whether its bytes are whole.

    gone: the dossier was destroyed, and the bytes with it. proof: its time-stamp, once it has one.
    """

    row: PartySignature
    same_words: bool
    same_bytes: bool
    gone: bool = False

    @property
    def proof(self) -> HandProof | None:
        """The time-stamp over it."""
        return getattr(self.row, "proof", None)

    @property
    def holds(self) -> bool:
        """Whether it still speaks for the paper."""
        return self.gone or (self.same_words and self.same_bytes)


def _whole(file: StoredFile | None) -> bool:
    if file is None:
        return True
    try:
        with path_of(file.pk).open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == file.pk
    except FileNotFoundError:
        return False


def _mine(viewer: Actor) -> QuerySet[PartySignature]:
    found = PartySignature.objects.select_related(
        "document__dossier", "file", "sheet", "film", "proof__file"
    )
    return within(found, viewer.reach("case:read"), HOME).order_by("signed_at", "pk")


def party_hands(*, document: Document, viewer: Actor) -> list[PartyHand]:
    """Every hand on a paper, oldest first, each compared with the words as they stand now."""
    gone = document.content is None
    words = "" if gone else seals.sha256(seals.canonical(document.content))
    return [
        PartyHand(row, row.words == words, _whole(row.file) and _whole(row.sheet), gone)
        for row in _mine(viewer).filter(document=document)
    ]


def party_signatures(*, dossier_id: str, viewer: Actor) -> list[PartySignature]:
    """Every hand in a dossier, oldest first."""
    return list(_mine(viewer).filter(document__dossier=dossier_id))


def party_signature(*, signature_id: str, viewer: Actor) -> PartySignature:
    """One hand; PartySignature.DoesNotExist when the viewer may not see its dossier."""
    return _mine(viewer).get(pk=signature_id)


def hand_file(*, signature: PartySignature, viewer: Actor) -> BufferedReader:
    """The picture of a hand. FileNotFoundError when there is none; Refused when destroyed."""
    row = party_signature(signature_id=signature.pk, viewer=viewer)
    if row.file_id is None:
        raise FileNotFoundError(row.pk)
    place = path_of(row.file_id)
    if not place.exists():
        insist_whole(dossier_id=row.document.dossier_id, viewer=viewer)
    return place.open("rb")


def unproven(*, document: Document, viewer: Actor) -> list[PartySignature]:
    """Hands on a paper that carry no time-stamp yet and are whole, oldest first."""
    hands = party_hands(document=document, viewer=viewer)
    return [h.row for h in hands if h.holds and not h.gone and h.proof is None]


def unlaid(*, limit: int, viewer: Actor) -> list[Document]:
    """Papers with hands that wait for their time-stamp, the longest waiting first."""
    rows = ProofDue.objects.filter(kind=ProofDue.Kind.HAND).select_related(
        "document__dossier__agency"
    )
    due = within(rows, viewer.reach("case:read"), HOME).order_by("pk")
    return [row.document for row in due[:limit]]


def unlaid_in(*, dossier_id: str, viewer: Actor) -> list[Document]:
    """Papers of a dossier with hands that wait for their time-stamp."""
    papers = documents(dossier_id=dossier_id, viewer=viewer).select_related("dossier__agency")
    due = ProofDue.objects.filter(kind=ProofDue.Kind.HAND).values("document")
    return list(papers.filter(pk__in=due))


def hands_in_pdf(*, document: Document, viewer: Actor) -> list[PartySignature]:
    """Hands that stand in the PDF of a paper already, oldest first."""
    return list(_mine(viewer).filter(document=document, proof__isnull=False))


def hand_statement(*, row: PartySignature) -> bytes:  # no viewer: of a row the caller may read
    """Everything a hand binds, in one text: what its time-stamp is taken over."""
    return statement(seals.values_of(row)).encode()


def drawn_hand(*, row: PartySignature, viewer: Actor) -> bytes:
    """The hand as a PDF of its own, as it is laid into the paper; words alone without a picture."""
    who = f"{row.signer}　{row.get_way_display()}"
    who += f"，见证人 {row.witness}" if row.witness else ""
    when = localtime(row.signed_at).strftime("%Y-%m-%d %H:%M")
    picture = b""
    if row.sheet_id is not None:  # written on the glass; a scanned page stays a page of its own
        with hand_file(signature=row, viewer=viewer) as opened:
            picture = ink_of(opened.read())
    digest = row.sheet_id or row.file_id or row.words
    return hand_picture(words=f"{who}　{when}", digest=digest, picture=picture)


def signed_before(*, document: Document, viewer: Actor) -> list[str]:
    """Who signed the version that this paper replaces: those hands are not on this one."""
    if document.replaces_id is None:
        return []
    earlier = documents(dossier_id=document.dossier_id, viewer=viewer).filter(
        pk=document.replaces_id
    )
    found = _mine(viewer).filter(document__in=earlier, way__in=SIGNED)
    return list(found.values_list("signer", flat=True))
