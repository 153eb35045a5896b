"""What the law forbids cannot be done by machine either, and every answer says why."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests import make

from zhifa.agencies import actions as agencies
from zhifa.kernel.access import SYSTEM
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road, client_of

BIG = {"kinds": ["fine"], "fine": "220000", "tier": "light"}
DECIDE = {"opinion": "同意。", "surcharge": True}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return at


@pytest.fixture
def road(clock: list[Any]) -> ApiRoad:
    return api_road(clock)


def refused(road: ApiRoad, role: str, move: str, data: dict[str, Any]) -> set[str]:
    """The codes of a 409, each obstacle whole."""
    before = road.case.rev
    with pytest.raises(Refusal) as refusal:
        road.do(role, move, data)
    assert refusal.value.status == 409
    assert refusal.value.body["type"] == "/problems/refused"
    for obstacle in refusal.value.body["obstacles"]:
        assert obstacle["message"]
        assert set(obstacle) == {"code", "message", "source", "fix", "next"}
        assert obstacle["next"], "what to do next, or why nothing"
    assert road.case.rev == before
    return refusal.value.codes


def test_one_officer_only(road: ApiRoad) -> None:
    road.begin()
    assert refused(road, "unit_head", "start_check", {"officers": road.pair[:1]}) == {
        "two_certified"
    }


def test_a_certificate_expired_that_day(road: ApiRoad) -> None:
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
    assert "two_present" in refused(road, "officer", "record_scene", told)


def test_the_notice_term_is_not_over(road: ApiRoad) -> None:
    road.walk_to("noticed")
    data = {**road.content, "reason": "尽快办结。"}
    assert refused(road, "officer", "propose_decision", data) == {"notice_term_over"}


def test_heavier_than_noticed(road: ApiRoad) -> None:
    road.walk_to("answered")
    data = {**road.content, "fine": "9000", "reason": "从严处罚。"}
    assert refused(road, "officer", "propose_decision", data) == {"not_heavier"}


def test_in_scope_without_a_passed_review(road: ApiRoad) -> None:
    road.walk_to("concluded")
    road.notify()
    road.answer_term()
    road.propose_decision()
    assert refused(road, "agency_head", "decide", DECIDE) == {"review_passed"}


def test_a_hearing_asked_and_not_held(clock: list[Any]) -> None:
    road = api_road(clock, matter="SC0201")
    road.content = BIG
    road.walk_to("noticed")
    road.workday()
    asked = {"asked_on": road.today.isoformat(), "method": "written"}
    road.do("officer", "request_hearing", asked)
    chair = road.crew.user("hearing_chair").pk
    road.do("agency_head", "accept_hearing", {"chair": chair, "clerk": "示范记录员"})
    assert refused(road, "hearing_chair", "report_hearing", {"opinion": "维持拟处罚。"})
    data = {**road.content, "reason": "直接决定。"}
    assert refused(road, "officer", "propose_decision", data) == {"not_now", "hearing_held"}
    assert road.case.stage == "hearing"


def test_a_reviewer_who_is_a_case_officer(road: ApiRoad) -> None:
    road.walk_to("concluded")
    second = road.crew.user("second")
    post = agencies.Appointment(agency=road.crew.agency, role="reviewer", from_on=make.AT.date())
    agencies.appoint(user=second, to=post, by=SYSTEM, at=road.now)
    sent = road.ask("officer", f"/cases/{road.case_id}/reviews", {"note": "请审核"})
    words = {"kind": "agree", "text": "同意处罚"}
    with pytest.raises(Refusal) as refusal:
        road.ask("second", f"/reviews/{sent['id']}/opinion", words)
    assert refusal.value.status == 409
    assert "reviewer_is_officer" in refusal.value.codes


def test_a_citation_not_in_force(road: ApiRoad) -> None:
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
    assert refused(road, "officer", "propose_filing", told) & {
        "citations_in_force",
        "matter_stands",
    }


def test_the_rooms_own_steps_are_taken_in_the_room(road: ApiRoad) -> None:
    road.walk_to("concluded")
    assert refused(road, "officer", "submit_review", {}) == {"elsewhere"}
    with pytest.raises(Refusal) as refusal:
        road.do("officer", "fly_to_the_moon")
    assert refusal.value.status == 404


def test_somebody_elses_step_is_forbidden(road: ApiRoad) -> None:
    road.walk_to("proposed")
    with pytest.raises(Refusal) as refusal:
        road.do("archivist", "extend_case", {"reason": "补办延期"})
    assert refusal.value.status == 403
    assert refusal.value.codes == {"not_permitted"}


def test_a_malformed_body_names_each_field(road: ApiRoad) -> None:
    road.walk_to("filed")
    path = f"/cases/{road.case_id}/moves/order_correction"
    wrong: list[tuple[dict[str, Any], set[str]]] = [
        (
            {"data": {"breach": "", "content": "限期补正", "by_on": "明天", "x": 1}},
            {"breach", "by_on", "x"},
        ),
        (
            {"data": {"breach": ["y"], "content": {"a": 1}, "by_on": 7}},
            {"breach", "content", "by_on"},
        ),
        (
            {"data": {"breach": "a\0b", "content": "限期补正", "by_on": "0001-01-01"}},
            {"breach", "by_on"},
        ),
        (
            {"data": {"breach": "a\ud800b", "content": "限期补正", "by_on": "9999-12-31"}},
            {"breach", "by_on"},
        ),
        (
            {"data": {"breach": "a\u202eb", "content": "y\x9bz", "by_on": "2026-13-01"}},
            {"breach", "content", "by_on"},
        ),
        ({"data": [], "rev": "x", "more": 1}, {"data", "rev", "more"}),
        ({}, {"data"}),
        ({"data": {}, "token": "t" * 41, "rev": -1}, {"token", "rev"}),
    ]
    for body, names in wrong:
        with pytest.raises(Refusal) as refusal:
            road.ask("officer", path, body)
        assert refusal.value.status == 422
        assert refusal.value.body["fields"].keys() == names
        assert all(all(reasons) for reasons in refusal.value.body["fields"].values())


def test_people_are_named_by_numbers_that_can_be_kept(road: ApiRoad) -> None:
    road.begin()
    for officers in (5.5, "9" * 30, [10**30], [[1]], "x", True):
        with pytest.raises(Refusal) as refusal:
            road.do("unit_head", "start_check", {"officers": officers})
        assert refusal.value.status in {409, 422}, officers


def test_what_is_not_json_is_told_so(road: ApiRoad) -> None:
    road.begin()
    officer = road.crew.user("officer")
    answer = Client().post(
        f"/api/v1/cases/{road.case_id}/moves/start_check",
        "{no json",
        content_type="application/json",
        headers=road.machines[officer.pk].headers(officer),
    )
    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/bad-request"


def test_a_second_submit_is_recognised_and_a_stale_one_told(road: ApiRoad) -> None:
    road.walk_to("filed")
    path = f"/cases/{road.case_id}/moves/order_correction"
    data = {"breach": "案情复杂", "content": "限期补正", "by_on": road.today.isoformat()}
    rev = road.case.rev
    first = road.ask("officer", path, {"data": data, "rev": rev, "token": "t1"})
    again = road.ask("officer", path, {"data": data, "rev": rev, "token": "t1"})
    assert not first["again"]
    assert again["again"]
    assert again["act"] == first["act"]
    assert road.case.rev == rev + 1
    with pytest.raises(Refusal) as refusal:
        road.ask("officer", path, {"data": data, "rev": rev, "token": "t2"})
    assert refusal.value.status == 409
    assert refusal.value.codes == {"stale"}


def test_a_clue_is_registered_once_and_only_where_the_post_is(road: ApiRoad) -> None:
    data = {
        "source_kind": "inspection",
        "discovered_on": road.today.isoformat(),
        "place": "西区示范街 8 号",
        "area_code": "510403001",
        "summary": "线索情况",
    }
    body = {"procedure": "penalty_ordinary", "data": data, "token": "once"}
    first = road.ask("officer", "/cases", body)
    again = road.ask("officer", "/cases", body)
    assert again["again"]
    assert again["case"]["id"] == first["case"]["id"]
    with pytest.raises(Refusal) as elsewhere:
        road.ask("officer", "/cases", {**body, "agency": "CG", "token": ""})
    assert elsewhere.value.status == 403
    with pytest.raises(Refusal) as unknown:
        road.ask("officer", "/cases", {**body, "procedure": "none"})
    assert unknown.value.body["fields"].keys() == {"procedure"}
    keeper, client = client_of("档案", "archivist", road.crew.agency)
    road.machines[keeper.pk] = client
    others = {**road.crew.others, "keeper": keeper}
    road.crew = type(road.crew)(road.crew.agency, road.crew.officers, others)
    with pytest.raises(Refusal) as forbidden:
        road.ask("keeper", "/cases", body)
    assert forbidden.value.status == 403


def test_who_left_the_case_acts_no_more_by_machine_either(road: ApiRoad) -> None:
    road.walk_to("filed")
    second = road.crew.user("second").pk
    asked = {"person": second, "asked_by": "party", "ground": "relation", "reason": "两人相识"}
    road.do("officer", "ask_recusal", asked)
    told = {"person": second, "result": "granted", "acts_stand": "stand", "reason": "情况属实"}
    road.do("agency_head", "decide_recusal", told)
    data = {"breach": "案情复杂", "content": "限期补正", "by_on": road.today.isoformat()}
    assert "recused" in refused(road, "second", "order_correction", data)
