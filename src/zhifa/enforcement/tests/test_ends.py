"""How cases end without or beside a decision: rules alone, no database."""

from datetime import date
from typing import Any

import pytest

from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.needs.execution import closing_reason_holds
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.story import PENALTY, SPARED, Told, acts, clock, facts, paid, rounds

SUMMARY = "penalty_summary"
FOUND = ("register", "2026-03-02", {"discovered_on": "2026-03-02"})
ON_SPOT = ("register_on_spot", "2026-03-02", {"discovered_on": "2026-03-02"})
UNDONE = {"result": "annulled", "effective_on": "2026-03-10"}


def unmet(
    need: str, row: tuple[Any, ...], on: str, procedure: str = "penalty_ordinary", **more: Any
) -> bool:
    told = facts(acts(*row, procedure=procedure), on, procedure=procedure, **more)
    return NEEDS[need](told) is not None


PROPOSING = (
    "matter_known",
    "party_known",
    "filing_facts_told",
    "body_may_act",
    "delegation_valid",
    "citations_in_force",
    "penalty_matter",
    "party_fits",
)


@pytest.mark.parametrize("need", PROPOSING)
def test_not_filing_wants_nothing_but_its_reason(need: str) -> None:
    move = load("penalty_ordinary").moves["propose_filing"]
    values = {"proposal": "not_file", "reason": True}
    away: dict[str, Any] = {"powers": {}, "citation_faults": ("不施行",)}
    assert not unmet(need, (FOUND,), "2026-03-03", move=move, values=values, **away)


@pytest.mark.parametrize("need", ["matter_known", "party_known", "filing_facts_told"])
def test_filing_wants_them_all(need: str) -> None:
    move = load("penalty_ordinary").moves["propose_filing"]
    values = {"proposal": "file", "reason": True}
    assert unmet(need, (FOUND,), "2026-03-03", move=move, values=values)


@pytest.mark.parametrize("stage", ["clue", "checking", "filing", "investigating", "noticed"])
def test_a_case_can_be_referred_from_every_stage_before_the_decision(stage: str) -> None:
    law = load("penalty_ordinary")
    move = law.moves["refer_case"]
    assert move.to[stage] == "referred"
    assert move.documents == ("W05",)
    assert {"receiver", "materials", "reason"} <= {f.id for f in move.fields}
    assert "referred" in law.moves["archive"].to


def test_referring_ends_the_terms_and_begins_that_of_the_archive() -> None:
    sent: Told = ("refer_case", "2026-03-09", {})
    row = acts(FOUND, ("start_check", "2026-03-02", {"officers": [1, 2]}), sent)
    assert clock(row, "c.file").stopped_on == date(2026, 3, 9)
    assert clock(row, "c.archive").due_on == date(2026, 4, 8)
    filed = acts(FOUND, ("approve_filing", "2026-03-03", {"officers": [1, 2]}), sent)
    assert clock(filed, "c.decide").stopped_on == date(2026, 3, 9)


RECORDED = [
    ("2026-03-01", True),
    ("2026-03-02", False),
    ("2026-03-20", False),
    ("2026-03-21", True),
]


@pytest.mark.parametrize(("day", "wrong"), RECORDED)
def test_records_lie_between_discovery_and_today_whatever_the_stage(day: str, wrong: bool) -> None:
    row = (FOUND, ("approve_filing", "2026-03-15", {"officers": [1, 2]}))
    more: dict[str, Any] = {"values": {}}
    told = facts(acts(*row), "2026-03-20", **more)
    on = date.fromisoformat(day)
    told = type(told)(**{**{f: getattr(told, f) for f in told.__dataclass_fields__}, "on": on})
    assert (NEEDS["record_in_time"](told) is not None) is wrong


@pytest.mark.parametrize("procedure", ["penalty_ordinary", SUMMARY])
def test_records_and_evidence_ask_for_their_day(procedure: str) -> None:
    moves = load(procedure).moves
    assert {"record_in_time", "on_the_spot"} & set(moves["record_scene"].needs)
    assert "closing_reason_holds" in moves["close"].needs


CLOSING = [
    ("party_gone", (FOUND,), True),
    ("withdrawn", (FOUND,), False),
    ("unproven", (FOUND,), False),
    ("converted", (FOUND,), False),
    ("converted", (FOUND, ("decide", "2026-03-05", PENALTY)), True),
    ("performed", (FOUND, ("decide", "2026-03-05", PENALTY)), True),
    ("no_penalty", (FOUND, ("decide_no_penalty", "2026-03-05", SPARED)), True),
    ("withdrawn", (FOUND, ("decide", "2026-03-05", PENALTY)), True),
    (
        "annulled",
        (FOUND, ("decide", "2026-03-05", PENALTY), ("annul", "2026-03-10", UNDONE)),
        False,
    ),
]


@pytest.mark.parametrize(("reason", "row", "refused"), CLOSING)
def test_a_reason_for_ending_is_borne_out(
    reason: str, row: tuple[Told, ...], refused: bool
) -> None:
    told = facts(acts(*row), "2026-03-20", values={"close_reason": reason})
    assert (closing_reason_holds(told) is not None) is refused
    assert "closing_reason_holds" in load("penalty_ordinary").moves["propose_termination"].needs


