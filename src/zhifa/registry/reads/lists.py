"""Power lists as of a day, and what importing a file would do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Max

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.kernel.access import Actor
from zhifa.kernel.tables import Table
from zhifa.kernel.workbook import Remark
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.reads.matters import holding_on, matter_fields
from zhifa.registry.reads.standing import wrong_citations
from zhifa.registry.rules import columns, differences, sheet, sheet_out
from zhifa.registry.rules.citations import parse, read
from zhifa.registry.rules.matters import Completeness, completeness, matter_faults

UNSAID = frozenset({"id", "until_on"})
CHUNK = 500
COLUMNS = [f for f in Matter._meta.concrete_fields if f.name not in UNSAID]  # noqa: SLF001 - the documented way to a model's columns
FIELDS = tuple(f.name for f in COLUMNS)
SUMS = frozenset(f.name for f in COLUMNS if isinstance(f, models.DecimalField))
LISTS = frozenset(f.name for f in COLUMNS if isinstance(f, models.JSONField))
NEVER_NONE = frozenset(f.name for f in COLUMNS if not f.null)
CLAUSES = ("basis_clauses", "breach_clauses", "penalty_clauses")
HELD = "这一天施行的版本已经在库里，内容和表里不一样；施行过的版本不改，请写新的施行日期"
LATER = "库里的版本施行得更晚，或者那时还没有施行完，请写更晚的施行日期"
ENDS_EARLY = "施行止早于施行日期，请核对"


def row_of(*, matter: Matter, viewer: Actor) -> dict[str, Any]:  # noqa: ARG001 - public
    """A version as data files write it, every column told."""
    return {name: getattr(matter, name) for name in FIELDS} | {"until_on": matter.until_on}


def list_columns(
    *, listed: bool
) -> tuple[columns.Column, ...]:  # no viewer: the house's own layout
    """The columns of a list; listed: of a body's, with the days of listing."""
    names = {code: row["title"] for code, row in matter_fields().items()}
    return columns.columns(names, listed=listed)


def list_rows(
    *, agency_id: int | None, on: date, viewer: Actor, kind: str = ""
) -> list[dict[str, Any]]:
    """The rows of a body's list on a day, by code; without a body, of the whole library."""
    found = Matter.objects.filter(holding_on(on)).order_by("code")
    if kind:
        found = found.filter(kind=kind)
    if agency_id is None:
        return [row_of(matter=m, viewer=viewer) for m in found.iterator(chunk_size=2000)]
    held = PowerItem.objects.filter(holding_on(on), agency_id=agency_id).select_related("agency")
    items = {item.matter_code: item for item in held}
    codes = PowerItem.objects.filter(holding_on(on), agency_id=agency_id).values("matter_code")
    rows = []
    for one in found.filter(code__in=codes).iterator(chunk_size=2000):
        item = items[one.code]
        row = row_of(matter=one, viewer=viewer) | {"agency": item.agency.name}
        row |= {"listed_on": item.from_on, "published_on": item.published_on}
        rows.append(row | {"delisted_on": item.until_on})
    return rows


def keepers_bodies(*, viewer: Actor) -> list[Agency]:
    """The bodies whose lists the viewer keeps."""
    reach = viewer.reach("matter:edit")
    found = agencies.agencies(viewer=viewer)
    return list(found if reach is None else found.filter(pk__in=reach))


def list_file(*, agency_id: int | None, on: date, viewer: Actor, kind: str = "") -> bytes:
    """A list as an XLSX file."""
    rows = list_rows(agency_id=agency_id, on=on, viewer=viewer, kind=kind)
    return sheet_out.written(rows, list_columns(listed=agency_id is not None), on)


def list_differences(
    *,
    old: Iterable[Mapping[str, Any]],
    new: Iterable[Mapping[str, Any]],
    viewer: Actor,  # noqa: ARG001 - public
) -> list[differences.Difference]:
    """What differs between two lists."""
    return differences.differences(old, new, list_columns(listed=False))


