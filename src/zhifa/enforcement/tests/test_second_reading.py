"""What a second fresh reader walked through: each of these roads is closed now."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests import make
from tests.walks import Road, execution, turns

from zhifa.enforcement.reads import case_page
from zhifa.enforcement.rules.facts import Content
from zhifa.enforcement.rules.needs.content import heavier
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import (
    Stops,
    evidence,
    filing,
    from_,
    of_list,
    panel,
    refused,
    report,
)
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records.models import Document

HALTS = ("checking", "filed", "investigated", "noticed", "proposed", "served")
HEAVY: dict[str, Any] = {"kinds": ["fine"], "fine": "220000", "tier": "light"}


def heard() -> Road:
    """A hearing was asked for and held, not reported yet."""
    road = make.road(party_=make.party("示范听证食品有限公司", number=383), matter="SC0201")
    road.content = dict(HEAVY)
    road.walk_to("noticed")
    turns.ask_hearing(road)
    turns.call_hearing(road)
    turns.sit(road)
    return road


def test_a_hearing_is_held_once_and_then_reported() -> None:
    road = heard()
    told = {**road.signed_paper("撤回听证申请书"), "reason": "不再要求"}
    assert refused(road, "officer", "withdraw_hearing", told) == {"hearing_unheld"}


def test_a_review_from_before_the_hearing_does_not_do() -> None:
    road = heard()
    road.do("hearing_chair", "report_hearing", {"opinion": "事实清楚"})
    road.propose_decision()
    assert "review_after_hearing" in refused(road, "agency_head", "decide", {"opinion": "同意"})


def test_a_hearing_asked_for_in_time_stops_a_decision_that_is_proposed() -> None:
    road = make.road(party_=make.party("示范寄出食品有限公司", number=384), matter="SC0201")
    road.content = dict(HEAVY)
    road.walk_to("noticed")
    asked = road.today + timedelta(days=1)
    road.answer_term()
    road.propose_decision()
    told = {"asked_on": asked.isoformat(), "method": "written"}
    road.do("officer", "request_hearing", told)
    assert road.case.stage == "hearing"


@pytest.mark.parametrize(
    ("new", "old", "so"),
    [
        ({"permit": "食品经营许可证、营业执照"}, {"permit": "食品经营许可证"}, True),
        ({"permit": "食品经营许可证"}, {"permit": "营业执照、食品经营许可证"}, False),
        ({"kinds": ("gain_confiscation",)}, {"kinds": ("goods_confiscation",)}, True),
        ({"kinds": ("goods_confiscation",)}, {"kinds": ("goods_confiscation", "fine")}, False),
    ],
)
def test_other_permits_and_other_confiscations_are_heavier(
    new: dict[str, Any], old: dict[str, Any], *, so: bool
) -> None:
    def content(**more: Any) -> Content:
        told = {"kinds": ("permit_revocation",), "permit": "", **more}
        return Content(
            kinds=told["kinds"],
            fine=Decimal(0),
            confiscation=Decimal(0),
            tier="serious",
            tier_reason=False,
            circumstance="",
            permit=told["permit"],
        )

    assert heavier(content(**new), content(**old)) == so


def test_no_report_without_a_record_of_the_certificate(stops: Stops) -> None:
    road = from_(stops, "filed")
    shown = {"record_scene", "question"}
    assert shown & {a.move for a in road.case.acts.all()}, "the plain road met the party"
    road = make.road(party_=make.party("示范书面食品有限公司", number=385))
    road.begin()
    road.do("unit_head", "start_check", {"officers": road.pair})
    road.propose()
    road.file()
    for code in ("identity", "goods", "label", "ledger", "statement"):
        road.do("officer", "register_evidence", evidence(road, **of_list(road, code)))
    assert refused(road, "officer", "conclude", report(road)) == {"contact_recorded"}


def test_nothing_is_waived_or_said_before_the_notice_came(stops: Stops) -> None:
    road = from_(stops, "noticed")
    early = (road.today - timedelta(days=1)).isoformat()
    told = {**road.signed_paper("声明"), "on": early, "waives_statement": True}
    assert "notice_served" in refused(road, "officer", "waive_rights", told)
    said = {"on": early, "points": "请求从轻"}
    assert "notice_served" in refused(road, "officer", "record_statement", said)


def test_a_court_answers_what_it_was_asked(stops: Stops) -> None:
    road = from_(stops, "served")
    execution.urge(road)
    told = {"result": "accepted", "number": "行审1号"}
    assert refused(road, "officer", "court_answered", told) == {"court_applied"}


def test_a_judgment_of_unlawfulness_undoes_nothing(stops: Stops) -> None:
    road = from_(stops, "served")
    told = {
        "instrument": "judgment",
        "result": "unlawful",
        "annul_ground": "procedure",
        "instrument_number": "示范行判1号",
        "effective_on": road.today.isoformat(),
        "reason": "程序轻微违法",
    }
    road.do("agency_head", "annul", told)
    closing = {"close_reason": "annulled", "opinion": "同意"}
    assert refused(road, "agency_head", "close", closing) == {"closing_reason_holds"}
    road.pay()
    road.close()


def test_the_conclusion_is_that_of_the_heads(stops: Stops) -> None:
    road = from_(stops, "proposed")
    told = panel(road, agreed=0, differed=2, dissent="均不同意")
    assert refused(road, "panel_clerk", "hold_panel", told) == {"votes_told"}


def test_one_head_alone_gives_no_more_days(stops: Stops) -> None:
    road = from_(stops, "investigated")
    turns.extend(road)
    told = {"days": 30, "attendees": [road.crew.user("chief_head").pk], "minutes": "案情复杂"}
    told |= {"reason": "等待协查"}
    assert "panel_seated" in refused(road, "chief_head", "extend_by_panel", told)


def test_payments_are_noted_by_the_officers_of_the_case(stops: Stops) -> None:
    road = from_(stops, "served")
    other = make.person("zf98", "officer", road.crew.agency)
    road.crew = replace(road.crew, others={**road.crew.others, "stranger": other})
    paid = {"item": "fine", "amount": "1", "paid_on": road.today.isoformat(), "receipt": "1"}
    assert refused(road, "stranger", "record_payment", paid) == {"assigned_officer"}


def test_the_reviewer_sees_what_is_reviewed(stops: Stops) -> None:
    road = from_(stops, "noticed")
    road.answer_term()
    road.content["fine"] = "7000"
    road.propose_decision()
    found = case_page(case=road.case, viewer=SYSTEM, at=road.now).report
    assert found is not None
    assert "7,000" in found.since
    assert "8,000" in found.proposal
    sent = road.send()
    shown = text(browser(road, "reviewer").get(f"/reviews/{sent.pk}/"))
    assert "与调查终结报告不同" in shown
    assert "7,000" in shown


def test_the_opinion_names_the_reviewer_and_what_was_reviewed(stops: Stops) -> None:
    road = from_(stops, "noticed")
    paper = Document.objects.filter(dossier=road.case.dossier_id, template="W37").latest("made_at")
    told = str(paper.content)
    assert road.crew.user("reviewer").name in told
    assert "罚款人民币 8,000.00 元" in told


def test_a_notice_is_no_heavier_than_the_report(stops: Stops) -> None:
    road = from_(stops, "investigated")
    road.conclude()
    road.review()
    told = {"facts": "事实清楚", "hearing_told": False, "reason": "理由充分"}
    more = {**road.content, **told, "fine": "9000"}
    assert refused(road, "officer", "notify", more) == {"as_reported"}
    road.do("officer", "notify", {**more, "fine": "7000"})


def test_nobody_is_sent_to_where_they_stand(stops: Stops) -> None:
    road = from_(stops, "checking")
    with pytest.raises(Refused) as no:
        road.do("officer", "propose_filing", filing(road, act_from="", act_until=""))
    (told,) = (o for o in no.value.obstacles if o.code == "filing_facts_told")
    assert (told.fix, told.next) == ("", "在本步骤的表单里补上，再提交。")


def test_one_word_is_not_taken_for_two_forms(stops: Stops) -> None:
    road = from_(stops, "filed")
    officer, address = browser(road, "officer"), f"/cases/{road.case_id}/do/register_evidence/"
    first = {**evidence(road), "token": "t1"}
    assert officer.post(address, first).status_code == 302
    rev = road.case.rev
    assert officer.post(address, first).status_code == 302, "the same again"
    other = officer.post(address, {**first, "name": "另一份台账"})
    assert other.status_code == 409
    shown = text(other)
    assert "这张表单已经提交过" in shown
    assert "这次没有登记" in shown
    assert "这一步现在不能办" not in shown
    assert "另一份台账" in shown
    assert 'value="t1"' not in shown
    assert road.case.rev == rev


def test_a_second_clue_is_not_the_first() -> None:
    road = make.road(party_=make.party("示范两条线索食品有限公司", number=386))
    officer = browser(road, "officer")
    told = {
        "source_kind": "inspection",
        "discovered_on": road.today.isoformat(),
        "place": "示范街 1 号",
        "area_code": road.area,
        "summary": "第一条情况",
        "token": "t2",
    }
    address = "/cases/new/penalty_ordinary/"
    assert officer.post(address, told).status_code == 302
    assert officer.post(address, told).status_code == 302
    other = officer.post(address, {**told, "summary": "第二条情况"})
    assert other.status_code == 409
    assert "这张表单已经提交过" in text(other)
