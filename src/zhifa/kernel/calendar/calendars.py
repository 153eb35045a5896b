"""The calendar: holiday tables, and where terms end on them."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from zhifa.kernel.calendar.terms import (
    BEIJING,
    MONTHS,
    ONE_DAY,
    Direction,
    Due,
    Span,
    Term,
    Unit,
    add_months,
    beijing,
    merged,
)
from zhifa.kernel.calendar.workdays import SATURDAY, Workdays

TABLES = Path(__file__).parents[1] / "data" / "holidays"
DECEMBER = 12
FAR = 2100  # until when the days off of every year are laid out


@dataclass(frozen=True)
class Calendar:
    """Days off and make-up days as published by the State Council.

    years: those whose tables are known; outside them only weekends are known (T19).
    statutory: days off that the regulation names for other years, for terms that others wait for.
    """

    off: AbstractSet[date] = frozenset()
    makeup: AbstractSet[date] = frozenset()
    years: AbstractSet[int] = frozenset()
    statutory: AbstractSet[date] = frozenset()

    @cached_property
    def _row(self) -> Workdays:
        return Workdays(self.off - self.makeup, self.makeup)

    @cached_property
    def _widest(self) -> "Calendar":
        """The same with the days off that no notice is needed for, in the years without one."""
        more = {day for day in self.statutory if day.year not in self.years}
        return Calendar(self.off | more, self.makeup, self.years)

    @property
    def known_through(self) -> date:
        """The last day of the tables, up to the first year that is missing."""
        last = min(self.years, default=0)
        while last + 1 in self.years:
            last += 1
        return date(last, DECEMBER, 31) if last else date.min

    def provisional(self, day: date) -> bool:
        """Whether the tables say nothing about `day` yet (T19)."""
        return day.year not in self.years

    def known(self, *days: date) -> bool:
        """Whether the tables cover every one of the days."""
        return not any(map(self.provisional, days))

    def with_overlay(self, *, off: Iterable[date] = (), makeup: Iterable[date] = ()) -> "Calendar":
        """The same calendar with local days off and make-up days, which prevail (T20)."""
        resting, working = set(off), set(makeup)
        if both := resting & working:
            raise ValueError(f"off and make-up day at once: {min(both)}")
        return Calendar(
            (self.off - working) | resting,
            (self.makeup - resting) | working,
            self.years,
            self.statutory - working,
        )

    def is_workday(self, day: date) -> bool:
        """Whether people work on `day`; make-up Saturdays and Sundays are workdays (T11)."""
        return day in self.makeup or (day.weekday() < SATURDAY and day not in self.off)

    def next_workday(self, day: date) -> date:
        """`day` itself, or the first workday after it."""
        return self._row.nth(self._row.up_to(day.toordinal() - 1) + 1)

    def previous_workday(self, day: date) -> date:
        """`day` itself, or the last workday before it."""
        return self._row.nth(self._row.up_to(day.toordinal()))

    def workdays_between(self, after: date, until: date) -> int:
        """Workdays after `after`, up to and with `until`; negative when `until` is earlier."""
        return self._row.up_to(until.toordinal()) - self._row.up_to(after.toordinal())

    def due(
        self,
        start: date | datetime,
        term: Term,
        excluded: Sequence[Span] = (),
        extension: int = 0,
    ) -> Due:
        """Last day of `term`; the day of `start` is not counted (T1).

        excluded: periods that do not count, taken once where they overlap; nothing to hours.
        extension: further units, counted on from the original term, never from a rolled day.
        Source: 行政处罚法 第八十五条 (its 二日, 三日, 五日 and 七日 are workdays); 民法典 201-203.
        """
        length = term.length + extension
        if term.unit is Unit.HOUR:
            return self._hours(start, -length if term.direction is Direction.BEFORE else length)
        day = beijing(start)
        raw = self._end(day, term, length, merged(excluded))
        on = self.next_workday(raw) if term.rolls and self.known(raw) else raw
        back = term.direction is Direction.BEFORE
        careful = self.previous_workday(raw - ONE_DAY if back else raw)
        certain = self._certain(day, term.unit, raw, on)
        latest = on if certain or back else self._latest(day, term, length, excluded)
        return Due(on, raw, careful, provisional=not certain, latest=max(on, latest))

    def _latest(self, day: date, term: Term, length: int, excluded: Sequence[Span]) -> date:
        """The last day of a provisional term with every day off that is certain to come."""
        raw = self._widest._end(day, term, length, merged(excluded))  # noqa: SLF001 - the same class
        return self._widest.next_workday(raw) if term.rolls else raw

    def _certain(self, day: date, unit: Unit, raw: date, on: date) -> bool:
        """Whether the tables cover what the answer rests on: a count of workdays, or its end."""
        if unit is not Unit.WORKDAY or raw == day:
            return self.known(raw, on)
        counted = (day + ONE_DAY, on) if raw > day else (raw, day - ONE_DAY)
        return all(year in self.years for year in range(counted[0].year, counted[1].year + 1))

    def _end(self, day: date, term: Term, length: int, spans: Sequence[Span]) -> date:
        """The last day before rolling: so much further as days on the way do not count."""
        if not length:
            return day
        sign = -1 if term.direction is Direction.BEFORE else 1
        end, skipped = self._reach(day, term.unit, sign * length, 0), 0
        while spans:
            first, last = sorted((day + sign * ONE_DAY, end))
            now = sum(self._overlap(spans, first, last, term.unit))
            if now == skipped:
                break
            end, skipped = self._reach(day, term.unit, sign * length, sign * now), now
        return end

    def _reach(self, day: date, unit: Unit, length: int, more: int) -> date:
        """`length` units from `day` and `more` days (for workdays: workdays), back if negative."""
        if unit is Unit.WORKDAY:
            number = length + more
            base = day.toordinal() if number > 0 else day.toordinal() - 1
            return self._row.nth(self._row.up_to(base) + number + (number < 0))
        if unit is Unit.DAY:
            return day + timedelta(days=length + more)
        months = length * MONTHS if unit is Unit.YEAR else length
        return add_months(day, months) + timedelta(days=more)

    def _overlap(self, spans: Sequence[Span], first: date, last: date, unit: Unit) -> Iterator[int]:
        """Per span, how much of first..last it takes."""
        for span in spans:
            start, end = max(span.start, first), min(span.end, last)
            if start > end:
                continue
            if unit is Unit.WORKDAY:
                yield self.workdays_between(start - ONE_DAY, end)
            else:
                yield (end - start).days + 1

    def _hours(self, start: date | datetime, length: int) -> Due:
        """Hours run through nights and holidays and are never rolled (T12).

        From a bare date they run from its first minute, the strictest reading.
        """
        if not isinstance(start, datetime):
            start = datetime.combine(start, datetime.min.time())
        elif start.tzinfo is not None:
            start = start.astimezone(BEIJING)
        at = start + timedelta(hours=length)
        day = at.date()
        return Due(day, day, day, provisional=self.provisional(day), latest=day, at=at)


def _checked(table: dict[str, Any], path: Path) -> tuple[set[date], set[date]]:
    """Days off and make-up days of one year's file; a table that contradicts itself is refused."""
    year, notices, holidays = table["year"], table["notices"], table["holidays"]
    if not all(notice["title"] and notice["number"] for notice in notices):
        raise ValueError(f"{path.name}: a notice without title or number")
    off = [day for holiday in holidays for day in holiday["off"]]
    makeup = [day for holiday in holidays for day in holiday.get("work", ())]
    both = off + makeup
    if twice := {day for day in both if both.count(day) > 1}:
        raise ValueError(f"{path.name}: {min(twice)} is named twice")
    for day in both:
        if day.year != year and (day.year, day.month) != (year - 1, DECEMBER):
            raise ValueError(f"{path.name}: {day} belongs to another year")
    return set(off), set(makeup)


def _statutory(path: Path) -> frozenset[date]:
    """Days off by the regulation alone: those of every year, and the lunar ones of some."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    years = {int(year): days for year, days in table["years"].items()}
    fixed = {
        date.fromisoformat(f"{year}-{day}")
        for year in range(min(years), FAR)
        for day in table["every_year"]
    }
    return frozenset(fixed.union(*years.values()))


def load(folder: Path, statutory: Path | None = None) -> Calendar:
    """The calendar of a folder of tables, one file a year, each with its notices' numbers.

    statutory: the file of the days off that hold without a notice.
    """
    off: set[date] = set()
    makeup: set[date] = set()
    years: set[int] = set()
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        resting, working = _checked(table, path)
        off |= resting
        makeup |= working
        years.add(table["year"])
    certain = _statutory(statutory) if statutory else frozenset()
    return Calendar(frozenset(off), frozenset(makeup), frozenset(years), certain)


@cache
def standard() -> Calendar:
    """The national calendar, from the house's own tables."""
    return load(TABLES, TABLES.with_name("statutory.toml"))
