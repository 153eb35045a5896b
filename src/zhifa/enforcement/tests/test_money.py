"""What is owed, day by day (行政处罚法 六十六至七十三; law 1.4)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.enforcement.rules.facts import Done
from zhifa.enforcement.rules.lateness import owed
from zhifa.enforcement.rules.money import Account
from zhifa.enforcement.tests.story import PENALTY, SPARED, acts, facts, paid, plan
from zhifa.kernel.calendar import surcharge

# served on Monday 2025-01-20: fifteen days end in the Spring Festival, so 2025-02-05
SERVED = (("decide", "2025-01-13", PENALTY), ("serve_decision", "2025-01-20"))
DUE = date(2025, 2, 5)


def on(day: str, *more: Any) -> Account:
    found = owed(facts(acts(*SERVED, *more), day), date.fromisoformat(day))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("day", "grown"),
    [
        ("2025-01-21", "0.00"),
        ("2025-02-05", "0.00"),  # the last day is in time
        ("2025-02-06", "300.00"),  # 3% a day
        ("2025-03-10", "9900.00"),  # day 33
        ("2025-03-11", "10000.00"),  # day 34: never above the fine
        ("2026-03-11", "10000.00"),
    ],
)
def test_three_in_a_hundred_a_day_up_to_the_fine(day: str, grown: str) -> None:
    assert on(day).surcharge == Decimal(grown)
    assert on(day).outstanding == Decimal(grown) + 10_000


def test_only_where_the_decision_says_so() -> None:
    silent = {"decision": {**PENALTY["decision"], "surcharge": False}}
    row = acts(("decide", "2025-01-13", silent), ("serve_decision", "2025-01-20"))
    found = owed(facts(row, "2025-12-01"), date(2025, 12, 1))
    assert found is not None
    assert found.surcharge == 0


def test_nothing_is_owed_without_a_penalty() -> None:
    row = acts(("decide_no_penalty", "2025-01-13", SPARED), ("serve_decision", "2025-01-20"))
    assert owed(facts(row, "2025-12-01"), date(2025, 12, 1)) is None
    assert owed(facts((), "2025-12-01"), date(2025, 12, 1)) is None


def test_it_grows_on_what_is_unpaid() -> None:
    part = ("record_payment", "2025-02-15", paid("6000.00"))
    found = on("2025-02-25", part)
    assert found.surcharge == Decimal("4200.00")  # 10 days of 10 000, 10 days of 4 000
    assert found.due == {
        "fine": Decimal("4000.00"),
        "confiscation": Decimal("0.00"),
        "surcharge": Decimal("4200.00"),
    }
    early = ("record_payment", "2025-02-01", paid("6000.00"))
    assert on("2025-02-15", early).surcharge == Decimal("1200.00")


def test_it_stops_with_the_last_payment() -> None:
    whole = ("record_payment", "2025-02-15", paid("10000.00"))
    assert on("2025-12-31", whole).surcharge == Decimal("3000.00")


def test_too_much_of_one_item_pays_for_no_other() -> None:
    told = ("record_payment", "2025-03-01", paid("7200.00", "surcharge"))
    backdated = ("record_payment", "2025-02-10", paid("9000.00"))
    found = on("2025-03-01", told, backdated)
    assert found.due["surcharge"] == 0
    assert found.outstanding == Decimal("1000.00")


def test_it_rests_while_a_deferral_runs() -> None:
    later = ("approve_deferral", "2025-01-28", plan(("2025-04-30", "10000.00")))
    assert on("2025-04-30", later).surcharge == 0
    assert on("2025-05-02", later).surcharge == Decimal("600.00")
    assert on("2025-05-02", later).plan == ((date(2025, 4, 30), Decimal("10000.00")),)


def test_a_deferral_approved_late_takes_nothing_back() -> None:
    late = ("approve_deferral", "2025-02-15", plan(("2025-04-30", "10000.00")))
    assert on("2025-02-15", late).surcharge == Decimal("3000.00")
    assert on("2025-04-30", late).surcharge == Decimal("3000.00")
    assert on("2025-05-01", late).surcharge == Decimal("3300.00")


def test_it_rests_during_reconsideration_and_suit() -> None:
    asked = ("note_remedy", "2025-02-11", {"remedy": "reconsideration"})
    assert on("2025-02-10", asked).surcharge == Decimal("1500.00")
    assert on("2025-06-30", asked).surcharge == Decimal("1500.00")
    ended = ("end_remedy", "2025-04-11", {"result": "upheld"})
    assert on("2025-04-11", asked, ended).surcharge == Decimal("1500.00")
    assert on("2025-04-12", asked, ended).surcharge == Decimal("1800.00")
    before = ("note_remedy", "2025-01-25", {"remedy": "suit"})
    whole = ("end_remedy", "2025-02-15", {"result": "withdrawn"})
    assert on("2025-02-17", before, whole).surcharge == Decimal("600.00")


amounts = st.integers(1, 9_999).map(Decimal)
days = st.integers(0, 90)


@given(st.lists(st.tuples(days, amounts), max_size=4), st.integers(0, 200), st.integers(0, 60))
def test_it_only_grows_and_never_beyond_the_fine(
    payments: list[tuple[int, Decimal]], later: int, more: int
) -> None:
    told = [
        ("record_payment", (DUE + timedelta(days=d)).isoformat(), paid(str(a)))
        for d, a in sorted(payments)
    ]
    row = acts(*SERVED, *told)
    there = facts(row, "2025-01-21")
    first, second = (owed(there, DUE + timedelta(days=90 + later + extra)) for extra in (0, more))
    assert first is not None
    assert second is not None
    assert 0 <= first.surcharge <= second.surcharge <= first.fine
    assert all(sum_ >= 0 for sum_ in first.due.values())


@given(st.integers(-30, 200))
def test_one_payment_is_the_laws_own_formula(late: int) -> None:
    on_day = DUE + timedelta(days=late)
    row: tuple[Done, ...] = acts(*SERVED)
    found = owed(facts(row, "2025-01-21"), on_day)
    assert found is not None
    assert found.surcharge == surcharge(Decimal(10_000), due_on=DUE, paid_on=on_day)
