"""The worked deadlines of the domain table, and the rules T1-T20 it does not reach."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zhifa.kernel.calendar import (
    BEIJING,
    Direction,
    Roll,
    Span,
    Term,
    Unit,
    coercion_hours_allowed,
    late_days,
    standard,
    surcharge,
)
from zhifa.kernel.management.commands.calendar import answer

DEADLINES = Path(__file__).parent / "data" / "deadlines.jsonl"
LINES = [json.loads(line) for line in DEADLINES.read_text("utf-8").splitlines()]
CALENDAR = standard()
ANSWERED = {  # field of the table: field of the answer
    "expected_due": "due",
    "unrolled_due": "unrolled_due",
    "conservative_due": "conservative_due",
    "earliest_action": "earliest_action",
    "expected_amount": "surcharge",
    "expected_days": "days",
}
YES_OR_NO = {"calendar": "workday", "predicate": "allowed"}


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line["id"]))
def test_every_worked_deadline_of_the_domain_table(line: dict[str, Any]) -> None:
    given = {name: value for name, value in line.items() if name not in ANSWERED}
    expected = {answer: line[name] for name, answer in ANSWERED.items() if name in line}
    if "expected" in line:
        expected[YES_OR_NO[line["kind"]]] = line["expected"]
    if line.get("expected_flag") == "provisional":
        expected["due"] = line["unrolled_due"]
    if line["kind"] != "money":
        expected["provisional"] = line.get("expected_flag") == "provisional"
    found = answer(given)
    assert expected
    assert {name: found[name] for name in expected} == expected


def test_the_table_is_whole() -> None:
    assert len(LINES) == 49


def test_an_extension_is_counted_on_from_the_original_term() -> None:
    """D07: 30 days more are day 120 from filing, not 30 from the rolled day 90."""
    ninety = Term(90, Unit.DAY, "行政处罚法 第六十条", Roll.NEXT_WORKDAY)
    filed = date(2025, 1, 6)
    assert CALENDAR.due(filed, ninety).on == date(2025, 4, 7)
    assert CALENDAR.due(filed, ninety, extension=30).raw == date(2025, 5, 6)


@pytest.mark.parametrize(
    ("start", "term", "steering"),
    [
        (date(2025, 5, 15), Term(7, Unit.WORKDAY), date(2025, 4, 30)),
        (date(2026, 3, 31), Term(30, Unit.DAY), date(2026, 2, 28)),
        (date(2026, 3, 31), Term(20, Unit.DAY), date(2026, 3, 10)),
        (date(2026, 6, 30), Term(3, Unit.MONTH), date(2026, 3, 27)),
    ],
    ids=["workdays", "days, ends on Sunday", "days, ends on a Wednesday", "months"],
)
def test_terms_counted_back_are_steered_a_workday_earlier(
    start: date, term: Term, steering: date
) -> None:
    back = Term(term.length, term.unit, direction=Direction.BEFORE)
    assert CALENDAR.due(start, back).conservative == steering


def test_a_term_counted_back_never_rolls_towards_the_event() -> None:
    back = Term(30, Unit.DAY, roll=Roll.NEXT_WORKDAY, direction=Direction.BEFORE)
    assert CALENDAR.due(date(2026, 3, 31), back).on == date(2026, 3, 1)


def test_excluded_days_lengthen_months_by_days() -> None:
    term = Term(3, Unit.MONTH)
    spans = [Span(date(2026, 3, 10), date(2026, 3, 12))]
    assert CALENDAR.due(date(2026, 3, 2), term, spans).on == date(2026, 6, 5)


def test_excluded_days_before_the_start_or_after_the_end_do_not_count() -> None:
    seven = Term(7, Unit.DAY)
    start = date(2026, 3, 2)
    spans = [Span(date(2026, 2, 20), start), Span(date(2026, 3, 10), date(2026, 3, 20))]
    assert CALENDAR.due(start, seven, spans).on == date(2026, 3, 9)


def test_a_pause_that_begins_on_the_last_day_takes_it_away() -> None:
    spans = [Span(date(2026, 3, 9), date(2026, 3, 20))]
    assert CALENDAR.due(date(2026, 3, 2), Term(7, Unit.DAY), spans).on == date(2026, 3, 21)


def test_a_fixed_date_stays_where_it_is() -> None:
    sunday = date(2026, 5, 31)
    assert CALENDAR.due(sunday, Term(0, Unit.WORKDAY)).on == sunday
    assert CALENDAR.due(sunday, Term(0, Unit.DAY), [Span(sunday, sunday)]).on == sunday


def test_days_are_beijing_days() -> None:
    evening = datetime(2026, 3, 2, 17, tzinfo=UTC)  # 01:00 on the 3rd in Beijing
    assert CALENDAR.due(evening, Term(3, Unit.WORKDAY)).on == date(2026, 3, 6)
    found = CALENDAR.due(evening, Term(24, Unit.HOUR))
    assert found.at == evening + timedelta(hours=24)
    assert found.on == date(2026, 3, 4)


def test_hours_are_counted_back_as_well() -> None:
    at = datetime(2026, 3, 2, 10, 20, tzinfo=BEIJING)
    back = Term(24, Unit.HOUR, direction=Direction.BEFORE)
    assert CALENDAR.due(at, back).at == datetime(2026, 3, 1, 10, 20, tzinfo=BEIJING)


def test_hours_from_a_bare_date_run_from_its_first_minute() -> None:
    assert CALENDAR.due(date(2026, 3, 2), Term(24, Unit.HOUR)).at == datetime(2026, 3, 3)


def test_a_negative_term_is_refused() -> None:
    with pytest.raises(ValueError, match="BEFORE"):
        Term(-3, Unit.DAY)


@pytest.mark.parametrize(
    ("start", "term", "provisional"),
    [
        (date(2026, 12, 28), Term(3, Unit.WORKDAY), False),
        (date(2026, 12, 28), Term(4, Unit.WORKDAY), True),
        (date(2018, 12, 31), Term(5, Unit.WORKDAY), False),  # day 1 is in 2019
        (date(2018, 12, 27), Term(5, Unit.WORKDAY), True),
        (date(2015, 6, 1), Term(5, Unit.YEAR), False),  # rests on its end alone
        (date(2022, 6, 1), Term(5, Unit.YEAR), True),
        (date(2027, 3, 1), Term(1, Unit.HOUR), True),
    ],
)
def test_what_rests_on_unpublished_tables_is_provisional(
    start: date, term: Term, provisional: bool
) -> None:
    assert CALENDAR.due(start, term).provisional is provisional


def test_beyond_the_tables_nothing_rolls() -> None:
    """Nobody knows yet what is a holiday; Saturday 2027-02-20 may be a make-up day."""
    found = CALENDAR.due(date(2026, 8, 20), Term(6, Unit.MONTH, roll=Roll.NEXT_WORKDAY))
    assert found.on == found.raw == date(2027, 2, 20)
    assert found.provisional


@pytest.mark.parametrize(
    ("days", "owed"),
    [(-3, "0"), (0, "0"), (1, "300"), (33, "9900"), (34, "10000"), (400, "10000")],
)
def test_surcharge_is_three_percent_a_day_up_to_the_fine(days: int, owed: str) -> None:
    due = date(2025, 2, 5)
    found = surcharge(Decimal(10000), due_on=due, paid_on=due + timedelta(days=days))
    assert found == Decimal(owed)
    assert found.as_tuple().exponent == -2


def test_days_under_review_do_not_count_and_never_give_money_back() -> None:
    due, paid = date(2025, 6, 16), date(2025, 6, 26)
    assert late_days(due_on=due, paid_on=paid) == 10
    assert late_days(due_on=due, paid_on=paid, suspended_days=4) == 6
    assert surcharge(Decimal(100), due_on=due, paid_on=paid, suspended_days=40) == 0


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        ("2026-03-10T05:59", False),
        ("2026-03-10T06:00", True),
        ("2026-03-10T21:59", True),
        ("2026-03-10T22:00", False),
        ("2026-10-01T10:00", False),  # National Day
        ("2026-02-23T10:00", False),  # an adjusted rest day, Monday
        ("2026-03-14T10:00", False),  # a plain Saturday
        ("2026-02-28T10:00", True),  # a make-up Saturday
        ("2026-03-10T03:00+00:00", True),  # 11:00 in Beijing
        ("2026-03-10T15:00+00:00", False),  # 23:00 in Beijing
    ],
)
def test_coercion_rests_at_night_and_on_days_off(at: str, allowed: bool) -> None:
    assert coercion_hours_allowed(datetime.fromisoformat(at), CALENDAR) is allowed
