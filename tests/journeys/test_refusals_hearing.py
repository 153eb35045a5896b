"""Hearing and review: who, when, in what order."""

from collections.abc import Mapping

import pytest

from tests import make
from zhifa.agencies import actions as agencies
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.kernel.refusals import Refused
from zhifa.review import actions as review
from zhifa.review.models import Submission
from zhifa.web.demo import turns
from zhifa.web.demo.road import Road

BIG = {"kinds": ["fine"], "fine": "220000", "tier": "light"}


def codes(
    road: Road, role: str, move: str, data: Mapping[str, object] | None = None
) -> frozenset[str]:
    with pytest.raises(Refused) as refused:
        road.do(role, move, data or {})
    assert all(o.message for o in refused.value.obstacles)
    return refused.value.codes


DECIDE = {"opinion": "同意。", "surcharge": True}


def test_a_hearing_asked_for_is_held_and_reviewed_after() -> None:
    road = make.road(matter="SC0201", party_=make.party())
    road.content = BIG
    road.walk_to("noticed")
    asked = {"asked_on": road.today.isoformat(), "method": "written"}
    road.do("officer", "request_hearing", asked)
    data = {**road.content, "reason": "直接决定。"}
    found = codes(road, "officer", "propose_decision", data)
    assert found == {"not_now", "hearing_held"}
    assert "not_now" in codes(road, "agency_head", "decide", DECIDE)


def test_review_again_after_the_hearing() -> None:
    road = make.road(matter="SC0201", party_=make.party())
    road.content = BIG
    road.walk_to("noticed")
    turns.hear(road)
    road.propose_decision()
    assert codes(road, "agency_head", "decide", DECIDE) == {"review_after_hearing", "panel_held"}
    road.review()
    road.decide()
    assert road.case.decided_on is not None


def test_a_late_request_for_a_hearing_is_refused() -> None:
    road = make.road(matter="SC0201", party_=make.party())
    road.content = BIG
    road.walk_to("answered")
    asked = {"asked_on": road.today.isoformat(), "method": "written"}
    assert codes(road, "officer", "request_hearing", asked) == {"hearing_asked_in_time"}


def test_the_notice_must_tell_of_the_hearing() -> None:
    road = make.road(matter="SC0201", party_=make.party())
    road.content = BIG
    road.walk_to("reviewed")
    told = {**road.content, "facts": "事实清楚", "reason": "理由充分", "hearing_told": False}
    assert codes(road, "officer", "notify", told) == {"hearing_told"}


def test_a_hearing_is_announced_seven_workdays_before() -> None:
    road = make.road(matter="SC0201", party_=make.party())
    road.content = BIG
    road.walk_to("noticed")
    road.do("officer", "request_hearing", {"asked_on": road.today.isoformat(), "method": "oral"})
    chair = road.crew.user("hearing_chair").pk
    road.do("agency_head", "accept_hearing", {"chair": chair, "clerk": "记录员"})
    soon = standard().due(road.today, Term(6, Unit.WORKDAY)).on.isoformat()
    told = {"hearing_on": soon, "hearing_time": "09:30", "hall": "听证室", "public": True}
    assert codes(road, "hearing_chair", "call_hearing", told) == {"hearing_notice_long"}


def test_a_reviewer_is_no_officer_of_the_case() -> None:
    road = make.road()
    road.walk_to("concluded")
    officer = road.crew.user("second")
    post = agencies.Appointment(agency=road.crew.agency, role="reviewer", from_on=make.SINCE)
    agencies.appoint(user=officer, to=post, by=SYSTEM, at=road.now)
    road._signed.clear()
    sent = review.submit(case=road.case, note="请审核", by=road.actor("officer"), at=road.now)
    with pytest.raises(Refused) as refused:
        review.opine(
            submission=sent, kind="agree", text="同意处罚", by=road.actor("second"), at=road.now
        )
    assert "reviewer_is_officer" in refused.value.codes
    assert not Submission.objects.get(pk=sent.pk).kind


def test_first_time_reviewers_need_the_legal_qualification() -> None:
    road = make.road()
    road.walk_to("concluded")
    sent = review.submit(case=road.case, note="请审核", by=road.actor("officer"), at=road.now)
    newcomer = make.person("newcomer", "reviewer", road.crew.agency, qualified=False)
    with pytest.raises(Refused) as refused:
        review.opine(
            submission=sent,
            kind="agree",
            text="同意处罚",
            by=make.signed(newcomer, road.today),
            at=road.now,
        )
    assert refused.value.codes == {"reviewer_unqualified"}


def test_a_returned_review_opens_nothing() -> None:
    road = make.road()
    road.walk_to("concluded")
    road.review("supplement_evidence")
    assert road.case.stage == "investigation_closed"
    assert not road.case.clearances.exists()
