"""Every term of both procedures against the tables of the law, worked by hand."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.enforcement.rules import clocks
from zhifa.enforcement.rules.clock_rules import ClockRule
from zhifa.enforcement.rules.facts import Done
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.story import PENALTY, SPARED, acts, clock, paid, plan, rounds
from zhifa.kernel.calendar import standard

ORDINARY, SUMMARY = "penalty_ordinary", "penalty_summary"
# law 1.1, 1.2, 1.5, 1.7: n, unit, whether a last day that is a holiday rolls, whose term it is
TERMS = {
    (ORDINARY, "c.file"): (15, "workday", "none", "alert"),
    (ORDINARY, "c.reply"): (5, "workday", "none", "alert"),
    (ORDINARY, "c.decide"): (90, "day", "next_workday", "explain"),
    (ORDINARY, "c.preserve"): (7, "workday", "none", "alert"),
    (ORDINARY, "c.defend"): (5, "workday", "none", "lapse"),
    (ORDINARY, "c.hearing.ask"): (5, "workday", "none", "lapse"),
    (ORDINARY, "c.serve"): (7, "workday", "none", "alert"),
    (ORDINARY, "c.filing.major"): (15, "day", "next_workday", "alert"),
    (ORDINARY, "c.pay"): (15, "day", "next_workday", "surcharge"),
    (ORDINARY, "c.transfer.approve"): (3, "day", "none", "alert"),
    (ORDINARY, "c.transfer.send"): (24, "hour", "none", "alert"),
    (ORDINARY, "c.urge"): (10, "workday", "none", "lapse"),
    (ORDINARY, "c.police.decide"): (3, "day", "none", "lapse"),
    (ORDINARY, "c.police.object"): (3, "day", "none", "lapse"),
    (ORDINARY, "c.police.goods"): (3, "day", "none", "alert"),
    (SUMMARY, "c.police.decide"): (3, "day", "none", "lapse"),
    (SUMMARY, "c.police.object"): (3, "day", "none", "lapse"),
    (ORDINARY, "c.court"): (3, "month", "next_workday", "alert"),
    (ORDINARY, "c.close"): (15, "workday", "none", "alert"),
    (ORDINARY, "c.archive"): (30, "day", "none", "alert"),
    (SUMMARY, "c.report"): (3, "workday", "none", "alert"),
    (SUMMARY, "c.serve"): (7, "workday", "none", "alert"),
    (SUMMARY, "c.pay"): (15, "day", "next_workday", "surcharge"),
    (SUMMARY, "c.transfer.approve"): (3, "day", "none", "alert"),
    (SUMMARY, "c.transfer.send"): (24, "hour", "none", "alert"),
    (SUMMARY, "c.urge"): (10, "workday", "none", "lapse"),
    (SUMMARY, "c.court"): (3, "month", "next_workday", "alert"),
    (SUMMARY, "c.cash.agency"): (2, "workday", "none", "alert"),
    (SUMMARY, "c.cash.bank"): (2, "workday", "none", "alert"),
    (SUMMARY, "c.archive"): (30, "day", "none", "alert"),
    **{(code, "c.part"): (0, "day", "none", "remind") for code in (ORDINARY, SUMMARY)},  # 六十六
}
RULES = {(code, r.id): r for code in (ORDINARY, SUMMARY) for r in load(code).clocks}


def test_the_terms_are_those_of_the_law() -> None:
    assert {k: (r.n, r.unit, r.roll, r.overrun) for k, r in RULES.items()} == TERMS
    assert {k[1] for k, r in RULES.items() if r.party} == {
        "c.defend",
        "c.hearing.ask",
        "c.part",
        "c.pay",
        "c.urge",
    }


FILED = ("approve_filing", "2025-01-06", {"officers": [1, 2]})
# code of the term, the acts that start it, its last day (D-numbers: worked deadlines of the law)
WORKED: list[tuple[str, tuple[Any, ...], str]] = [
    ("c.file", (("register", "2024-02-02"),), "2024-02-28"),  # D01: make-up Sundays count
    ("c.decide", (FILED,), "2025-04-07"),  # D05
    ("c.preserve", (("preserve_evidence", "2025-09-26"),), "2025-10-13"),  # D03
    (
        "c.defend",
        (("serve_notice", "2026-02-11", {"effective_on": "2026-02-11"}),),
        "2026-02-25",
    ),  # D11
    (
        "c.hearing.ask",
        (("serve_notice", "2026-02-11", {"effective_on": "2026-02-11"}),),
        "2026-02-25",
    ),
    ("c.serve", (("decide", "2024-09-27", PENALTY),), "2024-10-12"),  # D15
    ("c.filing.major", (("decide", "2024-12-18", PENALTY),), "2025-01-02"),  # D58
    ("c.serve", (("decide_no_penalty", "2024-09-27", SPARED),), "2024-10-12"),
    (
        "c.pay",
        (("decide", "2025-01-13", PENALTY), ("serve_decision", "2025-01-20")),
        "2025-02-05",
    ),  # D16
    (
        "c.pay",
        (("decide", "2026-01-26", PENALTY), ("serve_decision", "2026-02-01")),
        "2026-02-24",
    ),  # D17
    (
        "c.pay",
        (("decide", "2026-02-10", PENALTY), ("serve_decision", "2026-02-13")),
        "2026-02-28",
    ),  # D18: a working Saturday
    ("c.transfer.approve", (("suspect_crime", "2025-09-29"),), "2025-10-02"),  # D24
    ("c.transfer.send", (("approve_transfer", "2025-10-01T10:20"),), "2025-10-02"),  # D04
    ("c.urge", (("urge", "2024-12-25"),), "2025-01-09"),  # D39
    (
        "c.court",
        (("decide", "2025-03-03", PENALTY), ("serve_decision", "2025-03-10")),
        "2025-12-10",
    ),
    ("c.archive", (("close", "2025-01-02"),), "2025-02-01"),
    ("c.archive", (("refuse_filing", "2025-01-02"),), "2025-02-01"),
]


@pytest.mark.parametrize(("code", "told", "due"), WORKED)
def test_worked_deadlines(code: str, told: tuple[Any, ...], due: str) -> None:
    state = clock(acts(*told), code)
    assert state.due_on == date.fromisoformat(due)
    assert state.open
    assert not state.provisional


def test_twenty_four_hours_run_through_a_holiday() -> None:
    state = clock(acts(("approve_transfer", "2025-10-01T10:20")), "c.transfer.send")
    assert state.due_at is not None
    assert state.due_at.isoformat() == "2025-10-02T10:20:00+08:00"
    sent = acts(("approve_transfer", "2025-10-01T10:20"), ("send_transfer", "2025-10-02T10:21"))
    assert clock(sent, "c.transfer.send").state == "late"


def test_k2_day_ninety_is_a_sunday() -> None:
    filed = acts(("approve_filing", "2024-09-09"))
    state = clock(filed, "c.decide")
    assert (state.raw_on, state.due_on, state.conservative_on) == (
        date(2024, 12, 8),
        date(2024, 12, 9),
        date(2024, 12, 6),
    )
    late = acts(("approve_filing", "2024-09-09"), ("decide_no_penalty", "2024-12-11", SPARED))
    assert clock(late, "c.decide").state == "late"
    in_time = acts(("approve_filing", "2024-09-09"), ("decide", "2024-12-09", PENALTY))
    assert clock(in_time, "c.decide").state == "met"


@pytest.mark.parametrize("key", sorted(RULES))
def test_each_term_ends_with_each_act_that_ends_it(key: tuple[str, str]) -> None:
    procedure, code = key
    for stop in RULES[key].stop:
        told = {"result": "annulled", "payment": 99, **plan(("2026-01-01", "1.00"))}
        row = acts(*opened(procedure, RULES[key]), (stop, "2025-06-03", told), procedure=procedure)
        state = rounds(row, code, procedure)[0]
        assert state.stopped_on == date(2025, 6, 3), stop
        assert state.state in {"met", "late"}


def opened(procedure: str, rule: ClockRule) -> list[Any]:
    """Acts after which a term runs."""
    decides = load(procedure).decisions[0]
    if rule.when == "closing_event":
        return [("decide", "2025-05-25", SPARED), ("serve_decision", "2025-06-02")]
    if rule.when == "major":
        return [(decides, "2025-06-02", PENALTY)]
    start = {"served_on": "2025-06-02", "cash": rule.when == "cash", **paid("1.00")}
    start |= {"named_informant": True, "source_kind": "report"}
    start |= plan(("2025-07-01", "1.00"), ("2025-08-01", "1.00"))
    money = [(decides, "2025-05-25", PENALTY)] if rule.when == "penalty_money" else []
    kept = [("preserve_evidence", "2025-05-25")] if rule.when == "goods_held" else []
    return [*money, *kept, (rule.start[0], "2025-06-02", start)]


PAID = {"record_payment", "correct_payment", "strike_payment"}
MOVES = sorted({m for r in RULES.values() for m in (*r.start, *r.stop)} - PAID)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Done, ...]:
    days = sorted(draw(st.lists(st.integers(0, 400), min_size=1, max_size=12)))
    told: list[Any] = []
    for day in days:
        move = draw(st.sampled_from([*MOVES, "suspend", "resume", "tell_test"]))
        on = date.fromordinal(date(2024, 3, 1).toordinal() + day).isoformat()
        more: dict[str, Any] = {"days": 5, "result": "accepted"}
        if move == "approve_deferral":
            later = date.fromisoformat(on).replace(year=2026).isoformat()
            more |= plan((later, "10000.00"))
        if move in {"decide", "decide_no_penalty", "decide_on_spot"}:
            more |= PENALTY
        told.append((move, on, more))
    known = load(ORDINARY).moves
    return acts(*[t for t in told if t[0] in known])


@given(stories())
def test_terms_are_the_same_whenever_they_are_worked_out(row: tuple[Done, ...]) -> None:
    law = load(ORDINARY)
    once = clocks.compute(law, row, standard())
    assert once == clocks.compute(law, list(row), standard())
    for state in once:
        assert state.conservative_on <= state.raw_on <= state.due_on
        assert state.open == (state.stopped_on is None)
    ended = {(s.code, s.round): s for s in once if not s.open}
    before = {(s.code, s.round): s for s in clocks.compute(law, row[:-1], standard())}
    for key, state in before.items():
        if not state.open:
            assert ended[key] == state, "what has ended does not change any more"
