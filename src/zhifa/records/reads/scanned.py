"""Pages that were signed on paper and scanned, bound behind the papers they belong to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf
import typst
from django.db.models import QuerySet
from django.utils.timezone import localdate

from zhifa.kernel.access import Actor
from zhifa.kernel.reach import within
from zhifa.records.models import Document, PartySignature
from zhifa.records.reads.drawing import LAYOUT, compiled
from zhifa.records.reads.files import path_of

SCAN = LAYOUT.with_name("scan.typ")
PDF = "application/pdf"
KINDS = {".png", ".jpg"}
# what a strange PDF makes the reader raise: its own faults, and what it does not know of colours
UNREADABLE = (
    *(pikepdf.PikepdfError, NotImplementedError),
    *(OSError, TypeError, ValueError, KeyError),
)
MOST_PAGES = 20  # of one scan; a longer one stays a file of its own


def _rows(papers: Sequence[Document], viewer: Actor) -> QuerySet[PartySignature]:
    rows = PartySignature.objects.filter(
        document__in=[p.pk for p in papers], file__isnull=False, sheet=None
    )
    mine = within(rows, viewer.reach("case:read"), "document__dossier__agency_id")
    return mine.select_related("document__dossier__agency", "file").order_by("signed_at", "pk")


def scans(*, papers: Sequence[Document], viewer: Actor) -> Mapping[str, list[bytes]]:
    """The scanned pages of papers, each drawn as a PDF/A of its own, by paper and in order.

    What cannot be laid into one is named by a page with its digest.
    """
    found: dict[str, list[bytes]] = defaultdict(list)
    for row in _rows(papers, viewer):
        found[row.document_id].append(_drawn(row))
    return found


def scan_pages(*, papers: Sequence[Document], viewer: Actor) -> Mapping[str, int]:
    """How many pages stand behind each paper in its volume; a picture is one."""
    found: dict[str, int] = defaultdict(int)
    for row in _rows(papers, viewer):
        pdf = row.file is not None and row.file.media_type == PDF
        found[row.document_id] += _held(row.file.pk) if row.file and pdf else 1
    return found


@lru_cache(maxsize=1024)  # what a digest names never changes
def _held(sha256: str) -> int:
    """Pages that a PDF takes in a volume."""
    return len(_pictures(_bytes(sha256))) or 1


def _bytes(sha256: str) -> bytes:
    place = path_of(sha256)
    return place.read_bytes() if place.exists() else b""


def _drawn(row: PartySignature) -> bytes:
    paper, file = row.document, row.file
    sha256, media = (file.pk, file.media_type) if file else ("", "")
    whose, day = row.witness and f"见证人 {row.witness}", localdate(row.signed_at)
    told: dict[str, Any] = {
        "title": f"{paper.title}（签名页）",
        "agency": paper.dossier.agency.name,
        "words": f"《{paper.title}》签名页扫描件　{whose or row.signer}　{day.isoformat()} 交存",
        "digest": f"SHA-256 {sha256}",
    }
    data = _bytes(sha256)
    shown = _pictures(data) if media == PDF else [data] if data else []
    told |= {"pages": len(shown) or 1}
    try:
        return compiled(SCAN, {**told, "pictures": [list(one) for one in shown]}, made=day)
    except typst.TypstError:  # a picture that it does not read
        return compiled(SCAN, {**told, "pictures": []}, made=day)


def _pictures(data: bytes) -> list[bytes]:
    """The pictures of a PDF as scanners make it, one a page; none when it is anything else."""
    try:
        with pikepdf.open(BytesIO(data)) as found:
            pages = list(found.pages)
            return [_picture(page) for page in pages] if len(pages) <= MOST_PAGES else []
    except UNREADABLE:
        return []


def _picture(page: pikepdf.Page) -> bytes:
    """The one picture of a page, as JPEG or PNG. UNREADABLE when there is more on it, or less."""
    inside = page.resources
    drawn = list(inside.get("/XObject", pikepdf.Dictionary()).values())
    alone = "/Font" not in inside and len(drawn) == 1
    if not alone or not isinstance(drawn[0], pikepdf.Stream):
        raise ValueError(page.index)
    kind = pikepdf.PdfImage(drawn[0]).extract_to(stream=(out := BytesIO()))
    if kind not in KINDS:
        raise ValueError(kind)
    return out.getvalue()
