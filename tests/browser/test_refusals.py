"""What the law forbids, as a person at a page meets it: why, by which article, what next.

What was typed is kept, and nothing is stored.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.stage import (
    BIG,
    CHROMIUM,
    Opener,
    Swift,
    Values,
    fill,
    kept,
    leads_to,
    marks,
    road,
    says_no,
    send,
    shut,
    stored,
)
from zhifa.agencies import actions as agencies
from zhifa.agencies.models import User
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry
from zhifa.review.models import Submission
from zhifa.web.demo import district
from zhifa.web.demo.walk import BEIJING, Crew

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]
CONTENT: Values = {"kinds": ["fine"], "fine": "8000", "tier": "light", "reason": "尽快办结。"}

OPEN_ALL = "document.querySelectorAll('[name=officers]').forEach(box => { box.disabled = false })"


def today() -> str:
    return datetime.now(BEIJING).date().isoformat()


def test_one_officer_only(as_: Opener, crew: Crew) -> None:
    way, before = road(crew, "clue"), stored()
    page = as_(crew.user("unit_head"))
    page.goto(f"/cases/{way.case_id}/do/start_check/")
    typed: Values = {"officers": [str(way.pair[0])]}
    fill(page, typed)
    send(page)
    says_no(page, "two_certified", "至少指派两名执法证件当日有效的人员", "行政处罚法 第四十二条")
    kept(page, typed)
    marks(page, "two_certified", "officers")
    assert stored() == before


def lapsing(crew: Crew) -> User:
    """An officer whose certificate ended yesterday."""
    user = agencies.register_person(
        facts={"username": "lapsing", "name": "示范丙"}, by=SYSTEM, at=make.AT
    )
    post = agencies.Appointment(agency=crew.agency, role="officer", from_on=make.SINCE)
    agencies.appoint(user=user, to=post, by=SYSTEM, at=make.AT)
    ended = datetime.now(BEIJING).date() - timedelta(days=1)
    card = agencies.Card("23049999999", "enforcement", ("510403",), make.SINCE, ended)
    agencies.issue_certificate(holder=user, agency=crew.agency, card=card, by=SYSTEM, at=make.AT)
    return user


def test_a_certificate_expired_on_that_day(as_: Opener, crew: Crew) -> None:
    crew = replace(crew, officers=(crew.officers[0], lapsing(crew)))
    way = Swift(crew, make.party(), "SC0101", datetime.now(BEIJING) - timedelta(days=3))
    way.walk_to("checking")
    before = stored()
    page = as_(crew.user("officer"))
    page.goto(f"/cases/{way.case_id}/do/register_evidence/")
    typed: Values = {
        "evidence_kind": "documentary",
        "name": "进货票据",
        "taken_on": today(),
        "place": "店内",
        "proves": "进货渠道",
        "officers": [str(pk) for pk in way.pair],
    }
    closed = page.locator(f"label:has([name=officers][value='{crew.officers[1].pk}'])")
    expect(closed).to_contain_text("不能选：执法证当日已过有效期")
    page.evaluate(OPEN_ALL)  # whoever sends it all the same is refused, too
    fill(page, typed)
    send(page)
    says_no(page, "two_present", "示范丙：证件已过期", "行政处罚法 第四十二条")
    kept(page, typed)
    leads_to(page, "two_present", "调整承办人员")
    assert stored() == before


def test_the_notice_term_is_not_over(as_: Opener, crew: Crew) -> None:
    way = road(crew, "noticed")
    before, page = stored(), as_(crew.user("officer"))
    page.goto(f"/cases/{way.case_id}/do/propose_decision/")
    shut(page, "notice_term_over", "陈述申辩期未满", "行政处罚法 第四十五条")
    leads_to(page, "notice_term_over", "登记书面放弃")
    assert stored() == before


def test_heavier_than_noticed(as_: Opener, crew: Crew) -> None:
    way = road(crew, "noticed")
    way.waive()
    before, page = stored(), as_(crew.user("officer"))
    page.goto(f"/cases/{way.case_id}/do/propose_decision/")
    typed: Values = {**CONTENT, "fine": "9000"}
    fill(page, typed)
    send(page)
    says_no(page, "not_heavier", "拟决定重于告知内容", "行政处罚法 第四十五条")
    kept(page, typed)
    leads_to(page, "not_heavier", "重新制作告知书")
    assert stored() == before


def test_in_scope_without_a_passed_review(as_: Opener, crew: Crew) -> None:
    way = road(crew, "concluded")
    way.notify()
    way.waive()
    way.propose_decision()
    before, page = stored(), as_(crew.user("agency_head"))
    page.goto(f"/cases/{way.case_id}/do/decide/")
    shut(page, "review_passed", "先送审并取得同意意见", "行政处罚法 第五十八条")
    leads_to(page, "review_passed", "送法制审核")
    officer = as_(crew.user("officer"))
    officer.goto(f"/cases/{way.case_id}/do/submit_review/")
    assert "/reviews/cases/" in officer.url, "whoever may send it is taken to the form"
    assert stored() == before


def test_a_hearing_asked_and_not_held(as_: Opener, crew: Crew) -> None:
    way = Swift(crew, make.party(), "SC0201", datetime.now(BEIJING) - timedelta(days=20))
    way.content = dict(BIG)
    way.walk_to("noticed")
    page = as_(crew.user("officer"))
    page.goto(f"/cases/{way.case_id}/do/propose_decision/")
    typed: Values = {"kinds": ["fine"], "fine": "220000", "tier": "light", "reason": "尽快决定。"}
    fill(page, typed)
    asked = {"asked_on": way.today.isoformat(), "method": "written"}
    way.do("officer", "request_hearing", asked)
    before = stored()
    send(page)
    says_no(page, "stale", "案件刚被他人推进，您填写的内容已保留", "")
    kept(page, typed)
    send(page)
    says_no(page, "hearing_held", "当事人已申请听证，听证尚未举行", "行政处罚法 第六十三条")
    kept(page, typed)
    leads_to(page, "hearing_held", "举行听证")
    assert stored() == before


def test_a_reviewer_who_is_a_case_officer(as_: Opener, crew: Crew) -> None:
    way = road(crew, "concluded")
    post = agencies.Appointment(agency=crew.agency, role="reviewer", from_on=make.SINCE)
    agencies.appoint(user=crew.user("second"), to=post, by=SYSTEM, at=way.now)
    sent = way.send()
    page = as_(crew.user("second"))
    before = stored()
    page.goto(f"/reviews/{sent.pk}/")
    shut(page, "reviewer_is_officer", "办案人员不得审核本人承办的案件", "行政处罚法 第五十八条")
    leads_to(page, "reviewer_is_officer", "法制审核")
    assert stored() == before
    assert not Submission.objects.get(pk=sent.pk).kind


def test_a_citation_not_in_force(as_: Opener, crew: Crew) -> None:
    """The matter cites 环境保护法, which the 生态环境法典 replaced on 2026-08-15."""
    plain = next(row for row in district.matters() if row["code"] == "SC0101")
    old = {**plain, "code": "SC9901", "breach_clauses": ["《环境保护法》第四十二条"]}
    registry.adopt_matter(row=old, by=SYSTEM, at=make.AT)
    registry.list_power(
        agency=crew.agency, matter_code="SC9901", from_on=make.SINCE, by=SYSTEM, at=make.AT
    )
    way, page = road(crew, "checking"), as_(crew.user("officer"))
    before = stored()
    page.goto(f"/cases/{way.case_id}/do/propose_filing/")
    typed: Values = {
        "proposal": "file",
        "matter": "SC9901",
        "party": str(way.party.pk),
        "act_from": "2026-09-01",
        "facts": "情况属实。",
        "reason": "应予处罚。",
    }
    fill(page, typed)
    send(page)
    sentence = "引用的条款在违法行为发生之日不施行或不存在"
    says_no(page, "citations_in_force", sentence, "行政处罚法 第三十七条")
    kept(page, typed)
    marks(page, "citations_in_force", "act_from")
    assert stored() == before
