"""What a term is made of: unit, length, direction, periods that do not count, its end."""

import calendar as gregorian
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)
MONTHS = 12


class Unit(StrEnum):
    """How a statute counts."""

    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"


class Direction(StrEnum):
    """Whether a term runs after its start or is counted back from it (T16)."""

    AFTER = "after"
    BEFORE = "before"


class Roll(StrEnum):
    """Whether a last day that is a holiday moves to the next workday (T2)."""

    NONE = "none"
    NEXT_WORKDAY = "next_workday"


@dataclass(frozen=True, slots=True)
class Span:
    """A period that does not count; both end dates belong to it (T17)."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Term:
    """A statutory period, e.g. 7 workdays, and the provision it comes from.

    length 0 is a fixed date. A term counted back never rolls: that would shorten it.
    """

    length: int
    unit: Unit
    source: str = ""
    roll: Roll = Roll.NONE
    direction: Direction = Direction.AFTER

    def __post_init__(self) -> None:
        if self.length < 0:
            raise ValueError(f"a term of {self.length}; to count back use Direction.BEFORE")

    @property
    def rolls(self) -> bool:
        """Whether its last day may move."""
        return self.roll is Roll.NEXT_WORKDAY and self.direction is Direction.AFTER


@dataclass(frozen=True, slots=True)
class Due:
    """When a term ends, in Beijing dates.

    on: the day that counts. raw: before rolling. conservative: the last workday on or before
    raw, by which the house steers; for terms counted back the workday before that (T16).
    provisional: reaches beyond the published holiday tables and must be computed again (T19).
    latest: on, or where that is provisional the later day that the days off named by the
    regulation itself give: what waits for the end of the term waits for this one.
    at: for terms in hours.
    """

    on: date
    raw: date
    conservative: date
    provisional: bool
    latest: date
    at: datetime | None = None


def merged(spans: Iterable[Span]) -> list[Span]:
    """Overlapping and touching spans unioned, in order (T17)."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if span.end < span.start:
            continue
        if out and span.start <= out[-1].end + ONE_DAY:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def add_months(day: date, months: int) -> date:
    """The corresponding day, or the last day of a month that has none (T4)."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"year {year} is not on the calendar")
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def beijing(moment: date | datetime) -> date:
    """The Beijing date of a moment; a moment without a zone is Beijing time."""
    if not isinstance(moment, datetime):
        return moment
    return moment.date() if moment.tzinfo is None else moment.astimezone(BEIJING).date()
