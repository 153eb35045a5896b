"""The yearly tables, against dates typed by hand from the facts pack (its section 7)."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from zhifa.kernel.calendar import Calendar, Roll, Term, Unit, load, standard
from zhifa.kernel.calendar.calendars import TABLES

CALENDAR = standard()
OFF = {  # first and last day of each holiday
    2024: "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
    2025: "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
    2026: "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 "
    "10-01..10-07",
}
WORK = {
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
TABLE = """
year = 2031
[[notices]]
title = "通知"
number = "1号"
[[holidays]]
name = "元旦"
off = [2030-12-31, 2031-01-01]
work = [2031-01-05]
"""


def typed(year: int, text: str) -> set[date]:
    found: set[date] = set()
    for part in text.split():
        first, _, last = part.partition("..")
        start = date.fromisoformat(f"{year}-{first}")
        end = date.fromisoformat(f"{year}-{last or first}")
        found |= {start + timedelta(days=i) for i in range((end - start).days + 1)}
    return found


@pytest.mark.parametrize("year", OFF)
def test_every_day_of_the_year_agrees_with_the_notice(year: int) -> None:
    off, work = typed(year, OFF[year]), typed(year, WORK[year])
    for day in typed(year, "01-01..12-31"):
        expected = day in work or (day.weekday() < 5 and day not in off)
        assert CALENDAR.is_workday(day) is expected, day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2018-12-29", True),  # a December day ruled by the next year's notice
        ("2018-12-31", False),
        ("2019-05-02", False),  # by the notice that changed the first
        ("2019-05-05", True),
        ("2020-01-31", False),  # Spring Festival prolonged
        ("2020-02-01", False),  # a make-up day taken back by it
        ("2020-02-03", True),
        ("2022-12-31", False),
        ("2023-04-05", False),
        ("2023-10-07", True),
    ],
)
def test_earlier_years(day: str, works: bool) -> None:
    assert CALENDAR.is_workday(date.fromisoformat(day)) is works


def test_a_table_for_every_year_since_2019() -> None:
    assert sorted(CALENDAR.years) == list(range(2019, 2027))
    assert CALENDAR.known_through == date(2026, 12, 31)
    assert len(list(TABLES.glob("*.toml"))) == len(CALENDAR.years)


def test_make_up_days_are_weekend_days_but_for_the_end_of_2020s_festival() -> None:
    odd = {day for day in CALENDAR.makeup if day.weekday() < 5}
    assert odd == {date(2020, 2, 3)}


def test_a_gap_in_the_tables_ends_what_is_known() -> None:
    assert Calendar(years=frozenset({2024, 2025, 2027})).known_through == date(2025, 12, 31)
    assert Calendar().known_through == date.min


def test_a_term_across_a_missing_year_is_provisional() -> None:
    calendar = Calendar(years=frozenset({2024, 2026}))
    assert calendar.due(date(2024, 12, 1), Term(300, Unit.WORKDAY)).provisional
    assert not calendar.due(date(2024, 12, 1), Term(14, Unit.MONTH)).provisional


def test_local_holidays_are_an_overlay() -> None:
    tuesday, saturday = date(2026, 3, 10), date(2026, 3, 14)
    local = CALENDAR.with_overlay(off=[tuesday], makeup=[saturday])
    assert not local.is_workday(tuesday)
    assert local.is_workday(saturday)
    assert local.due(date(2026, 3, 9), Term(4, Unit.WORKDAY)).on == saturday
    assert CALENDAR.due(date(2026, 3, 9), Term(4, Unit.WORKDAY)).on == date(2026, 3, 13)
    assert local.known_through == CALENDAR.known_through


def test_an_overlay_prevails_over_the_national_table() -> None:
    national_holiday, national_makeup = date(2026, 10, 7), date(2026, 10, 10)
    local = CALENDAR.with_overlay(off=[national_makeup], makeup=[national_holiday])
    assert local.is_workday(national_holiday)
    assert not local.is_workday(national_makeup)
    week = Term(1, Unit.WORKDAY)
    assert local.due(date(2026, 10, 6), week).on == national_holiday
    assert local.due(date(2026, 10, 9), week).on == date(2026, 10, 12)


def test_an_overlay_that_contradicts_itself_is_refused() -> None:
    day = date(2026, 3, 10)
    with pytest.raises(ValueError, match="2026-03-10"):
        CALENDAR.with_overlay(off=[day], makeup=[day])


def test_a_folder_of_tables_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "2031.toml").write_text(TABLE, encoding="utf-8")
    calendar = load(tmp_path)
    assert calendar.years == {2031}
    assert not calendar.is_workday(date(2030, 12, 31))
    assert calendar.is_workday(date(2031, 1, 5))


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("[2031-01-05]", "[2031-01-01]", "2031-01-01 is named twice"),
        ("2031-01-01]", "2032-01-01]", "2032-01-01 belongs to another year"),
        ("2030-12-31", "2030-11-30", "2030-11-30 belongs to another year"),
        ('"1号"', '""', "without title or number"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    (tmp_path / "2031.toml").write_text(TABLE.replace(right, wrong), encoding="utf-8")
    with pytest.raises(ValueError, match=says):
        load(tmp_path)


def test_days_off_by_the_regulation_hold_before_any_notice() -> None:
    """全国年节及纪念日放假办法 第二条: thirteen days; where a table is out, it says the same."""
    known = standard()
    for year in known.years & {2025, 2026}:
        fixed = {date(year, 1, 1), date(year, 5, 1), date(year, 5, 2)}
        fixed |= {date(year, 10, day) for day in (1, 2, 3)}
        assert fixed <= known.off
    for year in range(2027, 2031):
        assert len({day for day in known.statutory if day.year == year}) in {12, 13}


def test_who_waits_for_a_provisional_term_waits_past_the_certain_holidays() -> None:
    five = standard().due(date(2026, 12, 25), Term(5, Unit.WORKDAY))
    assert (five.on, five.latest, five.provisional) == (date(2027, 1, 1), date(2027, 1, 4), True)
    month = standard().due(date(2027, 1, 6), Term(1, Unit.MONTH, roll=Roll.NEXT_WORKDAY))
    assert (month.on, month.latest) == (date(2027, 2, 6), date(2027, 2, 9))  # Spring Festival
    sure = standard().due(date(2026, 3, 2), Term(5, Unit.WORKDAY))
    assert (sure.latest, sure.provisional) == (sure.on, False)
