"""Discussion by the heads of the body (行政处罚法 五十七; law.md P6)."""

from datetime import timedelta
from typing import Any

import pytest
from tests import make
from tests.walks import Road

from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import DECIDE, SPARE, Stops, from_, panel, refused
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Malformed
from zhifa.records import reads as records

HALTS = ("proposed",)


@pytest.fixture
def road(stops: Stops) -> Road:
    """A case whose decision has been put forward."""
    return from_(stops, "proposed")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"agreed": 1}, "votes_told"),
        ({"agreed": 1, "differed": 1}, "votes_told"),
        ({"views": "两人都同意。"}, "heads_heard"),
    ],
)
def test_the_record_is_whole(road: Road, more: dict[str, Any], code: str) -> None:
    assert refused(road, "panel_clerk", "hold_panel", {**panel(road), **more}) == {code}


def test_one_head_alone_is_no_discussion(road: Road) -> None:
    one = {**panel(road), "agreed": 1}
    one["attendees"] = one["attendees"][:1]
    assert refused(road, "panel_clerk", "hold_panel", one) == {"panel_seated"}


def test_a_name_without_an_opinion_is_told(road: Road) -> None:
    told = panel(road)
    silent = {**told, "views": told["views"].replace("：同意拟决定。", "", 1)}
    assert refused(road, "panel_clerk", "hold_panel", silent) == {"heads_heard"}


def test_only_heads_of_the_body_are_named(road: Road) -> None:
    stranger = make.person("cg95", "agency_head", make.agency("CG"))
    officer = road.crew.officers[0]
    for other in (stranger, officer):
        told = panel(road, attendees=[road.crew.user("agency_head").pk, other.pk])
        with pytest.raises(Malformed) as no:
            road.do("panel_clerk", "hold_panel", told)
        assert list(no.value.fields) == ["attendees"]


def test_it_is_held_when_there_is_something_to_discuss(road: Road) -> None:
    early = panel(road, held_on=(road.today - timedelta(days=1)).isoformat())
    assert refused(road, "panel_clerk", "hold_panel", early) == {"held_in_order"}


def test_what_the_heads_concluded_is_what_is_decided(road: Road) -> None:
    split = {"agreed": 0, "differed": 2, "dissent": "金额偏重。", "conclusion": "change"}
    road.do("panel_clerk", "hold_panel", panel(road, **split))
    assert refused(road, "agency_head", "decide", DECIDE) == {"panel_followed"}
    road.do("unit_head", "reopen", {"reason": "按讨论意见补充。"})
    road.conclude("no_penalty", ground="breach_unproven")
    road.review()
    road.do("agency_head", "decide_no_penalty", {**SPARE, "ground": "breach_unproven"})
    assert road.case.stage == "decided"


def test_agreed_to_a_penalty_none_is_not_spared(road: Road) -> None:
    road.do("panel_clerk", "hold_panel", panel(road))
    spare = {**SPARE, "ground": "breach_unproven"}
    assert "panel_followed" in refused(road, "agency_head", "decide_no_penalty", spare)
    road.decide()
    assert road.case.stage == "decided"


def test_the_record_names_them_and_the_vote(road: Road) -> None:
    road.do("panel_clerk", "hold_panel", panel(road))
    papers = records.documents(dossier_id=road.case.dossier_id, viewer=SYSTEM)
    told = str(papers.get(template="W42").content)
    for head in ("chief_head", "agency_head"):
        assert road.crew.user(head).name in told
    assert "示范记" in told
    assert "同意拟决定的人数" in told


def test_the_form_offers_the_heads(road: Road) -> None:
    page = text(browser(road, "panel_clerk").get(f"/cases/{road.case_id}/do/hold_panel/"))
    for head in ("chief_head", "agency_head"):
        assert road.crew.user(head).name in page
    assert 'name="attendees"' in page
