"""Notice, defence, hearing, panel, review: what comes before a penalty (law 1.1, 1.3)."""

from datetime import timedelta
from typing import Any

import pytest
from tests import make
from tests.walks import Road, turns

from zhifa.enforcement.models import Clearance, Decision
from zhifa.enforcement.tests.roads import DECIDE, SPARE, Stops, also, from_, panel, refused, served
from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.records.models import Service

HALTS = ("noticed", "proposed", "served")
HEAVY = {"kinds": ["fine"], "fine": "220000", "tier": "light"}
SEVEN = Term(7, Unit.WORKDAY)
SPOKEN = {"points": "我有意见"}


@pytest.fixture(scope="module")
def heavy(stops: Stops) -> Road:
    """A case for a hearing, its notice served."""
    assert stops
    road = make.road(matter="SC0201", party_=make.party("示范广告有限公司", number=200))
    road.content = dict(HEAVY)
    road.walk_to("noticed")
    road.workday()
    return road


def copy(road: Road) -> Road:
    return from_({"": road}, "")


def proposal(road: Road, **more: Any) -> dict[str, Any]:
    return {**road.content, "reason": "理由充分", **more}


def asked(road: Road) -> dict[str, str]:
    return {"asked_on": road.today.isoformat(), "method": "written"}


# ---- the party's answer
def test_what_the_party_says_is_checked_before_the_decision(stops: Stops) -> None:
    road = from_(stops, "noticed")
    road.do("officer", "record_statement", {"on": road.today.isoformat(), **SPOKEN})
    assert refused(road, "officer", "propose_decision", proposal(road)) == {"statement_rechecked"}
    road.do("officer", "recheck_statement", {"accepted": "rejected", "reason": "理由充分"})
    none_left = {"accepted": "rejected", "reason": "理由充分"}
    assert refused(road, "officer", "recheck_statement", none_left) == {"statement_open"}
    road.do("officer", "propose_decision", proposal(road))


def test_nothing_heavier_without_a_new_notice(stops: Stops) -> None:
    road = from_(stops, "proposed")
    more = {**road.content, "fine": "9000"}
    told = {**more, "facts": "事实清楚", "hearing_told": False, "reason": "新的事实"}
    put = {**more, "reason": "案情复杂"}
    assert refused(road, "officer", "propose_decision", put) == {"not_heavier"}
    assert refused(road, "officer", "renotify", told) == {"as_reported"}
    road.do("unit_head", "reopen", {"reason": "查明另有同类货物一批。"})
    road.content["fine"] = "9000"
    road.conclude()
    road.do("officer", "notify", told)
    assert "not_now" in refused(road, "agency_head", "decide", DECIDE)
    road.serve("serve_notice")
    assert refused(road, "officer", "propose_decision", put) == {"notice_term_over"}
    road.answer_term()
    road.do("officer", "propose_decision", put)
    assert "review_passed" in refused(road, "agency_head", "decide", DECIDE)
    road.review()
    road.decide()
    assert Decision.objects.get(case=road.case).fine == 9000


def test_a_notice_by_announcement_counts_after_thirty_days() -> None:
    road = make.road()
    road.walk_to("reviewed")
    content = {**road.content, "facts": "事实清楚", "hearing_told": False, "reason": "理由充分"}
    road.do("officer", "notify", content)
    day = road.today
    assert refused(road, "officer", "serve_notice", served(road)) == {"paper_sealed"}
    road.seal("W38")
    how = {"way": "notice", "served_on": day.isoformat(), "place": "公告栏", "officers": road.pair}
    assert refused(road, "officer", "serve_notice", how) == {"service:attempts"}
    road.do("officer", "serve_notice", {**how, "reason": "下落不明，邮寄被退回。"})
    service = Service.objects.get(document__dossier=road.case.dossier)
    assert service.effective_on == day + timedelta(days=30)
    road.wait(days=20)
    assert "notice_served" in refused(road, "officer", "propose_decision", proposal(road))
    road.until(day + timedelta(days=31))
    assert refused(road, "officer", "propose_decision", proposal(road)) == {"notice_term_over"}
    clock = road.case.clocks.get(code="c.decide")
    assert len(clock.excluded) == 1


