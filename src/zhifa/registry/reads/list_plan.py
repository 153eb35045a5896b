"""What importing a power list from a file would do."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Max

from zhifa.kernel.access import Actor
from zhifa.kernel.tables import Table
from zhifa.kernel.workbook import Remark
from zhifa.registry.models import Matter
from zhifa.registry.reads.keeping import others_lists
from zhifa.registry.reads.lists import COLUMNS, FIELDS, list_columns, row_of
from zhifa.registry.reads.matters import matter_fields
from zhifa.registry.reads.standing import wrong_citations
from zhifa.registry.rules import differences, sheet
from zhifa.registry.rules.citations import parse, read
from zhifa.registry.rules.matters import matter_faults
from zhifa.registry.rules.tier_seams import tier_seams

CHUNK = 500
NEVER_NONE = frozenset(f.name for f in COLUMNS if not f.null)
CLAUSES = ("basis_clauses", "breach_clauses", "penalty_clauses")
HELD = "这一天施行的版本已经在库里，内容和表里不一样；施行过的版本不改，请写新的施行日期"
LATER = "库里的版本施行得更晚，或者那时还没有施行完，请写更晚的施行日期"
BACKDATED = "施行日期早于今天，会改变按旧版本答复过的日子；确属补录的，写明补录原因再导"
OTHERS = "这个事项也在{bodies}的权责清单上，由能维护这些清单的岗位改"
SEAMS = {
    "tier_gap": "裁量档次有空档：{words}。请核对幅度，不改也能导入，会列入基础库问题",
    "tier_overlap": "裁量档次有重叠：{words}。请核对幅度，不改也能导入，会列入基础库问题",
}
OVERLAPS = "库里的版本从 {day} 起施行，补录更早的版本要在那之前施行完"
ENDS_EARLY = "施行止早于施行日期，请核对"


@dataclass(slots=True)
class Plan:
    """What importing a file would do. fresh: whole rows of new versions with their cells.

    top: the newest version known when the plan was made. late: why versions of known matters
    begin before `today`, the Beijing day. noted: gaps and overlaps of tiers, which do not keep the
    file out: what the clause leaves open may be meant, and the nightly watch tells of it as well.
    unfit: rows that are rejected already, of which the citations are looked at all the same.
    """

    rows: int = 0
    fresh: list[dict[str, Any]] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    listings: list[tuple[str, date, date | None, date | None]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    noted: list[Remark] = field(default_factory=list)
    unfit: list[Mapping[str, Any]] = field(default_factory=list)
    top: int = 0
    today: date = date.min
    late: str = ""

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
    older = last is not None and day < versions[0].from_on
    row = _merged(line.told, versions[0] if older else last, viewer)
    same_day = next((v for v in versions if v.from_on == day), None)
    current = same_day or (last if last and last.from_on <= day else None)
    if current is not None and current.until_on is None and _same(current, row):
        plan.unchanged.append(code)
    elif same_day is not None:
        if _same(same_day, row):
            plan.unchanged.append(code)
        else:
            _reject(line, row, HELD, plan)
    elif older:
        _precede(line, row, versions[0], plan)
    elif last is not None and max(last.from_on, last.until_on or date.min) >= day:
        _reject(line, row, LATER, plan)
    else:
        _begin(line, row, last, plan)


def _precede(line: sheet.Line, row: dict[str, Any], first: Matter, plan: Plan) -> None:
    """A line that begins a version before all others: it ends before the first of them begins."""
    end = first.from_on - timedelta(days=1)
    if (line.told.get("until_on") or end) > end:
        _reject(line, row, OVERLAPS.format(day=first.from_on), plan)
        return
    told = {**line.told, "until_on": line.told.get("until_on") or end}
    _begin(replace(line, told=told), row, first, plan)


def _reject(line: sheet.Line, row: Mapping[str, Any], why: str, plan: Plan) -> None:
    """A line that cannot begin a version: why, and what else is wrong with it."""
    code = line.refs["code"]
    plan.remarks.append(Remark(line.refs.get("from_on", code), why))
    plan.remarks += [Remark(code, o.message) for o in matter_faults(row, whole=False)]
    plan.unfit.append({**row, "_refs": line.refs})


def _begin(line: sheet.Line, row: dict[str, Any], last: Matter | None, plan: Plan) -> None:
    """A line that begins a version: with what is wrong with it, and what should be looked at."""
    code, day = line.refs["code"], line.told["from_on"]
    faults = [o.message for o in matter_faults(row, whole=False)]
    faults += [ENDS_EARLY] if (line.told.get("until_on") or day) < day else []
    plan.remarks += [Remark(code, words) for words in faults]
    if last is not None and day < plan.today and not plan.late:
        plan.remarks.append(Remark(line.refs.get("from_on", code), BACKDATED))
    seams = tier_seams(row) if row.get("tiers") and not faults else []
    cell = line.refs.get("tiers", code)
    plan.noted += [Remark(cell, SEAMS[kind].format(words=words)) for kind, words in seams]
    told = {"_refs": line.refs, "until_on": line.told.get("until_on")}
    plan.fresh.append(row | told)


def _cited(plan: Plan, viewer: Actor) -> None:
    """Remark on every citation of the rows that does not stand on its day, today if it has none."""
    by_day: dict[date, set[str]] = defaultdict(set)
    rows = [*plan.fresh, *plan.unfit]
    for row in rows:
        by_day[row.get("from_on") or plan.today] |= {
            c for name in CLAUSES for c in row.get(name) or ()
        }
    wrong = {
        day: wrong_citations(texts=sorted(texts), on=day, viewer=viewer)
        for day, texts in sorted(by_day.items())
    }
    for row in rows:
        faulty, refs = wrong[row.get("from_on") or plan.today], row["_refs"]
        for name in CLAUSES:
            why = [o for c in row.get(name) or () for o in faulty.get(c, ())]
            plan.remarks += [Remark(refs.get(name, refs["code"]), o.message) for o in why]


def _listing(line: sheet.Line, plan: Plan) -> None:
    told = line.told
    day = told.get("listed_on") or told["from_on"]
    plan.listings.append((told["code"], day, told.get("published_on"), told.get("delisted_on")))


def newest_matter() -> int:  # no viewer: a key, no facts
    """The key of the version adopted last; 0 where there is none."""
    return Matter.objects.aggregate(top=Max("pk"))["top"] or 0


def plan_import(
    *,
    book: Table,
    listed: bool,
    defaults: Mapping[str, Any],
    viewer: Actor,
    today: date,
    late: str = "",
) -> Iterator[Plan]:
    """Read a file and say what importing it would do; gives the growing plan every CHUNK rows.

    listed: the file is a body's list. late: why new versions begin before today. Raises BadFile.
    """
    plan = Plan(top=newest_matter(), today=today, late=late.strip())
    waiting: list[sheet.Line] = []
    known = list_columns(listed=listed)
    for one in sheet.lines(book, known, defaults, broken=True):
        if isinstance(one, Remark):
            plan.remarks.append(one)
            continue
        if not one.sound:
            plan.remarks += _clauses(one)
            plan.unfit.append({**one.told, "_refs": one.refs})
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
    begun, held = len(plan.fresh), _held([line.told["code"] for line in waiting])
    for line in waiting:
        plan.remarks += _clauses(line)
        _settle(line, held.get(line.told["code"], ()), plan, viewer)
        if listed:
            _listing(line, plan)
    some = [row for row in plan.fresh[begun:] if row["code"] in held]
    fresh = {row["code"]: row["_refs"]["code"] for row in some}
    shared = others_lists(codes=fresh, on=plan.today, viewer=viewer)
    for code, bodies in shared.items():
        plan.remarks.append(Remark(fresh[code], OTHERS.format(bodies="、".join(bodies[:3]))))


def plan_rows(*, rows: Sequence[Mapping[str, Any]], viewer: Actor, late: str = "") -> Plan:
    """What adopting these rows would do; citations that do not stand are left out."""
    plan = Plan(rows=len(rows), top=newest_matter(), late=late)
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
