"""The contents of a dossier with their pages 卷内目录."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from zhifa.kernel.access import Actor
from zhifa.records.models import Document, Dossier, Rendition
from zhifa.records.reads.dossiers import documents, dossier
from zhifa.records.reads.drawing import drawn, render
from zhifa.records.reads.scanned import scan_pages
from zhifa.records.rules.templates import library
from zhifa.records.rules.words import chinese_date

UNNUMBERED = frozenset({"W59"})  # cover, contents and end sheet carry no page number


@dataclass(frozen=True, slots=True)
class Line:
    """A paper in its place. first, last: pages in the volume, 0 for the unnumbered cover."""

    place: int
    document: Document
    pages: int
    first: int
    last: int

    @property
    def span(self) -> str:
        """3, or 3-5, or nothing for the cover."""
        if not self.first:
            return ""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Main and side volume, each paged from 1 (正卷、副卷)."""

    dossier: Dossier
    main: tuple[Line, ...]
    side: tuple[Line, ...]

    @property
    def papers(self) -> int:
        """How many papers both volumes hold, the cover not counted."""
        return sum(line.document.template not in UNNUMBERED for line in (*self.main, *self.side))

    @property
    def pages(self) -> int:
        """Numbered pages of both volumes."""
        return sum(line.pages for line in (*self.main, *self.side) if line.first)


def _pages(papers: Sequence[Document], viewer: Actor) -> dict[str, int]:
    """Pages of each paper, as kept or else drawn now, with its scanned pages behind it."""
    found = Rendition.objects.filter(document__in=[p.pk for p in papers])
    known = dict(found.values_list("document_id", "pages"))
    for paper in papers:
        if paper.pk not in known and paper.content is None:
            known[paper.pk] = 0  # never drawn, and destroyed
        elif paper.pk not in known:
            known[paper.pk] = drawn(document=paper, viewer=viewer)[1]
    for pk, behind in scan_pages(papers=papers, viewer=viewer).items():
        known[pk] += behind
    return known


def _volume(papers: Sequence[Document], pages: dict[str, int]) -> tuple[Line, ...]:
    lines, page = [], 1
    for place, paper in enumerate(papers, 1):
        count = pages[paper.pk]
        if paper.template in UNNUMBERED:
            lines.append(Line(place, paper, count, 0, 0))
        else:
            lines.append(Line(place, paper, count, page, page + count - 1))
            page += count
    return tuple(lines)


def catalogue(*, dossier_id: str, viewer: Actor, order: Sequence[str] = ()) -> Catalogue:
    """The papers of both volumes, in the order of codes given, else as they were made.

    Dossier.DoesNotExist when the viewer may not see it; FontsMissing when a paper was never
    drawn and cannot be now.
    """
    rank = {code: n for n, code in enumerate(order)}
    found = list(documents(dossier_id=dossier_id, viewer=viewer).select_related("dossier"))
    cover_first = -1
    found.sort(
        key=lambda d: (
            cover_first if d.template in UNNUMBERED else rank.get(d.template, len(rank)),
            d.made_at,
        )
    )
    pages = _pages(found, viewer)
    main = [d for d in found if d.volume == Document.Volume.MAIN]
    side = [d for d in found if d.volume == Document.Volume.SIDE]
    owner = dossier(dossier_id=dossier_id, viewer=viewer)
    return Catalogue(owner, _volume(main, pages), _volume(side, pages))


def contents(lines: Sequence[Line]) -> list[list[str]]:
    """The contents of a volume as a table, its head first; without a viewer."""
    head = ["序号", "文书名称", "文号", "日期", "页次"]
    return [
        head,
        *(
            [
                str(line.place),
                line.document.title,
                line.document.number,
                chinese_date(line.document.issued_on),
                line.span,
            ]
            for line in lines
        ),
    ]


def _cover(found: Catalogue) -> dict[str, Any]:
    owner = found.dossier
    sealed = chinese_date(localdate(owner.sealed_at)) if owner.sealed_at else "未归档"
    rows = [
        ["案卷名称", owner.title],
        ["案号", owner.number],
        ["立卷日期", chinese_date(localdate(owner.opened_at))],
        ["归档日期", sealed],
        ["保管期限", owner.retention],
        ["档号", owner.archive_number],
        ["文书件数和页数", f"共 {found.papers} 件 {found.pages} 页"],
    ]
    volumes = [("正卷目录", found.main), ("副卷目录", found.side)]
    return {
        "title": "卷宗封面和卷内目录",
        "agency": owner.agency.name,
        "number": "",
        "case_number": owner.number,
        "addressee": "",
        "blocks": [
            {"heading": "", "rows": [row for row in rows if row[1]]},
            *({"heading": name, "table": contents(lines)} for name, lines in volumes if lines),
        ],
        "sign": [],
        "seal": "",
        "date": sealed if owner.sealed_at else "",
        "notes": [],
    }


def catalogue_pdf(*, dossier_id: str, viewer: Actor, order: Sequence[str] = ()) -> bytes:
    """Cover and contents of a dossier as PDF."""
    found = catalogue(dossier_id=dossier_id, viewer=viewer, order=order)
    last = max((line.document.made_at for line in (*found.main, *found.side)), default=None)
    return render(_cover(found), made=localdate(last or found.dossier.opened_at))


def missing(*, dossier_id: str, wanted: Sequence[str], viewer: Actor) -> list[str]:
    """Titles of the wanted kinds of papers that the dossier does not hold."""
    held = set(documents(dossier_id=dossier_id, viewer=viewer).values_list("template", flat=True))
    known = library().templates
    return [known[code].title for code in wanted if code not in held and code in known]
