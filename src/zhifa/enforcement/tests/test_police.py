"""After a transfer: refused by the police, objected, gone on (移送涉嫌犯罪案件的规定 八至十)."""

from datetime import timedelta
from typing import Any

import pytest
from tests.walks import Road, turns

from zhifa.enforcement.reads import replay
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import Stops, from_, refused
from zhifa.kernel.access import SYSTEM
from zhifa.records import reads as records

HALTS = ("investigated",)
BACK = {"notice_number": "不立1号", "reason": "数额不足"}
WHY = {"reason": "公安机关不予立案，依法继续办理。"}


@pytest.fixture
def road(stops: Stops) -> Road:
    """A case that has been handed to the police."""
    road = from_(stops, "investigated")
    turns.suspect(road)
    turns.hand_over(road)
    road.workday()
    return road


def told(road: Road, **more: Any) -> dict[str, Any]:
    return {"on": road.today.isoformat(), **more}


def decline(road: Road) -> None:
    road.do("officer", "police_declined", told(road, **BACK))


def objection(road: Road, way: str) -> dict[str, Any]:
    return told(road, way=way, receiver="接收机关", reason="已达到追诉标准。")


def answer(road: Road, result: str) -> None:
    road.workday()
    road.do("officer", "police_answered", told(road, result=result, number="复1号"))


def state(road: Road, code: str) -> str:
    return road.case.clocks.filter(code=code).latest("round").state


def test_the_police_have_three_days_and_so_has_the_body(road: Road) -> None:
    clock = road.case.clocks.get(code="c.police.decide")
    assert clock.due_on == clock.start_on + timedelta(days=3)
    decline(road)
    assert state(road, "c.police.decide") in {"met", "late"}
    own = road.case.clocks.get(code="c.police.object")
    assert own.due_on == road.today + timedelta(days=3)
    assert road.case.marks == ["crime"]


def test_reconsidered_then_supervised_then_the_case_goes_on(road: Road) -> None:
    decline(road)
    assert refused(road, "officer", "police_declined", told(road, **BACK)) == {"not_declined"}
    road.do("agency_head", "object_police", objection(road, "reconsider"))
    assert refused(road, "officer", "police_refused", WHY) == {"refusal_final"}
    again = refused(road, "agency_head", "object_police", objection(road, "supervise"))
    assert again == {"refusal_stands"}
    answer(road, "upheld")
    assert state(road, "c.police.object") == "running"
    once = refused(road, "agency_head", "object_police", objection(road, "reconsider"))
    assert once == {"objection_fits"}
    road.do("agency_head", "object_police", objection(road, "supervise"))
    answer(road, "upheld")
    last = refused(road, "agency_head", "object_police", objection(road, "supervise"))
    assert last == {"refusal_stands"}
    road.do("officer", "police_refused", WHY)
    assert road.case.stage == "investigating"
    assert replay(case=road.case, viewer=SYSTEM) == []


def test_what_is_filed_after_all_ends_here(road: Road) -> None:
    decline(road)
    road.do("agency_head", "object_police", objection(road, "supervise"))
    answer(road, "file")
    assert refused(road, "officer", "police_refused", WHY) == {"refusal_final"}
    filed = {"notice_number": "立字1号", "close_reason": "transferred", "reason": "公安已立案"}
    road.do("agency_head", "police_filed", filed)
    assert road.case.stage == "closed"


def test_after_three_days_only_supervision_is_left(road: Road) -> None:
    decline(road)
    road.wait(days=4)
    late = refused(road, "agency_head", "object_police", objection(road, "reconsider"))
    assert late == {"objection_fits"}
    road.do("agency_head", "object_police", objection(road, "supervise"))


def test_who_agrees_with_the_police_goes_on_at_once(road: Road) -> None:
    assert refused(road, "agency_head", "object_police", objection(road, "supervise")) == {
        "refusal_stands"
    }
    assert "objection_open" in refused(
        road, "officer", "police_answered", told(road, result="upheld", number="1")
    )
    assert refused(road, "officer", "police_refused", WHY) == {"refusal_noted"}
    decline(road)
    road.do("officer", "police_refused", WHY)
    assert road.case.stage == "investigating"


def test_a_refusal_of_an_earlier_transfer_does_not_serve_for_the_next(road: Road) -> None:
    decline(road)
    road.do("officer", "police_refused", WHY)
    turns.suspect(road)
    turns.hand_over(road)
    assert refused(road, "officer", "police_refused", WHY) == {"refusal_noted"}


def test_the_objection_is_a_paper_and_asked_on_the_page(road: Road) -> None:
    decline(road)
    form = text(browser(road, "agency_head").get(f"/cases/{road.case_id}/do/object_police/"))
    assert "建议人民检察院立案监督" in form
    road.do("agency_head", "object_police", objection(road, "reconsider"))
    papers = records.documents(dossier_id=road.case.dossier_id, viewer=SYSTEM)
    paper = str(papers.get(template="W79").content)
    for words in ("不立1号", "数额不足", "已达到追诉标准"):
        assert words in paper


@pytest.mark.parametrize("procedure", ["penalty_ordinary", "penalty_summary"])
def test_both_procedures_know_the_roads(procedure: str) -> None:
    ways = {m.id for m in load(procedure).moves_from("transferred")}
    assert {"police_declined", "object_police", "police_answered", "police_refused"} <= ways