# ---- hearing
def test_a_waiver_of_the_defence_is_none_of_the_hearing(heavy: Road) -> None:
    road = copy(heavy)
    told = {**road.signed_paper("放弃陈述申辩声明"), "waives_statement": True}
    nothing = {**told, "waives_statement": False}
    assert refused(road, "officer", "waive_rights", nothing) == {"waiver_named"}
    road.do("officer", "waive_rights", told)
    assert refused(road, "officer", "propose_decision", proposal(road)) == {"hearing_term_over"}
    both = {**told, **road.signed_paper("放弃听证声明"), "waives_hearing": True}
    road.do("officer", "waive_rights", both)
    road.do("officer", "propose_decision", proposal(road))


def test_a_hearing_that_may_be_asked_for_is_not_refused(heavy: Road, stops: Stops) -> None:
    road = copy(heavy)
    no = {"reason": "不予听证"}
    assert refused(road, "agency_head", "reject_hearing", no) == {"hearing_refusable"}
    road.answer_term()
    road.do("agency_head", "reject_hearing", no)
    light = from_(stops, "noticed")
    light.do("agency_head", "reject_hearing", no)
    assert refused(light, "officer", "request_hearing", asked(light)) == {"hearing_entitled"}


def test_the_chair_never_ran_the_case(heavy: Road) -> None:
    road = copy(heavy)
    third = make.person("third", "officer", road.crew.agency)
    also(road, "second", "hearing_chair")
    pair = [road.pair[0], third.pk]
    road.do("unit_head", "reassign", {"officers": pair, "reason": "工作调整"})
    road.do("officer", "request_hearing", asked(road))
    chair = {"chair": road.crew.user("second").pk, "clerk": "记录员"}
    wrong = refused(road, "agency_head", "accept_hearing", chair)
    assert wrong == {"chair_not_investigator"}
    told = {"hearing_on": "2026-06-01", "hearing_time": "09:30", "hall": "听证室", "public": True}
    assert "hearing_chair_named" in refused(road, "hearing_chair", "call_hearing", told)


def _announced(road: Road) -> dict[str, Any]:
    road.do("officer", "request_hearing", asked(road))
    chair = road.crew.user("hearing_chair").pk
    road.do("agency_head", "accept_hearing", {"chair": chair, "clerk": "记录员"})
    day = standard().due(road.today, Term(9, Unit.WORKDAY)).on
    told: dict[str, Any] = {"hearing_on": day.isoformat(), "hearing_time": "09:30"}
    told |= {"hall": "听证室", "public": True}
    road.do("hearing_chair", "call_hearing", told)
    road.serve("notify_hearing", "hearing_chair")
    return {
        "held_on": day.isoformat(),
        "attendees": "各方",
        "minutes": "听证笔录",
        "no_recording_reason": "设备故障",
        "signature": "signed",
    }


def test_a_hearing_is_held_on_the_day_that_was_announced(heavy: Road) -> None:
    road = copy(heavy)
    held = _announced(road)
    assert "date_in_order" in refused(road, "hearing_chair", "hold_hearing", held)
    road.workday()
    early = {**held, "held_on": road.today.isoformat()}
    assert refused(road, "hearing_chair", "hold_hearing", early) == {"hearing_notified"}
    road.wait(days=40)
    late = {**held, "held_on": road.today.isoformat()}
    assert refused(road, "hearing_chair", "hold_hearing", late) == {"hearing_notified"}
    unfilmed = {k: v for k, v in held.items() if k != "no_recording_reason"}
    assert refused(road, "hearing_chair", "hold_hearing", unfilmed) == {"hearing_recorded"}
    report = {"opinion": "维持拟处罚"}
    assert refused(road, "hearing_chair", "report_hearing", report) == {"hearing_was_held"}
    also(road, "unit_head", "hearing_chair")
    assert "is_hearing_chair" in refused(road, "unit_head", "hold_hearing", held)
    road.do("hearing_chair", "hold_hearing", held)
    road.do("hearing_chair", "report_hearing", report)
    assert refused(road, "agency_head", "decide", DECIDE) >= {"decision_proposed"}


def test_a_withdrawn_request_ends_the_matter(heavy: Road) -> None:
    road = copy(heavy)
    road.do("officer", "request_hearing", asked(road))
    told = {**road.signed_paper("撤回听证申请书"), "reason": "当事人撤回"}
    road.do("officer", "withdraw_hearing", told)
    assert road.case.stage == "noticed"
    assert refused(road, "officer", "propose_decision", proposal(road)) == {"notice_term_over"}


