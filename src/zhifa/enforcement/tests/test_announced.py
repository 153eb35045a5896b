"""A notice announced is neither served nor unserved: every step says from when it counts."""

from datetime import timedelta
from typing import Any

import pytest
from tests import make
from tests.walks import Road

from zhifa.enforcement.tests.roads import served
from zhifa.kernel.refusals import Obstacle, Refused


def announced(road: Road, move: str) -> None:
    how = {"way": "notice", "served_on": road.today.isoformat(), "place": "公告栏"}
    why = {"officers": road.pair, "reason": "下落不明，邮寄被退回。"}
    road.do("officer", move, {**how, **why})


def said(road: Road, move: str, data: dict[str, Any], code: str) -> Obstacle:
    with pytest.raises(Refused) as refused:
        road.do("officer", move, data)
    return next(o for o in refused.value.obstacles if o.code == code)


def test_a_notice_that_was_announced() -> None:
    road = make.road()
    road.walk_to("reviewed")
    told = {"facts": "事实清楚", "hearing_told": False, "reason": "理由充分"}
    road.do("officer", "notify", {**road.content, **told})
    road.seal("W38")
    day = road.today + timedelta(days=30)
    announced(road, "serve_notice")
    road.wait(days=10)
    proposal = {**road.content, "reason": "理由充分"}
    before = said(road, "propose_decision", proposal, "notice_served")
    again = said(road, "serve_notice", served(road), "notice_not_served")
    assert before.message == again.message == f"《行政处罚告知书》已公告，{day} 视为送达。"
    assert before.then == again.then
    assert "第九十五条" in before.source
    assert (again.fix, again.over) == ("", "")
    road.until(day + timedelta(days=1))
    over = said(road, "serve_notice", served(road), "notice_not_served")
    assert over.message == "《行政处罚告知书》已经送达。"
    with pytest.raises(Refused) as early:
        road.do("officer", "propose_decision", proposal)
    assert early.value.codes == {"notice_term_over"}, "it counts, and the party's days run"
