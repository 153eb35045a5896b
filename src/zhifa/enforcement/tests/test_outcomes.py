"""Who is not punished, what goes to the police, what ends without a decision (law 1.1, 1.5)."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests import make
from tests.walks import Road, breaks, district, turns

from zhifa.enforcement.models import Clearance, Decision
from zhifa.enforcement.tests.roads import (
    DECIDE,
    SPARE,
    Stops,
    also,
    filing,
    from_,
    refused,
    report,
)
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry
from zhifa.registry.models import Party


def person(name: str, born: date, number: int) -> Party:
    details = {
        "identity": district.citizen_number(born, number),
        "address": "西区示范街 9 号",
        "phone": "13800000001",
        "guardian": "监护人甲",
    }
    return registry.register_party(
        kind="natural_person", name=name, details=details, by=SYSTEM, at=make.AT
    )


def spared(ground: str, **more: Any) -> dict[str, Any]:
    return {**SPARE, "ground": ground, **more}


def no_penalty(
    party: Party | None = None, ground: str = "minor_breach_waiver", **more: Any
) -> Road:
    """A case whose report proposes no penalty, in a field outside legal review."""
    road = make.road(matter="SC0103", party_=party)
    road.content = {"kinds": ["warning_penalty"], "tier": "warning"}
    road.walk_to("investigated")
    road.conclude("no_penalty", ground=ground, **more)
    return road


def reported(road: Road, ground: str) -> Road:
    """The case sent back and reported anew for this ground."""
    road.do("unit_head", "reopen", {"reason": "改选情形。"})
    road.conclude("no_penalty", ground=ground)
    return road


@pytest.fixture(scope="module")
def bare(stops: Stops) -> Road:
    """Shared like the halts: undone with them."""
    assert stops
    return no_penalty()


HALTS = ("checking", "filed", "investigated", "proposed")
FIRST = {"first_breach": True, "first_breach_reason": "查询企业信用信息公示系统，没有记录。"}
UNDONE: dict[str, Any] = {"corrected": False, "harmless": False}
GROUNDS: list[tuple[str, dict[str, Any], dict[str, Any] | None]] = [
    ("minor_breach_waiver", {}, {"corrected": False}),
    ("minor_breach_waiver", {}, {"harmless": False, "slight": True}),
    ("first_breach_waiver", FIRST, {}),
    ("first_breach_waiver", FIRST, {"first_breach": True}),
    (
        "first_breach_waiver",
        {**FIRST, "harmless": False, "slight": True},
        {**FIRST, "harmless": False},
    ),
    ("no_fault_waiver", {**UNDONE, "no_fault_proof": "进货查验记录"}, UNDONE),
    ("breach_unproven", UNDONE, None),
]


@pytest.mark.parametrize(("ground", "holds", "fails"), GROUNDS)
def test_a_ground_holds_with_its_facts_and_not_without(
    bare: Road, ground: str, holds: dict[str, Any], fails: dict[str, Any] | None
) -> None:
    reported(bare, ground)
    if fails is not None:
        wrong = {**spared(ground), **fails}
        assert refused(bare, "agency_head", "decide_no_penalty", wrong) == {"no_penalty_grounded"}
    bare.do("agency_head", "decide_no_penalty", spared(ground, **holds))
    decision = Decision.objects.get(case=bare.case)
    assert (decision.outcome, decision.ground) == ("no_penalty", ground)


@pytest.mark.parametrize("ground", ["underage_exemption", "incapacity_exemption", "time_barred"])
def test_what_the_file_knows_better_cannot_be_claimed(bare: Road, ground: str) -> None:
    wrong = spared(ground)
    reported(bare, ground)
    assert refused(bare, "agency_head", "decide_no_penalty", wrong) == {"no_penalty_grounded"}


def test_a_child_is_not_punished() -> None:
    road = no_penalty(person("示范童", date(2013, 1, 1), 21), "underage_exemption")
    road.review()  # a sum from 5 000 that is not imposed on a citizen is reviewed (L12)
    road.do("agency_head", "decide_no_penalty", spared("underage_exemption"))


def test_a_child_cannot_be_fined_and_a_minor_only_less() -> None:
    for born, wrong in (
        (date(2013, 1, 1), "party_can_answer"),
        (date(2009, 1, 1), "minor_lightened"),
    ):
        road = make.road(party_=person(f"示范{born.year}", born, born.year % 1000))
        road.walk_to("proposed")
        assert wrong in refused(road, "agency_head", "decide", DECIDE)


def test_who_could_not_tell_what_he_did_is_not_punished() -> None:
    road = no_penalty(
        person("示范病", date(1980, 1, 1), 22), "incapacity_exemption", incapable=True
    )
    road.review()
    road.do("agency_head", "decide_no_penalty", spared("incapacity_exemption"))
    other = make.road(party_=person("示范疾", date(1980, 1, 2), 23))
    other.walk_to("investigated")
    other.conclude(incapable=True)
    other.review()
    other.notify()
    other.answer_term()
    other.propose_decision()
    assert refused(other, "agency_head", "decide", DECIDE) >= {"party_can_answer"}


@pytest.mark.parametrize(
    ("until", "barred"), [("2024-03-01", True), ("2024-03-02", False), ("", False)]
)
def test_two_years_after_the_breach_ended_it_is_barred(until: str, barred: bool) -> None:
    road = make.road(matter="SC0103")
    road.begin()
    road.check()
    told = filing(road, act_from="2022-12-01", act_until=until)
    road.do("officer", "propose_filing", told)
    road.do("unit_head", "endorse_filing", {"opinion": "同意"})
    data = {"opinion": "同意", "officers": road.pair}
    if barred:
        assert refused(road, "agency_head", "approve_filing", data) == {"within_limitation"}
    else:
        road.do("agency_head", "approve_filing", data)


def test_a_clue_is_filed_or_not_as_proposed(stops: Stops) -> None:
    road = from_(stops, "checking")
    road.propose("not_file")
    data = {"opinion": "同意", "officers": road.pair}
    assert refused(road, "agency_head", "approve_filing", data) == {"filing_proposed"}
    road.do("agency_head", "refuse_filing", {"opinion": "同意不予立案"})
    assert road.case.stage == "not_filed"
    other = from_(stops, "checking")
    assert refused(other, "agency_head", "refuse_filing", {"opinion": "同意"}) == {"not_now"}


def test_filing_wants_the_units_word_since_the_proposal(stops: Stops) -> None:
    road = from_(stops, "checking")
    road.propose()
    road.do("agency_head", "return_filing", {"reason": "补充调查"})
    again = filing(road, dates_reason="据进货票据认定。")
    road.do("officer", "propose_filing", again)
    data = {"opinion": "同意", "officers": road.pair}
    assert "filing_endorsed" in refused(road, "agency_head", "approve_filing", data)


def test_a_checking_term_is_extended_once_and_in_time(stops: Stops) -> None:
    road = from_(stops, "checking")
    road.do("agency_head", "extend_check", {"reason": "案情复杂"})
    assert "not_extended" in refused(road, "agency_head", "extend_check", {"reason": "案情复杂"})


def test_a_checking_term_that_ran_out_is_not_extended(stops: Stops) -> None:
    road = from_(stops, "checking")
    road.wait(days=40)
    told = {"reason": "补充核查"}
    assert refused(road, "agency_head", "extend_check", told) == {"check_term_open"}


def test_the_panel_extends_only_after_the_head(stops: Stops) -> None:
    road = from_(stops, "investigated")
    heads = [road.crew.user("chief_head").pk, road.crew.user("agency_head").pk]
    panel = {"days": 20, "attendees": heads, "minutes": "讨论记录", "reason": "案情复杂"}
    assert refused(road, "chief_head", "extend_by_panel", panel) == {"extended_once"}
    road.do("agency_head", "extend_case", {"reason": "案情复杂"})
    assert refused(road, "agency_head", "extend_case", {"reason": "案情复杂"}) == {"not_extended"}
    road.do("chief_head", "extend_by_panel", panel)
    clock = road.case.clocks.get(code="c.decide")
    assert clock.extension == 50
    assert clock.raw_on == make.filed_on(road) + timedelta(days=140)


def test_what_rests_is_not_shown_as_running_out(stops: Stops) -> None:
    road = from_(stops, "investigated")
    running = road.case.nearest_on
    breaks.rest(road, "other_case", "等待另案")
    assert road.case.nearest_on > running
    road.wait(days=200)
    breaks.end(road, {"close_reason": "withdrawn", "reason": "依法销案"})
    assert road.case.marks == []
    assert road.case.close_reason == "withdrawn"


def test_a_resumed_case_goes_on_with_the_days_it_had(stops: Stops) -> None:
    road = from_(stops, "investigated")
    before = road.case.clocks.get(code="c.decide").raw_on
    breaks.rest(road, "other", "等待另案")
    road.wait(days=30, minutes=0)
    road.do("agency_head", "resume", {"reason": "恢复调查"})
    assert road.case.stage == "investigating"
    assert (road.case.clocks.get(code="c.decide").raw_on - before).days == 31


# ---- suspected crimes
SUSPICION = {"offence": "罪", "facts": "事实清楚", "standard": "达到标准"}


def test_a_crime_goes_to_the_police_by_the_chiefs_word(stops: Stops) -> None:
    road = from_(stops, "proposed")
    send = {"receiver": "公安分局", "materials": "案卷"}
    told = {"opinion": "同意"}
    assert refused(road, "chief_head", "approve_transfer", told) == {"crime_suspected"}
    turns.suspect(road)
    assert refused(road, "officer", "send_transfer", send) == {"crime_approved"}
    assert "not_permitted" in refused(road, "agency_head", "approve_transfer", told)
    road.do("chief_head", "approve_transfer", {"opinion": "同意"})
    road.do("officer", "send_transfer", send)
    road.wait(days=3)
    closed = {"notice_number": "立字1号", "close_reason": "transferred", "reason": "公安已立案"}
    road.do("agency_head", "police_filed", closed)
    assert (road.case.stage, road.case.close_reason) == ("closed", "transferred")
    assert road.case.marks == ["crime"]


def test_what_comes_back_is_reviewed_and_noticed_anew(stops: Stops) -> None:
    road = from_(stops, "proposed")
    turns.suspect(road)
    road.do("chief_head", "approve_transfer", {"opinion": "同意"})
    road.do("officer", "send_transfer", {"receiver": "公安分局", "materials": "案卷"})
    road.wait(days=10)
    told = {"notice_number": "不立1号", "reason": "数额不足"}
    road.do("officer", "police_declined", {**told, "on": road.today.isoformat()})
    road.do("officer", "police_refused", {"reason": "依法继续办理"})
    assert not Clearance.objects.filter(case=road.case, revoked_seq=None).exists()
    road.conclude()
    road.notify()
    road.answer_term()
    assert "not_now" in refused(road, "agency_head", "decide", DECIDE)
    road.propose_decision()
    assert refused(road, "agency_head", "decide", DECIDE) == {"review_passed"}
    road.review()
    road.decide()
    assert road.case.stage == "decided"


def test_a_refused_transfer_lets_the_case_go_on(stops: Stops) -> None:
    road = from_(stops, "proposed")
    turns.suspect(road)
    road.do("chief_head", "refuse_transfer", {"reason": "未达标准"})
    road.decide()


# ---- separation of duties
def test_who_ever_ran_the_case_does_not_decide_it(stops: Stops) -> None:
    road = from_(stops, "proposed")
    third = make.person("third", "officer", road.crew.agency)
    also(road, "second", "agency_head")
    pair = [road.pair[0], third.pk]
    road.do("unit_head", "reassign", {"officers": pair, "reason": "工作调整"})
    assert refused(road, "second", "decide", DECIDE) == {"not_case_officer"}
    road.decide()


def test_named_again_on_the_same_day_he_runs_on(stops: Stops) -> None:
    road = from_(stops, "filed")
    third = make.person("third", "officer", road.crew.agency)
    away = {"officers": [road.pair[0], third.pk], "reason": "工作调整"}
    back = {"officers": road.pair, "reason": "工作调整"}
    for told in (away, back, away, back):
        road.do("unit_head", "reassign", told)
    running = road.case.officers.filter(until_on=None).values_list("user_id", flat=True)
    assert sorted(running) == sorted(road.pair)


def test_the_report_is_signed_by_the_other_officer(stops: Stops) -> None:
    road = from_(stops, "investigated")
    road.do("officer", "conclude", report(road))
    assert refused(road, "officer", "cosign_report", {"opinion": "同意"}) == {"is_second_officer"}
    told = {"officers": road.pair, "reason": "同意办理"}
    assert "not_now" not in refused(road, "reviewer", "reassign", told)
    road.do("second", "cosign_report", {"opinion": "同意"})
