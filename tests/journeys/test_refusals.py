"""What the law forbids cannot be done: by the actions, which pages and API share."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from tests import make
from zhifa.agencies import actions as agencies
from zhifa.enforcement import actions as enforcement
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Malformed, Refused
from zhifa.web.demo.road import Road
from zhifa.web.demo.walk import weighed

BIG = {"kinds": ["fine"], "fine": "220000", "tier": "light"}


def codes(
    road: Road, role: str, move: str, data: Mapping[str, object] | None = None
) -> frozenset[str]:
    with pytest.raises(Refused) as refused:
        road.do(role, move, data or {})
    assert all(o.message for o in refused.value.obstacles)
    return refused.value.codes


DECIDE = {"opinion": "同意。", "surcharge": True}


def test_one_officer_cannot_check() -> None:
    road = make.road()
    road.begin()
    assert "two_certified" in codes(road, "unit_head", "start_check", {"officers": road.pair[:1]})


def test_a_certificate_counts_on_the_day_of_the_act() -> None:
    road = make.road()
    road.begin()
    card = road.crew.user("second").certificates.get()
    agencies.suspend_certificate(
        certificate=card,
        from_on=road.today,
        until_on=None,
        reason="投诉核查",
        by=SYSTEM,
        at=road.now,
    )
    assert "two_certified" in codes(road, "unit_head", "start_check", {"officers": road.pair})


def test_an_expired_certificate_stops_the_record_of_that_day() -> None:
    road = make.road()
    road.walk_to("filed")
    road.until(date(2029, 3, 1))
    told = {
        "officers": road.pair,
        "begun_at": f"{road.today} 08:00",
        "ended_at": f"{road.today} 08:30",
        "place": "现场",
        "shown_certificate": True,
        "rights_told": True,
        "findings": "情况属实",
        "signature": "signed",
    }
    assert codes(road, "officer", "record_scene", told) == {"two_present"}


def test_no_record_without_showing_the_certificate() -> None:
    road = make.road()
    road.walk_to("filed")
    told = {
        "officers": road.pair,
        "begun_at": f"{road.today} 09:00",
        "ended_at": f"{road.today} 09:05",
        "place": "现场",
        "findings": "情况属实",
        "signature": "refused",
    }
    wanted = {"certificate_shown", "rights_told", "signature_settled"}
    assert codes(road, "officer", "record_scene", told) == wanted


def test_no_decision_while_the_answer_term_runs() -> None:
    road = make.road()
    road.walk_to("noticed")
    data = {**road.content, "reason": "尽快办结。"}
    assert codes(road, "officer", "propose_decision", data) == {"notice_term_over"}
    road.answer_term()
    road.propose_decision()
    assert road.case.stage == "deliberating"


def test_a_written_waiver_ends_the_term_early() -> None:
    road = make.road()
    road.walk_to("noticed")
    waiver = {**road.signed_paper("放弃陈述申辩声明"), "waives_statement": True}
    road.do("officer", "waive_rights", waiver)
    road.propose_decision()
    assert road.case.stage == "deliberating"


def test_nothing_heavier_than_the_notice() -> None:
    road = make.road()
    road.walk_to("answered")
    heavier = {**road.content, "fine": "9000", "reason": "从严处罚。"}
    assert codes(road, "officer", "propose_decision", heavier) == {"not_heavier"}


def test_in_scope_means_reviewed() -> None:
    road = make.road()
    road.walk_to("concluded")
    road.notify()
    road.answer_term()
    road.propose_decision()
    assert codes(road, "agency_head", "decide", DECIDE) == {"review_passed"}
    road.review()
    road.decide()
    assert road.case.stage == "decided"


def test_a_review_holds_for_what_was_reviewed_only() -> None:
    road = make.road()
    road.walk_to("answered")
    road.content = {**road.content, "fine": "7000"}
    road.propose_decision()
    assert codes(road, "agency_head", "decide", DECIDE) == {"review_covers"}


def test_a_law_not_in_force_that_day_is_not_cited() -> None:
    road = make.road()
    road.begin()
    road.check()
    told = {
        "proposal": "file",
        "matter": "SC0101",
        "party": road.party.pk,
        "act_from": "2014-01-01",
        "act_until": "2014-01-02",
        "facts": "核查情况",
        "reason": "理由充分",
    }
    found = codes(road, "officer", "propose_filing", told)
    assert found & {"citations_in_force", "matter_stands"}


def test_a_missing_item_of_evidence_stops_the_report() -> None:
    road = make.road()
    road.walk_to("filed")
    road.investigate(leave_out=1)
    told = {"facts": "事实清楚", "outcome": "penalty", "reason": "理由充分", **road.content}
    with pytest.raises(Refused, match="当事人询问笔录") as refused:
        road.do("officer", "conclude", told | weighed(road.case.matter))
    assert refused.value.codes == {"evidence_complete"}


def test_a_suspected_crime_stops_the_decision() -> None:
    road = make.road()
    road.walk_to("answered")
    suspicion = {
        "offence": "生产、销售不符合安全标准的食品罪",
        "facts": "事实清楚",
        "standard": "达到标准",
    }
    road.do("officer", "suspect_crime", suspicion)
    data = {**road.content, "reason": "先行处罚。"}
    assert codes(road, "officer", "propose_decision", data) == {"no_crime_open"}
    road.do("chief_head", "approve_transfer", {"opinion": "同意移送。"})
    road.do("officer", "send_transfer", {"receiver": "公安分局", "materials": "案卷一册"})
    assert road.case.stage == "transferred"
    told = {"notice_number": "不立字1号", "reason": "数额不足"}
    road.do("officer", "police_declined", {**told, "on": road.today.isoformat()})
    road.do("officer", "police_refused", {"reason": "依法继续办理"})
    assert road.case.stage == "investigating"


def test_whoever_runs_the_case_does_not_decide_it() -> None:
    road = make.road()
    road.walk_to("proposed")
    post = agencies.Appointment(agency=road.crew.agency, role="agency_head", from_on=make.SINCE)
    agencies.appoint(user=road.crew.user("second"), to=post, by=SYSTEM, at=road.now)
    road._signed.clear()
    assert "not_case_officer" in codes(road, "second", "decide", DECIDE)


def test_a_late_decision_is_explained_and_marked() -> None:
    road = make.road()
    road.walk_to("proposed")
    road.until(make.filed_on(road) + timedelta(days=100))
    assert codes(road, "agency_head", "decide", DECIDE) == {"overrun_explained"}
    road.decide(overrun_reason="案情复杂，未及时办理延期。")
    assert road.case.marks == ["late_decide"]


def test_an_extension_after_the_term_is_none() -> None:
    road = make.road()
    road.walk_to("investigated")
    road.until(make.filed_on(road) + timedelta(days=100))
    assert codes(road, "agency_head", "extend_case", {"reason": "补办延期"}) == {"decide_term_open"}


def test_a_person_of_another_agency_does_not_find_the_case() -> None:
    road = make.road()
    road.walk_to("filed")
    stranger = make.signed(make.person("cg01", "officer", make.agency("CG")))
    with pytest.raises(Refused) as refused:
        enforcement.perform(
            case_id=road.case_id,
            move="order_correction",
            by=stranger,
            at=road.now,
            data={"breach": "案情复杂", "content": "限期补正", "by_on": road.today.isoformat()},
        )
    assert "not_permitted" in refused.value.codes


def test_malformed_input_names_each_field() -> None:
    road = make.road()
    road.walk_to("filed")
    with pytest.raises(Malformed) as wrong:
        road.do(
            "officer",
            "order_correction",
            {"breach": "", "content": "限期补正", "by_on": "明天", "x": 1},
        )
    assert set(wrong.value.fields) == {"breach", "by_on", "x"}


def test_a_stale_page_is_told_so_and_a_second_submit_recognised() -> None:
    road = make.road()
    road.walk_to("filed")
    data = {"breach": "案情复杂", "content": "限期补正", "by_on": road.today.isoformat()}
    asked: dict[str, Any] = {"case_id": road.case_id, "move": "order_correction", "data": data}
    first = enforcement.perform(**asked, by=road.actor("officer"), at=road.now, token="t1")
    again = enforcement.perform(**asked, by=road.actor("officer"), at=road.now, token="t1")
    assert again.again
    assert again.act.pk == first.act.pk
    with pytest.raises(Refused) as refused:
        enforcement.perform(**asked, by=road.actor("officer"), at=road.now, rev=first.case.rev - 1)
    assert refused.value.codes == {"stale"}
