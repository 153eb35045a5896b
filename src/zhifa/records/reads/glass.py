"""The hands of parties on papers, and whether each still holds."""

import hashlib
from dataclasses import dataclass
from io import BufferedReader

from django.db.models import QuerySet

from zhifa.kernel import seals
from zhifa.kernel.access import Actor
from zhifa.kernel.reach import within
from zhifa.records.models import Document, PartySignature, StoredFile
from zhifa.records.reads.dossiers import documents
from zhifa.records.reads.files import path_of
from zhifa.records.reads.whole import insist_whole
from zhifa.records.rules.glass import SIGNED

HOME = "document__dossier__agency_id"


@dataclass(frozen=True, slots=True)
class PartyHand:
    """A signature, whether the paper still says what was signed, and whether its bytes are whole.

    gone: the dossier was destroyed, and the bytes with it.
    """

    row: PartySignature
    same_words: bool
    same_bytes: bool
    gone: bool = False

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
    found = PartySignature.objects.select_related("document__dossier", "file", "sheet", "film")
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


def signed_before(*, document: Document, viewer: Actor) -> list[str]:
    """Who signed the version that this paper replaces: those hands are not on this one."""
    if document.replaces_id is None:
        return []
    earlier = documents(dossier_id=document.dossier_id, viewer=viewer).filter(
        pk=document.replaces_id
    )
    found = _mine(viewer).filter(document__in=earlier, way__in=SIGNED)
    return list(found.values_list("signer", flat=True))
