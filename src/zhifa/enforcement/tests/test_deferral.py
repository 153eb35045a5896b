"""Paying later or in parts ends on a day that is told, and adds up (行政处罚法 六十六)."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.rules.needs import deferral
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import Stops, from_, refused
from zhifa.enforcement.tests.test_execution import due, plan, wish
from zhifa.kernel.refusals import Malformed, Refused
from zhifa.records.models import Document

HALTS = ("served",)


def test_whoever_asks_says_until_when(stops: Stops) -> None:
    road = from_(stops, "served")
    for told in ("", "经济困难，请求延期", f"{road.today + timedelta(days=60)}"):
        with pytest.raises(Malformed) as wrong:
            road.do("officer", "ask_deferral", {**wish(road), "plan": told})
        assert set(wrong.value.fields) == {"plan"}
    road.do("officer", "ask_deferral", wish(road))
    move, viewer = load("penalty_ordinary").moves["approve_deferral"], road.actor("agency_head")
    shown = reads.proposed(case=road.case, move=move, viewer=viewer, at=road.now)
    assert shown["plan"] == f"{road.today + timedelta(days=60)} 8000.00"


def asked(stops: Stops) -> Road:
    road = from_(stops, "served")
    road.do("officer", "ask_deferral", wish(road))
    return road


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(30, "3000")], "计划合计 3000.00 元，应缴 8000.00 元"),
        ([(30, "3000"), (60, "5000.01")], "计划合计 8000.01 元"),
        ([(0, "3000"), (60, "5000")], "不在今天之后"),
        ([(60, "3000"), (30, "5000")], "各期日期要从早到晚"),
        ([(60, "3000"), (60, "5000")], "各期日期要从早到晚"),
        ([(7, "8000")], "没有晚于原来的缴款期限"),
    ],
)
def test_a_plan_that_does_not_hold_together_is_refused(
    stops: Stops, rows: Sequence[tuple[int, str]], said: str
) -> None:
    road = asked(stops)
    with pytest.raises(Refused) as no:
        road.do("agency_head", "approve_deferral", plan(road, *rows))
    (obstacle,) = no.value.obstacles
    assert obstacle.code == deferral.plan_fits.__name__
    assert said in obstacle.message


def test_a_deferral_is_asked_for_and_adds_up(stops: Stops) -> None:
    road = from_(stops, "served")
    good = plan(road, (30, "3000"), (60, "5000"))
    assert refused(road, "agency_head", "approve_deferral", good) == {"deferral_asked"}
    road = asked(stops)
    for wrong in ({"plan": "明年 5000"}, plan(road, (30, "8000"), (60, "0"))):
        with pytest.raises(Malformed):
            road.do("agency_head", "approve_deferral", {**good, **wrong})
    road.do("agency_head", "approve_deferral", good)
    assert due(road) == road.today + timedelta(days=60)
    page = text(browser(road, "officer").get(f"/cases/{road.case_id}/"))
    assert f"经批准延期或者分期，至 {due(road)} · 行政处罚法 第六十六条" in page
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W49")
    assert "3,000.00 元" in str(paper.content)
    assert refused(road, "agency_head", "refuse_deferral", {"reason": "不符合条件"}) == {
        "deferral_asked"
    }
