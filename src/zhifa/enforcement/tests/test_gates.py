"""Every gate of the law: taken by who does it right, refused to who does not (law 1.0, 1.1)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from tests import make
from tests.walks import Road

from zhifa.agencies import actions as agencies
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.roads import (
    DECIDE,
    Stops,
    answer,
    asking,
    evidence,
    filing,
    from_,
    record,
    refused,
    report,
    served,
)
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry

HALTS = ("clue", "checking", "filed", "investigated", "noticed", "proposed")
Data = Callable[[Road], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Gate:
    """At which halt, who takes which step, saying what; what is done wrong; how it is refused."""

    name: str
    at: str
    role: str
    move: str
    right: Data
    code: str
    wrong: Data | None = None
    spoil: Callable[[Road], None] = lambda _: None


def _delisted(road: Road) -> None:
    until = road.today - timedelta(days=1)
    registry.delist_power(
        agency=road.crew.agency, matter_code=road.matter, until_on=until, by=SYSTEM, at=road.now
    )


def _changed(**facts: Any) -> Callable[[Road], None]:
    def change(road: Road) -> None:
        home = road.crew.agency
        home.refresh_from_db()
        agencies.change_agency(agency=home, facts=facts, by=SYSTEM, at=road.now)

    return change


def _suspended(road: Road) -> None:
    card = road.crew.user("second").certificates.get()
    agencies.suspend_certificate(
        certificate=card, from_on=road.today, until_on=None, reason="核查", by=SYSTEM, at=road.now
    )


def _asks_recusal(road: Road) -> None:
    road.do("officer", "ask_recusal", asking(road.crew.user("second").pk))


def _two_recusals_one_answer(road: Road) -> None:
    _asks_recusal(road)
    road.do("officer", "ask_recusal", asking(road.crew.user("reviewer").pk))
    road.do("agency_head", "decide_recusal", answer(road.crew.user("second").pk))


def _recused_and_still_there(road: Road) -> None:
    _asks_recusal(road)
    road.do("agency_head", "decide_recusal", answer(road.crew.user("second").pk, "granted"))


def _suspected(road: Road) -> None:
    road.do("officer", "suspect_crime", {"offence": "罪", "facts": "事实清楚", "standard": "500元"})


def _too_late(road: Road) -> None:
    road.until(make.filed_on(road) + timedelta(days=100))


def _proposed(road: Road, **more: Any) -> dict[str, Any]:
    return {**road.content, "reason": "理由充分", **more}


def _scene(**wrong: Any) -> dict[str, Any]:
    return {
        "at": "checking",
        "role": "officer",
        "move": "record_scene",
        "right": record,
        "wrong": lambda road: record(road, **wrong),
    }


def _item(**wrong: Any) -> dict[str, Any]:
    return {
        "at": "filed",
        "role": "officer",
        "move": "register_evidence",
        "right": evidence,
        "wrong": lambda road: evidence(road, **wrong),
    }


def _report(**wrong: Any) -> dict[str, Any]:
    return {
        "at": "investigated",
        "role": "officer",
        "move": "conclude",
        "right": report,
        "wrong": lambda road: report(road, **wrong),
    }


FILE: dict[str, Any] = {
    "at": "checking",
    "role": "officer",
    "move": "propose_filing",
    "right": filing,
}
DECIDED: dict[str, Any] = {
    "at": "proposed",
    "role": "agency_head",
    "move": "decide",
    "right": lambda _: DECIDE,
}
CHECK: dict[str, Any] = {
    "at": "clue",
    "role": "unit_head",
    "move": "start_check",
    "right": lambda road: {"officers": road.pair},
}
GATES = [
    Gate("G01 not on the list", **FILE, code="body_may_act", spoil=_delisted),
    Gate("G01 at the decision", **DECIDED, code="body_may_act", spoil=_delisted),
    Gate("G02 no mandate", **FILE, code="delegation_valid", spoil=_changed(nature="delegated")),
    Gate(
        "G04 one officer",
        **CHECK,
        code="two_certified",
        wrong=lambda road: {"officers": road.pair[:1]},
    ),
    Gate("G04 suspended", **CHECK, code="two_certified", spoil=_suspended),
    Gate("G04 suspended since", **DECIDED, code="officers_certified", spoil=_suspended),
    Gate("G05 not shown", **_scene(shown_certificate=False), code="certificate_shown"),
    Gate("G05 rights not told", **_scene(rights_told=False), code="rights_told"),
    Gate("G05 unsigned, no witness", **_scene(signature="refused"), code="signature_settled"),
    Gate(
        "G05 ends before it begins",
        **_scene(ended_at="2026-01-01 00:00"),
        code="times_make_sense",
    ),
    Gate("G06 recusal waits", **DECIDED, code="no_recusal_open", spoil=_asks_recusal),
    Gate("G06 one of two waits", **DECIDED, code="no_recusal_open", spoil=_two_recusals_one_answer),
    Gate(
        "G06 recused and there", **DECIDED, code="no_recusal_open", spoil=_recused_and_still_there
    ),
    Gate(
        "G08 not yet in force",
        **FILE,
        code="matter_stands",
        wrong=lambda road: filing(road, act_from="2014-01-01", act_until="2014-01-02"),
    ),
    Gate("G10 dated after today", **_item(taken_on="2027-01-01"), code="record_in_time"),
    Gate(
        "G11 no evidence",
        at="filed",
        role="officer",
        move="conclude",
        right=report,
        code="evidence_lawful",
        spoil=lambda _: None,
    ),
    Gate("G13 no court named", **DECIDED, code="remedies_told", spoil=_changed(court="")),
    Gate("G14 outside the tier", **_report(fine="16000"), code="tier_respected"),
    Gate("G14 circumstance unfounded", **_report(circumstance="lighter"), code="content_complete"),
    Gate("P1 late and unexplained", **DECIDED, code="overrun_explained", spoil=_too_late),
    Gate(
        "P3 not served",
        at="noticed",
        role="officer",
        move="serve_notice",
        right=served,
        code="notice_not_served",
    ),
    Gate("P9 crime open", **DECIDED, code="no_crime_open", spoil=_suspected),
    Gate(
        "P12 gains not confiscated",
        **_report(gains="1000", refunds="200"),
        code="gains_confiscated",
    ),
    Gate("P13 monitored, unchecked", **_item(monitored=True), code="monitor_checked"),
    Gate(
        "P13 three of four",
        **_item(monitored=True, monitor=["examined", "announced", "verified"]),
        code="monitor_checked",
    ),
    Gate("CF 9 nothing imposed", **_report(kinds=[]), code="content_complete"),
    Gate("CF 16 kind not given", **_report(kinds=["closure_order"], fine=""), code="kinds_allowed"),
    Gate("CF 5 above the range", **_report(fine="50001"), code="amount_in_range"),
    Gate("CF 5 below the range", **_report(fine="4999"), code="amount_in_range"),
]
ALREADY = {"G11 no evidence", "P3 not served"}  # here the halt itself is the wrong


@pytest.mark.parametrize("gate", GATES, ids=lambda g: g.name)
def test_a_gate_stops_who_does_it_wrong(stops: Stops, gate: Gate) -> None:
    road = from_(stops, gate.at)
    gate.spoil(road)
    data = (gate.wrong or gate.right)(road)
    assert gate.code in refused(road, gate.role, gate.move, data)
    need = load("penalty_ordinary").needs[gate.code]
    assert need.source, "a gate names its article"


@pytest.mark.parametrize(
    "gate",
    {(g.at, g.move): g for g in GATES if g.name not in ALREADY}.values(),
    ids=lambda g: f"{g.at} {g.move}",
)
def test_a_gate_lets_through_who_does_it_right(stops: Stops, gate: Gate) -> None:
    road = from_(stops, gate.at)
    before = road.case.rev
    road.do(gate.role, gate.move, gate.right(road))
    assert road.case.rev == before + 1


def test_a_mandate_opens_the_gate(stops: Stops) -> None:
    road = from_(stops, "checking")
    _changed(nature="delegated")(road)
    mandate = agencies.Mandate(
        number="委托〔2026〕1号",
        matter_codes=[road.matter],
        from_on=date(2026, 1, 1),
        until_on=date(2026, 12, 31),
        published_on=date(2026, 1, 2),
    )
    principal = make.agency("CG")
    make.libraries(principal)
    agencies.delegate(
        principal=principal,
        delegate=road.crew.agency,
        mandate=mandate,
        by=SYSTEM,
        at=road.now,
    )
    road.do("officer", "propose_filing", filing(road))
    assert road.case.stage == "filing"


def test_an_area_that_is_not_ours(stops: Stops) -> None:
    road = from_(stops, "checking")
    _changed(area_code="510402")(road)
    assert "body_may_act" in refused(road, "officer", "propose_filing", filing(road))


def test_gains_that_are_owed_back_stay() -> None:
    road = make.road()
    road.walk_to("investigated")
    whole = report(road, gains="1000", refunds="1000")
    taken = report(
        road,
        gains="1000",
        refunds="200",
        kinds=["fine", "gain_confiscation"],
        confiscation="800",
    )
    less = {**taken, "confiscation": "799.99"}
    assert refused(road, "officer", "conclude", less) == {"gains_confiscated"}
    assert refused(road, "officer", "conclude", {**whole, "gains": "100"}) == {"refunds_fit"}
    road.do("officer", "conclude", whole)
    road.do("unit_head", "reopen", {"reason": "补充调查"})
    road.do("officer", "conclude", taken)


def test_a_monitors_record_after_all_four_checks(stops: Stops) -> None:
    road = from_(stops, "filed")
    four = ["examined", "announced", "verified", "told"]
    road.do("officer", "register_evidence", evidence(road, monitored=True, monitor=four))


def test_a_breach_has_sensible_days(stops: Stops) -> None:
    road = from_(stops, "checking")
    backwards = filing(road, act_from="2026-02-26", act_until="2026-02-20")
    assert "date_in_order" in refused(road, "officer", "propose_filing", backwards)
    ahead = filing(road, act_from="2026-02-20", act_until="2027-02-20")
    assert "date_in_order" in refused(road, "officer", "propose_filing", ahead)