def matter_changes(*, matter: Matter, viewer: Actor) -> list[differences.Change]:
    """What a version says otherwise than the one before it; nothing for the first."""
    earlier = Matter.objects.filter(code=matter.code, from_on__lt=matter.from_on)
    before = earlier.order_by("-from_on").first()
    if before is None:
        return []
    old, new = (row_of(matter=m, viewer=viewer) for m in (before, matter))
    return differences.changes(old, new, list_columns(listed=False))


def matter_parts(*, matter: Matter, viewer: Actor) -> Completeness:
    """How whole a version is."""
    return completeness(row_of(matter=matter, viewer=viewer))


# --- what importing would do


@dataclass(slots=True)
class Plan:
    """What importing a file would do. fresh: whole rows of new versions with their cells.

    top: the newest version known when the plan was made.
    """

    rows: int = 0
    fresh: list[dict[str, Any]] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    listings: list[tuple[str, date, date | None, date | None]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    top: int = 0

    @property
    def rejected(self) -> list[Remark]:
        """What keeps the file from being imported."""
        return [r for r in self.remarks if not r.repaired]

    @property
    def repaired(self) -> list[Remark]:
        """What was read all the same."""
        return [r for r in self.remarks if r.repaired]


def _held(codes: Sequence[str]) -> dict[str, list[Matter]]:
    """Every version of these matters, the oldest first."""
    found: dict[str, list[Matter]] = defaultdict(list)
    for start in range(0, len(codes), CHUNK):
        some = Matter.objects.filter(code__in=codes[start : start + CHUNK])
        for one in some.order_by("code", "from_on"):
            found[one.code].append(one)
    return found


def _merged(told: Mapping[str, Any], last: Matter | None, viewer: Actor) -> dict[str, Any]:
    """The told columns over those of the last version; what may not be empty is left out."""
    base = row_of(matter=last, viewer=viewer) if last else {}
    whole = {name: value for name, value in {**base, **told}.items() if name in FIELDS}
    if "inspection" in told and last is not None:
        whole["inspection"] = {**last.inspection, **told["inspection"]}
    field_says = {"hearing_kinds", *matter_fields().get(told["field"], {})}
    silent = {n for n, v in whole.items() if v in (None, "", []) and n in field_says}
    silent |= {n for n, v in whole.items() if v is None and n in NEVER_NONE}
    return {
        name: value.strip() if isinstance(value, str) else value
        for name, value in whole.items()
        if name not in silent
    }


def _clauses(line: sheet.Line) -> Iterator[Remark]:
    """Citations with more around them are cut down to the citation."""
    for name in CLAUSES:
        kept = []
        for said in line.told.get(name, ()):
            if read(said):
                kept.append(said)
                continue
            found = [c for c in parse(said) if c.article]
            if not found:
                yield Remark(
                    line.refs[name], f"看不出引用的条款：{said[:30]}。写成《某某法》第几条"
                )
            else:
                kept += [str(c) for c in found]
                yield Remark(line.refs[name], "夹有其他文字，只保留了条款号", repaired=True)
        if name in line.told:
            line.told[name][:] = kept


def _same(one: Matter, row: Mapping[str, Any]) -> bool:
    """Whether a stored version says, column by column, what the row would write."""
    stored = {name: getattr(one, name) for name in FIELDS}
    return not differences.changes(stored, {**stored, **row}, list_columns(listed=False))


def _settle(line: sheet.Line, versions: Sequence[Matter], plan: Plan, viewer: Actor) -> None:
    """Put one line where it belongs: unchanged, fresh or rejected."""
    code, day = line.told["code"], line.told["from_on"]
    last = versions[-1] if versions else None
    row = _merged(line.told, last, viewer)
    same_day = next((v for v in versions if v.from_on == day), None)
    current = same_day or (last if last and last.from_on <= day else None)
    if current is not None and current.until_on is None and _same(current, row):
        plan.unchanged.append(code)
    elif same_day is not None:
        if _same(same_day, row):
            plan.unchanged.append(code)
        else:
            plan.remarks.append(Remark(line.refs.get("from_on", line.refs["code"]), HELD))
    elif last is not None and max(last.from_on, last.until_on or date.min) >= day:
        plan.remarks.append(Remark(line.refs.get("from_on", line.refs["code"]), LATER))
    else:
        faults = [o.message for o in matter_faults(row, whole=False)]
        faults += [ENDS_EARLY] if (line.told.get("until_on") or day) < day else []
        plan.remarks += [Remark(line.refs["code"], words) for words in faults]
        told = {"_refs": line.refs, "until_on": line.told.get("until_on")}
        plan.fresh.append(row | told)


def _cited(plan: Plan, viewer: Actor) -> None:
    """Remark on every citation of the fresh rows that does not stand on its day."""
    by_day: dict[date, set[str]] = defaultdict(set)
    for row in plan.fresh:
        by_day[row["from_on"]] |= {c for name in CLAUSES for c in row.get(name) or ()}
    wrong = {
        day: wrong_citations(texts=sorted(texts), on=day, viewer=viewer)
        for day, texts in sorted(by_day.items())
    }
    for row in plan.fresh:
        faulty, refs = wrong[row["from_on"]], row["_refs"]
        for name in CLAUSES:
            told = [o for c in row.get(name) or () for o in faulty.get(c, ())]
            plan.remarks += [Remark(refs.get(name, refs["code"]), o.message) for o in told]


def _listing(line: sheet.Line, plan: Plan) -> None:
    told = line.told
    day = told.get("listed_on") or told["from_on"]
    plan.listings.append((told["code"], day, told.get("published_on"), told.get("delisted_on")))


def plan_import(
    *, book: Table, listed: bool, defaults: Mapping[str, Any], viewer: Actor
) -> Iterator[Plan]:
    """Read a file and say what importing it would do; gives the growing plan every CHUNK rows.

    listed: the file is a body's list. Raises BadFile.
    """
    plan = Plan(top=Matter.objects.aggregate(top=Max("pk"))["top"] or 0)
    waiting: list[sheet.Line] = []
    known = list_columns(listed=listed)
    for one in sheet.lines(book, known, defaults):
        if isinstance(one, Remark):
            plan.remarks.append(one)
            continue
        waiting.append(one)
        plan.rows += 1
        if len(waiting) == CHUNK:
            _take(waiting, plan, viewer, listed=listed)
            waiting = []
            yield plan
    _take(waiting, plan, viewer, listed=listed)
    _cited(plan, viewer)
    yield plan


def _take(waiting: Sequence[sheet.Line], plan: Plan, viewer: Actor, *, listed: bool) -> None:
    held = _held([line.told["code"] for line in waiting])
    for line in waiting:
        plan.remarks += _clauses(line)
        _settle(line, held.get(line.told["code"], ()), plan, viewer)
        if listed:
            _listing(line, plan)


def plan_rows(*, rows: Sequence[Mapping[str, Any]], viewer: Actor) -> Plan:
    """What adopting these rows would do; citations that do not stand are left out."""
    plan = Plan(rows=len(rows), top=Matter.objects.aggregate(top=Max("pk"))["top"] or 0)
    by_day: dict[date, set[str]] = defaultdict(set)
    for row in rows:
        by_day[row["from_on"]] |= set(row.get("basis_clauses", ()))
    wrong = {
        day: wrong_citations(texts=sorted(texts), on=day, viewer=viewer)
        for day, texts in by_day.items()
    }
    whole = [_standing(row, wrong[row["from_on"]]) for row in rows]
    refs = {"code": "", "from_on": ""}
    lines = [sheet.Line(number, row, refs) for number, row in enumerate(whole, 1)]
    for start in range(0, len(lines), CHUNK):
        some = lines[start : start + CHUNK]
        held = _held([line.told["code"] for line in some])
        for line in some:
            _settle(line, held.get(line.told["code"], ()), plan, viewer)
    return plan


def _standing(row: Mapping[str, Any], wrong: Mapping[str, Any]) -> dict[str, Any]:
    kept = [c for c in row.get("basis_clauses", ()) if c not in wrong]
    return {**row, "basis_clauses": kept}
