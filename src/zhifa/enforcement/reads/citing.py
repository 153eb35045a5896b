"""Which procedures, papers and open cases rest on an article of law."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.urls import reverse

from zhifa.enforcement.models import Case, CaseQuerySet
from zhifa.enforcement.reads.cases import cases
from zhifa.enforcement.rules.procedure import Procedure, codes, load, versions
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.records.reads import sources
from zhifa.registry import reads as registry
from zhifa.registry.models import Amendment
from zhifa.registry.reads import Holder, Task

PAGE = 20
CHUNK = 5000
UNFILED = "尚未立案的线索"


def _ref(code: str, version: date) -> str:
    return f"{code}@{version.isoformat()}"


def _cites(procedure: Procedure) -> tuple[str, ...]:
    told = [procedure.source, *(m.source for m in procedure.moves.values())]
    told += [n.source for n in procedure.needs.values()]
    told += [c.source for c in procedure.clocks] + [p.source for p in procedure.pauses]
    return tuple(dict.fromkeys(filter(None, told)))


def citing_holders() -> Mapping[str, list[Holder]]:  # no viewer: procedures and papers are public
    """Every version of every procedure and every kind of paper, with what it cites."""
    procedures = [
        Holder(
            _ref(code, one.version),
            f"{one.name}（{one.version.isoformat()} 版）",
            reverse("enforcement:procedure", args=[code]),
            _cites(one),
        )
        for code in codes()
        for one in versions(code)
    ]
    papers = [Holder(code, title, "", cites) for code, (title, cites) in sources().items()]
    return {"procedure": procedures, "template": papers}


def _open(found: CaseQuerySet) -> CaseQuerySet:
    """Those still under way: not in a last stage of any procedure."""
    last = {s.id for code in codes() for s in load(code).stages.values() if s.final}
    return found.exclude(stage__in=last)


def _both(one: Task | None, other: Task | None) -> Task | None:
    """What a case depends on through its matter and through its procedure."""
    if one is None or other is None:
        return one or other
    advice = one.advice if one.advice == other.advice else f"{one.advice}{other.advice}"
    return replace(one, cited=f"{one.cited}、{other.cited}"[:300], advice=advice[:300])


def _unfiled(about: str | None, found_on: date) -> str:
    """What a case without a number is called; whoever settles may not see whom it is about."""
    return f"{UNFILED}：{about or '事项未定'}，{found_on.isoformat()} 发现"[:300]


def amended_cases(*, amendment: Amendment, viewer: Actor) -> Iterator[Task]:
    """The open cases that rest on an article that a law change changed, each as a task."""
    told = list(registry.dependents(amendment=amendment, viewer=viewer))
    matters = {int(t.key): t for t in told if t.kind == "matter"}
    procedures = {t.key: t for t in told if t.kind == "procedure"}
    rests = Q(matter_id__in=list(matters))
    for key in procedures:
        named, _, day = key.partition("@")
        rests |= Q(procedure=named, procedure_version=date.fromisoformat(day))
    found = _open(Case.objects.visible_to(viewer)).filter(rests).order_by()
    rows = found.values_list(
        "pk", "number", "agency_id", "matter_id", "procedure", "procedure_version",
        "matter__name", "discovered_on",
    )  # fmt: skip
    page = reverse("enforcement:case", args=["0"]).replace("0", "{}")
    for pk, number, agency, matter, code, version, about, found_on in rows.iterator(CHUNK):
        by_matter = matters.get(matter) if matter else None
        task = _both(by_matter, procedures.get(_ref(code, version)))
        if task is not None:
            title = number or _unfiled(about, found_on)
            yield replace(
                task, kind="case", key=pk, title=title, agency_id=agency, address=page.format(pk)
            )


@dataclass(frozen=True, slots=True)
class Resting:
    """A page of open cases that rest on an article, and where the next begins."""

    rows: list[Case]
    more: str


def cases_citing(*, law: str, number: int, sub: int, viewer: Actor, after: str = "") -> Resting:
    """The open cases the viewer may read whose matter cites an article. law: its short title."""
    matters = registry.matters_citing(law=law, number=number, sub=sub, viewer=SYSTEM)
    found = _open(cases(viewer=viewer)).filter(matter_id__in=matters, pk__gt=after)
    rows = list(found.order_by("pk")[: PAGE + 1])
    return Resting(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else "")