LIFE = (FOUND, ("decide", "2026-03-05", PENALTY), ("serve_decision", "2026-03-06"))


@pytest.mark.parametrize("code", ["c.pay", "c.court"])
def test_annulment_stops_the_terms_of_the_decision(code: str) -> None:
    assert clock(acts(*LIFE), code).open
    row = acts(*LIFE, ("annul", "2026-03-10", UNDONE))
    assert clock(row, code).stopped_on == date(2026, 3, 10)
    unlawful = acts(*LIFE, ("annul", "2026-03-10", {**UNDONE, "result": "unlawful"}))
    assert clock(unlawful, code).open, "held unlawful, it still binds"


def test_an_annulled_decision_is_neither_served_nor_left_without_an_end() -> None:
    row = (*LIFE[:2], ("annul", "2026-03-10", UNDONE))
    assert clock(acts(*row), "c.serve").stopped_on == date(2026, 3, 10)
    assert unmet("decision_not_served", row, "2026-03-11")
    assert not unmet("decision_not_served", LIFE[:2], "2026-03-11")
    assert "decided" in load("penalty_ordinary").moves["close"].to


def test_the_spot_is_a_day() -> None:
    assert not unmet("on_the_spot", (ON_SPOT,), "2026-03-02", SUMMARY, values={})
    assert unmet("on_the_spot", (ON_SPOT,), "2026-03-03", SUMMARY, values={})


DECIDED = (
    ON_SPOT,
    ("decide_on_spot", "2026-03-02", PENALTY),
    ("serve_decision", "2026-03-02"),
)
CASH = ("record_payment", "2026-03-06", {**paid("100.00"), "cash": True})


def test_cash_is_handed_in_within_two_workdays_and_banked_within_two_more() -> None:
    row = acts(*DECIDED, CASH, procedure=SUMMARY)
    assert clock(row, "c.cash.agency", SUMMARY).due_on == date(2026, 3, 10)  # over a weekend
    afloat = ("record_payment", "2026-03-06", {**CASH[2], "ashore_on": "2026-03-09"})
    row = acts(*DECIDED, afloat, procedure=SUMMARY)
    assert clock(row, "c.cash.agency", SUMMARY).due_on == date(2026, 3, 11)
    handed = ("hand_in_cash", "2026-03-09")
    row = acts(*DECIDED, CASH, handed, procedure=SUMMARY)
    assert clock(row, "c.cash.bank", SUMMARY).due_on == date(2026, 3, 11)
    assert unmet("no_cash_in_hand", (*DECIDED, CASH), "2026-03-09", SUMMARY)
    assert unmet("no_cash_in_hand", (*DECIDED, CASH, handed), "2026-03-09", SUMMARY)
    done = (*DECIDED, CASH, handed, ("deposit_cash", "2026-03-10"))
    assert not unmet("no_cash_in_hand", done, "2026-03-10", SUMMARY)
    assert not unmet("no_cash_in_hand", DECIDED, "2026-03-10", SUMMARY)


def test_paying_at_the_bank_starts_no_term_for_cash() -> None:
    paid_in = ("record_payment", "2026-03-06", paid("100.00"))
    assert rounds(acts(*DECIDED, paid_in, procedure=SUMMARY), "c.cash.agency", SUMMARY) == []


def test_the_court_is_asked_after_sixty_days_where_reconsideration_comes_first() -> None:
    row = acts(*DECIDED, procedure=SUMMARY)
    state = clock(row, "c.court", SUMMARY)  # 60 days from 03-02 end on 05-01, a holiday: 05-06
    assert (state.start_on, state.due_on) == (date(2026, 5, 6), date(2026, 8, 6))
    assert unmet("remedy_term_over", DECIDED, "2026-05-06", SUMMARY)
    assert not unmet("remedy_term_over", DECIDED, "2026-05-07", SUMMARY)


def test_a_summary_case_has_every_way_out() -> None:
    law = load(SUMMARY)
    here = {m.id for m in law.moves_from("told")}
    assert {"end_on_spot", "suspect_crime", "ask_recusal", "reassign"} <= here
    unpaid = {m.id for m in law.moves_from("served")}
    assert {"urge", "ask_deferral", "approve_deferral", "record_payment"} <= unpaid
    assert "apply_court" in {m.id for m in law.moves_from("executing")}
    assert {"no_recusal_open", "no_crime_open"} <= set(law.moves["decide_on_spot"].needs)


FILMED = date(2026, 3, 2)
SIGNATURES = [
    ({"signature": "signed"}, False),
    ({"signature": "refused", "signature_note": True}, True),
    ({"signature": "refused", "witness": "示范某"}, True),
    ({"signature": "refused", "signature_note": True, "witness": "示范某"}, False),
    ({"signature": "refused", "signature_note": True, "film": "r1"}, False),
    ({"signature": "refused", "signature_note": True, "film": "another"}, True),
]


@pytest.mark.parametrize(("values", "refused"), SIGNATURES)
def test_a_refusal_to_sign_is_shown_by_a_witness_or_a_film(
    values: dict[str, Any], refused: bool
) -> None:
    told = facts(acts(FOUND), "2026-03-03", values=values, recordings={"r1": ("video", FILMED)})
    assert (NEEDS["signature_settled"](told) is not None) is refused
