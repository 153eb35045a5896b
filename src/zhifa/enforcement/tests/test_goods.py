"""The police file a case: its goods follow within three days (移送涉嫌犯罪案件的规定 十二)."""

from datetime import timedelta
from typing import Any

import pytest
from tests.walks import Road, turns

from zhifa.enforcement.models import Act, Clock
from zhifa.enforcement.reads import replay
from zhifa.enforcement.rules.preservation import still_held, still_kept
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, from_, refused
from zhifa.enforcement.tests.story import acts, rounds
from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document

HALTS = ("investigated",)
KEPT = {"items": "某牌药品 10片 30盒\n某牌胶囊 24粒 2箱", "place": "库房", "reason": "可能灭失"}
FILED = {"notice_number": "立字1号", "close_reason": "transferred", "reason": "公安已立案"}
ARCHIVE = {"checked": "齐全"}


def preserve(road: Road) -> Road:
    road.do("agency_head", "preserve_evidence", KEPT)
    return road


def disposed(road: Road, how: str) -> None:
    told = {"disposal": how, "reason": "证据已固定"}
    road.do("agency_head", "dispose_preservation", told)


def filed(road: Road, **more: Any) -> Road:
    """Handed to the police, who file it."""
    turns.suspect(road)
    turns.hand_over(road)
    road.workday()
    road.do("agency_head", "police_filed", {**FILED, **more})
    return road


def handed(road: Road, **more: Any) -> dict[str, Any]:
    return {
        "on": road.today.isoformat(),
        "officers": road.pair,
        "taken_by": "某警官",
        "items": KEPT["items"],
        **more,
    }


def terms(road: Road, code: str = "c.police.goods") -> list[Clock]:
    return list(Clock.objects.filter(case=road.case, code=code).order_by("round"))


def test_goods_that_are_kept_follow_within_three_days(stops: Stops) -> None:
    road = filed(preserve(from_(stops, "investigated")))
    clock = terms(road)[0]
    assert (clock.state, clock.due_on) == ("running", road.today + timedelta(days=3))
    assert "goods_handed" in refused(road, "archivist", "archive", ARCHIVE)
    road.do("officer", "hand_over_goods", handed(road))
    assert terms(road)[0].state == "met"
    assert {c.state for c in terms(road, "c.preserve")} == {"met"}
    assert refused(road, "officer", "hand_over_goods", handed(road)) == {"goods_waiting"}
    road.do("archivist", "archive", ARCHIVE)
    assert replay(case=road.case, viewer=SYSTEM) == []


@pytest.mark.parametrize("disposal", ["returned", "evidence"])
def test_what_was_given_back_is_not_waited_for(stops: Stops, disposal: str) -> None:
    road = preserve(from_(stops, "investigated"))
    disposed(road, disposal)
    filed(road)
    assert not terms(road)
    assert refused(road, "officer", "hand_over_goods", handed(road)) == {"goods_waiting"}
    road.do("archivist", "archive", ARCHIVE)


@pytest.mark.parametrize("disposal", ["seized", "transferred"])
def test_what_was_seized_or_is_to_go_with_the_case_is(stops: Stops, disposal: str) -> None:
    road = preserve(from_(stops, "investigated"))
    disposed(road, disposal)
    filed(road)
    assert terms(road)[0].state == "running"
    assert refused(road, "archivist", "archive", ARCHIVE) == {"goods_handed"}


def test_where_there_are_no_goods_nothing_is_asked(stops: Stops) -> None:
    road = filed(from_(stops, "investigated"))
    assert not terms(road)
    assert refused(road, "officer", "hand_over_goods", handed(road)) == {"goods_waiting"}
    road.do("archivist", "archive", ARCHIVE)


def test_preserved_goods_are_dealt_with_while_the_police_decide(stops: Stops) -> None:
    road = preserve(from_(stops, "investigated"))
    turns.suspect(road)
    turns.hand_over(road)
    disposed(road, "transferred")
    assert terms(road, "c.preserve")[0].state == "met"
    road.do("agency_head", "police_filed", FILED)
    assert terms(road)[0].state == "running"


def test_the_days_run_from_the_notice_and_lateness_is_kept(stops: Stops) -> None:
    road = preserve(from_(stops, "investigated"))
    turns.suspect(road)
    turns.hand_over(road)
    received = road.today
    road.wait(days=5)
    road.do("agency_head", "police_filed", {**FILED, "on": received.isoformat()})
    assert terms(road)[0].due_on == received + timedelta(days=3)
    road.do("officer", "hand_over_goods", handed(road))
    assert terms(road)[0].state == "late"
    act = Act.objects.get(case=road.case, move="hand_over_goods")
    assert "c.police.goods" in act.facts["late"]


def test_all_that_is_held_goes_at_once() -> None:
    row = acts(
        ("register", "2026-03-02"),
        ("preserve_evidence", "2026-03-03", {"goods": ["a"]}),
        ("preserve_evidence", "2026-03-04", {"goods": ["b"]}),
        ("dispose_preservation", "2026-03-05", {"preservation": "2", "disposal": "returned"}),
        ("preserve_evidence", "2026-03-05", {"goods": ["c"]}),
        ("police_filed", "2026-03-06"),
    )
    assert [a.seq for a in still_held(row)] == [3, 5]
    over = acts(
        *[(a.move, a.on.isoformat(), a.facts) for a in row], ("hand_over_goods", "2026-03-09")
    )
    assert still_held(over) == still_kept(over) == []
    ends = [c.stopped_on.isoformat() for c in rounds(over, "c.preserve") if c.stopped_on]
    assert ends == ["2026-03-05", "2026-03-09", "2026-03-09"]
    assert [c.due_on.isoformat() for c in rounds(over, "c.police.goods")] == ["2026-03-09"]


def test_the_paper_says_what_went_to_whom(stops: Stops) -> None:
    road = filed(preserve(from_(stops, "investigated")))
    alone = handed(road, officers=road.pair[:1])
    assert refused(road, "officer", "hand_over_goods", alone) == {"two_present"}
    road.do("officer", "hand_over_goods", handed(road))
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W81")
    for words in ("某牌药品", "某牌胶囊", "示范区公安分局", "立字1号", "某警官"):
        assert words in str(paper.content)


@pytest.mark.parametrize(
    ("items", "missing", "code"),
    [
        ("一批", "", "goods_listed"),
        ("某牌药品 10片 30盒", "", "goods_listed"),
        (f"{KEPT['items']}\n另一种药品 1盒", "", "goods_listed"),
        ("某牌药品 10片 28盒 完好", "胶囊 2 箱检验用尽，有检验报告", ""),
    ],
)
def test_the_list_is_that_of_what_was_kept(
    stops: Stops, items: str, missing: str, code: str
) -> None:
    road = filed(preserve(from_(stops, "investigated")))
    told = handed(road, items=items, missing=missing)
    if code:
        assert refused(road, "officer", "hand_over_goods", told) == {code}
    else:
        road.do("officer", "hand_over_goods", told)
        road.do("archivist", "archive", ARCHIVE)


def test_the_form_knows_the_goods() -> None:
    road = filed(preserve(lately("investigated", number=348)))
    officer, address = browser(road, "officer"), f"/cases/{road.case_id}/"
    assert "移交涉案物品期限" in text(officer.get(address))
    form = text(officer.get(f"{address}do/hand_over_goods/"))
    assert "某牌药品 10片 30盒" in form
    assert "某牌胶囊 24粒 2箱" in form
    sent = {**handed(road), "token": "g1"}
    assert officer.post(f"{address}do/hand_over_goods/", sent).status_code == 302
