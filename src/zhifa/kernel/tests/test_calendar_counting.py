"""Counting is exact: against a loop over days that nobody could get wrong."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from zhifa.kernel.calendar import Calendar, Direction, Roll, Span, Term, Unit, merged, standard

DAY = timedelta(days=1)
KNOWN = st.dates(date(2019, 2, 1), date(2026, 2, 1))
NARROW = st.dates(date(2024, 1, 1), date(2024, 4, 30))  # where random tables are dense
TABLES = st.builds(  # also a day in both: then people work
    Calendar, off=st.sets(NARROW, max_size=40), makeup=st.sets(NARROW, max_size=20)
)
LENGTHS = st.integers(1, 90)
UNITS = st.sampled_from([Unit.DAY, Unit.WORKDAY])
DIRECTIONS = st.sampled_from(Direction)
SPANS = st.lists(
    st.tuples(NARROW, st.integers(0, 40)).map(lambda p: Span(p[0], p[0] + p[1] * DAY)), max_size=4
)


def walked(start: date, term: Term, counts: Callable[[date], bool]) -> date:
    """The naive count: a step a day, and only days that count."""
    step = DAY if term.direction is Direction.AFTER else -DAY
    day, left = start, term.length
    while left:
        day += step
        left -= counts(day)
    return day


def excluded(day: date, spans: list[Span]) -> bool:
    return any(s.start <= day <= s.end for s in spans)


@given(TABLES, NARROW, LENGTHS, UNITS, DIRECTIONS, SPANS)
def test_days_and_workdays_are_counted_exactly(
    calendar: Calendar, start: date, n: int, unit: Unit, direction: Direction, spans: list[Span]
) -> None:
    term = Term(n, unit, direction=direction)

    def counts(day: date) -> bool:
        works = unit is Unit.DAY or calendar.is_workday(day)
        return works and not excluded(day, spans)

    assert calendar.due(start, term, spans).raw == walked(start, term, counts)


@given(TABLES, NARROW)
def test_the_nearest_workdays(calendar: Calendar, day: date) -> None:
    after = before = day
    while not calendar.is_workday(after):
        after += DAY
    while not calendar.is_workday(before):
        before -= DAY
    assert calendar.next_workday(day) == after
    assert calendar.previous_workday(day) == before


@given(TABLES, NARROW, NARROW)
def test_workdays_between_two_days(calendar: Calendar, one: date, other: date) -> None:
    first, last = sorted((one, other))
    days = (first + i * DAY for i in range(1, (last - first).days + 1))
    counted = sum(map(calendar.is_workday, days))
    assert calendar.workdays_between(first, last) == counted
    assert calendar.workdays_between(last, first) == -counted


@given(KNOWN, st.integers(0, 400), st.sampled_from([Unit.DAY, Unit.WORKDAY]))
def test_a_rolling_term_ends_on_a_workday_and_never_early(
    start: date, length: int, unit: Unit
) -> None:
    calendar = standard()
    found = calendar.due(start, Term(length, unit, roll=Roll.NEXT_WORKDAY))
    assume(not found.provisional)
    assert calendar.is_workday(found.on)
    assert found.raw <= found.on
    assert not any(map(calendar.is_workday, days_of(found.raw, found.on - DAY)))


@given(KNOWN, st.integers(0, 400), st.sampled_from([Unit.DAY, Unit.WORKDAY]), DIRECTIONS)
def test_the_steering_day_is_a_workday_and_never_late(
    start: date, length: int, unit: Unit, direction: Direction
) -> None:
    found = standard().due(start, Term(length, unit, direction=direction))
    assert standard().is_workday(found.conservative)
    assert found.conservative <= found.raw
    assert direction is Direction.AFTER or found.conservative < found.raw


def days_of(first: date, last: date) -> Iterator[date]:
    return (first + i * DAY for i in range((last - first).days + 1))


@given(TABLES, NARROW, LENGTHS)
def test_counting_back_undoes_counting_on(calendar: Calendar, start: date, length: int) -> None:
    end = calendar.due(start, Term(length, Unit.WORKDAY)).on
    back = calendar.due(end, Term(length, Unit.WORKDAY, direction=Direction.BEFORE)).on
    assert back == calendar.previous_workday(start)


@given(TABLES, NARROW, LENGTHS, UNITS, SPANS)
def test_overlapping_periods_are_taken_once(
    calendar: Calendar, start: date, n: int, unit: Unit, spans: list[Span]
) -> None:
    term = Term(n, unit)
    doubled = [*spans, *reversed(spans)]
    assert calendar.due(start, term, doubled) == calendar.due(start, term, merged(spans))


@given(SPANS)
def test_merged_periods_keep_every_day_and_lie_apart(spans: list[Span]) -> None:
    union = merged(spans)
    assert {d for s in union for d in days_of(s.start, s.end)} == {
        d for s in spans for d in days_of(s.start, s.end)
    }
    assert all(a.end + DAY < b.start for a, b in pairwise(union))


@given(TABLES, NARROW, LENGTHS, UNITS, SPANS, st.integers(0, 30))
def test_a_longer_pause_never_ends_a_term_earlier(
    calendar: Calendar, start: date, n: int, unit: Unit, spans: list[Span], more: int
) -> None:
    term = Term(n, unit)
    longer = [Span(s.start, s.end + more * DAY) for s in spans]
    assert calendar.due(start, term, spans).on <= calendar.due(start, term, longer).on


@given(KNOWN, LENGTHS, st.integers(0, 60), st.sampled_from(Unit))
def test_an_extension_makes_one_longer_term(start: date, n: int, more: int, unit: Unit) -> None:
    term = Term(n, unit, roll=Roll.NEXT_WORKDAY)
    longer = Term(n + more, unit, roll=Roll.NEXT_WORKDAY)
    assert standard().due(start, term, extension=more) == standard().due(start, longer)


@given(KNOWN, st.integers(1, 60))
def test_months_end_on_the_corresponding_day_or_the_last(start: date, n: int) -> None:
    found = standard().due(start, Term(n, Unit.MONTH)).raw
    assert (found.year - start.year) * 12 + found.month - start.month == n
    assert found.day == start.day or (found.day < start.day and (found + DAY).day == 1)


@given(st.dates(date(2027, 1, 1), date(2090, 1, 1)), LENGTHS, st.sampled_from(Unit), DIRECTIONS)
def test_years_without_a_table_are_provisional(
    start: date, n: int, unit: Unit, direction: Direction
) -> None:
    term = Term(n, unit, direction=direction)
    found = standard().due(start, term)
    assume(found.raw.year > standard().known_through.year)
    assert found.provisional
