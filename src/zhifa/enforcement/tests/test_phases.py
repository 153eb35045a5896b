"""The stepper tells when a phase was over: the decision on its day, not on that of its service."""

from datetime import date

from zhifa.enforcement.reads.phases import days_of_phases, phases
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.story import PENALTY, acts, facts

ROAD = acts(
    ("register", "2026-03-02"),
    ("start_check", "2026-03-02", {"officers": [1, 2]}),
    ("propose_filing", "2026-03-03"),
    ("approve_filing", "2026-03-04", {"officers": [1, 2]}),
    ("conclude", "2026-03-10"),
    ("submit_review", "2026-03-11"),
    ("pass_review", "2026-03-13"),
    ("notify", "2026-03-16"),
    ("serve_notice", "2026-03-17", {"effective_on": "2026-03-17"}),
    ("propose_decision", "2026-03-26"),
    ("decide", "2026-03-27", PENALTY),
    ("serve_decision", "2026-03-30"),
    ("record_payment", "2026-04-02", {"item": "fine", "amount": "10000.00"}),
)


def test_each_phase_shows_the_day_on_which_it_was_over() -> None:
    stages = load("penalty_ordinary").stages
    assert days_of_phases(ROAD, stages) == {
        "file": date(2026, 3, 4),
        "investigate": date(2026, 3, 10),
        "review": date(2026, 3, 13),
        "notify": date(2026, 3, 26),
        "decide": date(2026, 3, 27),
        "serve": date(2026, 3, 30),
    }


def test_a_case_that_is_paid_before_anybody_is_urged_was_executed() -> None:
    closed = (*ROAD, *acts(("close", "2026-04-07")))
    shown = {p.name: (p.state, p.sub) for p in phases(facts(closed, "2026-04-08"), "closed")}
    assert shown["执行"] == ("done", "04-02")
    assert shown["送达"] == ("done", "03-30")


def test_a_case_noticed_before_any_review_was_not_reviewed() -> None:
    noticed = (*ROAD[:5], *acts(("notify", "2026-03-16")))
    shown = {p.name: (p.state, p.sub) for p in phases(facts(noticed, "2026-03-16"), "noticed")}
    assert shown["审核"] == ("skip", "未经过")
    assert shown["调查"] == ("done", "03-10")


def test_where_nothing_was_executed_the_phase_is_skipped() -> None:
    closed = (*ROAD[:-1], *acts(("close", "2026-04-07")))
    shown = {p.name: p.state for p in phases(facts(closed, "2026-04-08"), "closed")}
    assert shown["执行"] == "skip"
