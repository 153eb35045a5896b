"""The file of a case and its eight points, in a fixed number of queries."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from zhifa.agencies import reads as agencies
from zhifa.enforcement import reads as enforcement
from zhifa.enforcement.models import Case
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle
from zhifa.records import reads as records
from zhifa.registry import reads as registry
from zhifa.review.rules.conditions import NEEDS
from zhifa.review.rules.evidence import Row, grid
from zhifa.review.rules.file import Crime, File, Item, Paper
from zhifa.review.rules.finding import Point
from zhifa.review.rules.points import points

NUMBER = "[零〇一二三四五六七八九十百千]+"
CITED = re.compile(
    f"《[^《》]{{2,60}}》第{NUMBER}条(?:之{NUMBER})?(?:第{NUMBER}款)?(?:第[（(]{NUMBER}[)）]项)?"
)


def _papers(dossier_id: str, viewer: Actor) -> tuple[Paper, ...]:
    held = records.documents(dossier_id=dossier_id, viewer=viewer)
    rows = held.values_list("pk", "template", "title", "issued_on", "made_for", "fields")
    return tuple(Paper(*row[:5], row[5] or {}) for row in rows)


def _items(dossier_id: str, viewer: Actor) -> tuple[Item, ...]:
    held = records.evidence(dossier_id=dossier_id, viewer=viewer).filter(excluded_reason="")
    names = ("pk", "name", "kind", "need_code", "taken_on", "taken_place", "proves", "collected_by")
    return tuple(Item(*row) for row in held.select_related(None).values_list(*names))


def _crime(case: Case) -> Crime | None:
    told = case.matter.crime if case.matter else {}
    if not told.get("offence"):
        return None
    amount = told.get("amount")
    return Crime(
        told["offence"],
        str(told.get("clause", "")),
        str(told.get("condition", "")),
        Decimal(str(amount)) if amount is not None else None,
        str(told.get("base", "")),
    )


def _faults(
    papers: Sequence[Paper], on: date | None, viewer: Actor
) -> Mapping[str, Sequence[Obstacle]]:
    """Paper → what it cites that does not stand on the day of the act."""
    cited = {p.id: set(CITED.findall("\n".join(p.fields.values()))) for p in papers}
    every = sorted(set[str]().union(*cited.values()))
    wrong = registry.wrong_citations(texts=every, on=on, viewer=viewer) if on and every else {}
    found = {pk: [o for text in sorted(t & wrong.keys()) for o in wrong[text]]
             for pk, t in cited.items()}  # fmt: skip
    return {pk: faults for pk, faults in found.items() if faults}


def _standing(
    case: Case, deeds: Iterable[enforcement.Deed]
) -> tuple[dict[tuple[int, date], str], dict[int, str]]:
    """Who could not act on the day of an act, with why; and everybody's name."""
    pairs = {(user, deed.on) for deed in deeds for user in deed.officers}
    found = agencies.standings_among(asked=pairs, area=case.area_code)
    unfit = {pair: _why(standing) for pair, standing in found.items() if not standing.good}
    return unfit, {user: standing.name for (user, _), standing in found.items()}


def _why(standing: agencies.Standing) -> str:
    return f"的证件 {standing.number} {standing.why}" if standing.number else standing.why


def file_of(*, case: Case, viewer: Actor, at: datetime) -> File:
    """The file of a case as its reviewer opens it; Case.DoesNotExist for who may not read it."""
    seen = enforcement.examined(case=case, needs=NEEDS, viewer=viewer, at=at)
    papers = _papers(case.dossier_id, viewer)
    unfit, names = _standing(case, seen.deeds)
    matter = case.matter
    return File(
        deeds=seen.deeds,
        proofs=seen.proofs,
        unmet=seen.unmet,
        elements=seen.elements,
        weighed=seen.weighed,
        investigators=seen.investigators,
        moved=seen.moved,
        agency=case.agency.name,
        matter=matter.name if matter else "",
        clauses=(*matter.breach_clauses, *matter.penalty_clauses) if matter else (),
        breach_on=seen.breach_on,
        papers=papers,
        items=_items(case.dossier_id, viewer),
        unfit=unfit,
        names=names,
        faults=_faults(papers, seen.breach_on, viewer),
        crime=_crime(case),
    )


def checked(
    *, case: Case, viewer: Actor, at: datetime
) -> tuple[File, tuple[Point, ...], tuple[Row, ...]]:
    """A file, its eight points, and its facts against its evidence."""
    file = file_of(case=case, viewer=viewer, at=at)
    return file, points(file), grid(file)


def points_of(*, case: Case, viewer: Actor, at: datetime) -> tuple[Point, ...]:
    """The eight points of a case as it stands."""
    return checked(case=case, viewer=viewer, at=at)[1]
