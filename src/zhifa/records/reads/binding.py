"""A whole volume of a dossier as one PDF/A 装订成册: cover, contents, papers, end sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from zhifa.agencies import reads as agencies
from zhifa.kernel.access import Actor, may
from zhifa.kernel.reach import within
from zhifa.records.models import BindingDue, BoundVolume, Document, Dossier, ProofDue, SealOrder
from zhifa.records.reads.catalogue import UNNUMBERED, Catalogue, Line, catalogue, contents
from zhifa.records.reads.dossiers import dossiers
from zhifa.records.reads.drawing import VOLUME, compiled
from zhifa.records.reads.files import path_of
from zhifa.records.reads.scanned import scans
from zhifa.records.reads.signatures import signed_pdf
from zhifa.records.rules.volumes import bind
from zhifa.records.rules.words import chinese_date

OPEN = "本卷尚未归档，装订件反映当前内容。"
WHOLE = "本卷文书齐全，归档后未作改动。"


def _sheet(part: str, made: date, **told: Any) -> bytes:
    return compiled(VOLUME, {"part": part, **told}, made=made)


def _facts(owner: Dossier, papers: Sequence[Document]) -> dict[str, str]:
    """What the papers say about the case: decision number, day of filing (by their fields)."""
    known: dict[str, str] = {}
    for paper in papers:
        for key in ("decision.number", "case.filed_on", "party.name"):
            if value := str(paper.fields.get(key) or ""):
                known[key] = value
    return known | {"agency": owner.agency.name}


def _cover_rows(found: Catalogue, lines: Sequence[Line], known: dict[str, str]) -> list[list[str]]:
    owner = found.dossier
    numbered = [line for line in lines if line.first]
    rows = [
        ["案卷名称", owner.title],
        ["当事人", known.get("party.name", "")],
        ["案号", owner.number],
        ["决定书文号", known.get("decision.number", "")],
        ["立案日期", known.get("case.filed_on", "")],
        ["归档日期", chinese_date(localdate(owner.sealed_at)) if owner.sealed_at else "未归档"],
        ["保管期限", owner.retention],
        ["档号", owner.archive_number],
        ["件数和页数", f"本卷 {len(numbered)} 件 {sum(x.pages for x in numbered)} 页"],
    ]
    return [row for row in rows if row[1]]


def _name(key: str) -> str:
    """Whom a key means; nobody for an empty one."""
    pk = key.removeprefix("user:")
    return agencies.names_of_users(user_ids=[int(pk)])[int(pk)] if pk.isdecimal() else ""


def _end_sheet(owner: Dossier, papers: Sequence[Document]) -> dict[str, Any]:
    """What the archivist wrote about the file, and who closed it."""
    told = [str(p.fields.get("act.checked") or "") for p in papers if p.template in UNNUMBERED]
    notes = [text for text in told if text] or [WHOLE if owner.sealed_at else OPEN]
    who = _name(owner.sealed_by)
    day = chinese_date(localdate(owner.sealed_at)) if owner.sealed_at else ""
    return {"notes": notes, "rows": [["归档人", who], ["归档日期", day], ["检查人", ""]]}


@dataclass(frozen=True, slots=True)
class Bound:
    """A volume as it is bound: the PDF, its contents and what its end sheet says."""

    data: bytes
    lines: tuple[Line, ...]
    end: dict[str, Any]

    @property
    def pages(self) -> int:
        """Numbered pages."""
        return sum(line.pages for line in self.lines)

    @property
    def contents(self) -> list[dict[str, Any]]:
        """Each paper in its place, with its pages and the digest of its words."""
        return [
            {
                "place": line.place,
                "document": line.document.pk,
                "title": line.document.title,
                "number": line.document.number,
                "on": line.document.issued_on.isoformat(),
                "first": line.first,
                "last": line.last,
                "words": line.document.sha256,
            }
            for line in self.lines
        ]


def bound(*, dossier_id: str, volume: str, viewer: Actor, order: Sequence[str] = ()) -> bytes:
    """One volume (Document.Volume) as a PDF: papers with their seals, pages numbered in a row.

    The same dossier gives the same bytes. Dossier.DoesNotExist when the viewer may not see it;
    FontsMissing when a paper was never drawn and cannot be now (law.md 3.4).
    """
    return binding(dossier_id=dossier_id, volume=volume, viewer=viewer, order=order).data


def binding(*, dossier_id: str, volume: str, viewer: Actor, order: Sequence[str] = ()) -> Bound:
    """As `bound`, with the contents and the words of the end sheet."""
    found = catalogue(dossier_id=dossier_id, viewer=viewer, order=order)
    lines = found.main if volume == Document.Volume.MAIN else found.side
    every = [line.document for line in (*found.main, *found.side)]
    name = f"{Document.Volume(volume).label}{'' if volume == Document.Volume.MAIN else '（内部）'}"
    last = max((paper.made_at for paper in every), default=found.dossier.opened_at)
    made, known = localdate(last), _facts(found.dossier, every)
    head = {"title": f"{found.dossier.title} {name}", "agency": known["agency"]}
    papers = [line for line in lines if line.document.template not in UNNUMBERED]
    inside = tuple(replace(line, place=place) for place, line in enumerate(papers, 1))
    front = _sheet(
        "front", made, **head, volume=name,
        rows=_cover_rows(found, lines, known), contents=contents(inside),
    )  # fmt: skip
    end = _end_sheet(found.dossier, every)
    back = _sheet("back", made, **head, **end)
    drawn = list(_parts(inside, viewer))
    data = bind(front, drawn, back, lambda count: _sheet("numbers", made, **head, count=count))
    return Bound(data, inside, end)


def _parts(lines: Sequence[Line], viewer: Actor) -> Iterator[tuple[str, bytes]]:
    """Each paper with its seals, and behind it what was signed on paper and scanned."""
    behind = scans(papers=[line.document for line in lines], viewer=viewer)
    for line in lines:
        paper = line.document
        yield paper.title, signed_pdf(document=paper, viewer=viewer)
        for scan in behind.get(paper.pk, ()):
            yield f"{paper.title}（签名页）", scan


def volumes(*, dossier_id: str, viewer: Actor) -> list[BoundVolume]:
    """The volumes of an archived dossier as they were bound and sealed, the main one first."""
    mine = dossiers(viewer=viewer).filter(pk=dossier_id)
    found = BoundVolume.objects.filter(dossier__in=mine).select_related("file", "dossier")
    return sorted(found, key=lambda row: Document.Volume.values.index(row.volume))


def volume_data(*, row: BoundVolume, viewer: Actor) -> bytes:
    """The bytes of a bound volume, for whoever may read its dossier; FileNotFoundError if lost."""
    if not may(viewer, "case:read", row.dossier.agency_id):
        raise Dossier.DoesNotExist
    return path_of(row.file_id).read_bytes()


def unbound(*, limit: int, viewer: Actor) -> list[Dossier]:
    """Archived dossiers that are not bound yet, the longest waiting first.

    Those with a seal or a party's hand still to come wait for it.
    """
    reach = viewer.reach("case:read")
    due = within(BindingDue.objects.all(), reach, "dossier__agency_id")
    sealing = SealOrder.objects.filter(done_at=None, document__dossier=OuterRef("dossier"))
    hands = ProofDue.objects.filter(kind=ProofDue.Kind.HAND, document__dossier=OuterRef("dossier"))
    found = (
        due.filter(~Exists(sealing), ~Exists(hands))
        .select_related("dossier__agency")
        .order_by("dossier")
    )
    return [row.dossier for row in found[:limit]]
