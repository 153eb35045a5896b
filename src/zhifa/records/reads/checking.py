"""What anybody may ask: is this paper genuine. Says the facts of its number, never its content."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document, Rendition, Signature
from zhifa.records.reads.signatures import digests
from zhifa.records.rules.codes import printed, understood

ANEW = frozenset({"W38"})  # a notice that is made anew takes the place of the one before


@dataclass(frozen=True, slots=True)
class Checked:
    """The facts of a paper that anybody may know. lost: why it has no force any more.

    sealed, served: whether it left the house; one that did neither has not taken effect.
    """

    code: str
    agency: str
    phone: str
    kind: str
    number: str
    issued_on: date
    sealed: bool
    served: bool
    digests: Sequence[str]
    lost: str = ""
    lost_on: date | None = None

    @property
    def printed(self) -> str:
        """The code as the paper carries it."""
        return printed(self.code)


def _lost(paper: Document) -> tuple[str, date | None]:
    """Why and since when a paper has no force; nothing while it has."""
    gone = getattr(paper, "withdrawal", None)
    if gone is not None:
        return gone.reason, gone.on
    later = Q(replaces=paper)
    if paper.template in ANEW:
        later |= Q(dossier=paper.dossier_id, template=paper.template, made_at__gt=paper.made_at)
    newer = Document.objects.filter(later).order_by("made_at").first()
    return ("已由新的文书替代", newer.issued_on) if newer else ("", None)


def checked(*, code: str) -> Checked | None:  # public: no viewer
    """An outgoing paper by its code, typed as anybody might; None when there is none."""
    papers = Document.objects.select_related("dossier__agency", "withdrawal")
    paper = papers.filter(pk=understood(code), outgoing=True).first()
    if paper is None:
        return None
    reason, on = _lost(paper)
    home = paper.dossier.agency
    return Checked(
        code=paper.pk,
        agency=home.name,
        phone=home.phone,
        kind=paper.title,
        number=paper.number,
        issued_on=paper.issued_on,
        served=paper.services.exists(),
        sealed=Signature.objects.filter(document=paper, kind=Signature.Kind.SEAL).exists(),
        digests=digests(document_id=paper.pk, viewer=SYSTEM),
        lost=reason,
        lost_on=on,
    )


def code_of_file(*, sha256: str) -> str:  # public: no viewer
    """The code of the outgoing paper that a file is, by its digest; empty when it is none."""
    kinds = (Signature, Rendition)
    for kind in kinds:
        rows = kind.objects.filter(file_id=sha256, document__outgoing=True)
        for pk in rows.values_list("document_id", flat=True)[:2]:
            if sha256 in digests(document_id=pk, viewer=SYSTEM):
                return str(pk)
    return ""