def test_after_a_hearing_even_no_penalty_is_reviewed_again(heavy: Road) -> None:
    road = copy(heavy)
    turns.hear(road)
    spare = {**SPARE, "ground": "breach_unproven"}
    wrong = refused(road, "agency_head", "decide_no_penalty", spare)
    assert wrong == {"review_after_hearing", "review_covers"}
    road.do("unit_head", "reopen", {"reason": "听证查明事实不能成立"})
    road.conclude("no_penalty", ground="breach_unproven")
    assert refused(road, "agency_head", "decide_no_penalty", spare) == {"review_passed"}
    road.review()
    road.do("agency_head", "decide_no_penalty", spare)
    assert road.case.stage == "decided"


# ---- panel and review
def _complex() -> Road:
    road = make.road()
    road.walk_to("investigated")
    road.conclude(complex=True)
    road.review()
    road.notify()
    road.answer_term()
    return road


def test_a_complex_case_is_discussed_and_agreed() -> None:
    road = _complex()
    minutes = panel(road)
    assert "not_now" in refused(road, "panel_clerk", "hold_panel", minutes)
    road.propose_decision()
    assert refused(road, "agency_head", "decide", DECIDE) == {"panel_held"}
    road.do("panel_clerk", "hold_panel", {**panel(road), "conclusion": "change"})
    assert refused(road, "agency_head", "decide", DECIDE) == {"panel_followed"}
    road.propose_decision()
    assert refused(road, "agency_head", "decide", DECIDE) == {"panel_held"}, "discussed anew"
    road.do("panel_clerk", "hold_panel", panel(road))
    road.decide()


def test_sent_back_a_case_loses_its_review_and_its_notice(stops: Stops) -> None:
    road = from_(stops, "proposed")
    road.do("agency_head", "return_decision", {"reason": "事实不清"})
    assert road.case.stage == "investigating"
    assert not Clearance.objects.filter(case=road.case, revoked_seq=None).exists()
    road.conclude()
    road.notify()
    road.answer_term()
    road.propose_decision()
    assert refused(road, "agency_head", "decide", DECIDE) == {"review_passed"}


def test_mitigation_of_a_large_fine_is_reviewed() -> None:
    road = make.road(matter="JT0104", party_=make.party("示范某", "natural_person", 31))
    road.content = {
        "kinds": ["fine"],
        "fine": "2000",
        "tier": "light",
        "circumstance": "mitigated",
        "circumstance_reason": "主动消除危害后果",
    }
    road.walk_to("concluded")
    road.notify()
    road.answer_term()
    road.propose_decision()
    assert refused(road, "agency_head", "decide", DECIDE) == {"review_passed"}


def test_one_act_is_fined_once(stops: Stops) -> None:
    first = stops["served"]
    road = make.road(party_=first.party)
    road.walk_to("proposed")
    assert refused(road, "agency_head", "decide", DECIDE) == {"no_double_fine"}
    undone = {
        "instrument": "judgment",
        "instrument_number": "1号",
        "annul_ground": "evidence",
        "effective_on": road.today.isoformat(),
        "reason": "理由充分",
    }
    other = from_(stops, "served")
    other.now = road.now
    other.do("agency_head", "annul", {**undone, "result": "unlawful"})
    assert refused(road, "agency_head", "decide", DECIDE) == {"no_double_fine"}


def test_a_fine_that_was_annulled_bars_no_other(stops: Stops) -> None:
    first = from_(stops, "served")
    road = make.road(party_=first.party)
    road.walk_to("proposed")
    first.now = road.now
    undone = {
        "instrument": "judgment",
        "result": "annulled",
        "instrument_number": "1号",
        "annul_ground": "evidence",
        "effective_on": first.today.isoformat(),
        "reason": "理由充分",
    }
    first.do("agency_head", "annul", undone)
    road.decide()


def test_a_notice_is_not_handed_over_before_the_day_of_the_leave() -> None:
    road = make.road(party_=make.party("示范用印食品有限公司", number=379))
    road.walk_to("reviewed")
    road.do(
        "officer",
        "notify",
        {**road.content, "facts": "事实清楚", "hearing_told": False, "reason": "理由充分"},
    )
    made = road.today
    road.workday()
    road.seal("W38")
    early = {**served(road), "served_on": made.isoformat()}
    assert refused(road, "officer", "serve_notice", early) == {"paper_sealed"}
    road.do("officer", "serve_notice", served(road))
