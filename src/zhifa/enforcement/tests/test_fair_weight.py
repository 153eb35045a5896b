"""Nobody is punished more for speaking up, nor for disobeying what never reached them."""

from datetime import timedelta
from typing import Any

from tests import make
from tests.walks import Road

from zhifa.enforcement.tests.roads import Stops, from_, refused, report

HALTS = ("noticed", "investigated")


def told(road: Road, fine: str, reason: str = "重新核定的事实和理由。") -> dict[str, Any]:
    content = {**road.content, "fine": fine}
    return {**content, "facts": road.facts, "hearing_told": False, "reason": reason}


def test_nothing_is_heavier_for_a_defence(stops: Stops) -> None:
    road = from_(stops, "noticed")
    spoken = {"on": road.today.isoformat(), "points": "请求从轻处罚。"}
    road.do("officer", "record_statement", spoken)
    more = told(road, "9000", "当事人申辩态度不好，予以加重。")
    found = refused(road, "officer", "renotify", more)
    assert {"as_reported", "defence_not_punished"} <= found
    road.do("officer", "renotify", told(road, "7000"))


def test_what_was_found_out_anew_may_weigh_more(stops: Stops) -> None:
    road = from_(stops, "noticed")
    spoken = {"on": road.today.isoformat(), "points": "请求从轻处罚。"}
    road.do("officer", "record_statement", spoken)
    road.do("unit_head", "reopen", {"reason": "查明另有两批次同类货物。"})
    road.content["fine"] = "9000"
    road.conclude()
    road.notify()


def test_an_order_that_did_not_reach_the_party_was_not_disobeyed() -> None:
    road = make.road(matter="SC0405")
    road.content = {"kinds": ["fine"], "fine": "3000", "tier": "light"}
    road.walk_to("investigated")
    by_on = (road.today + timedelta(days=3)).isoformat()
    order = {"by_on": by_on, "breach": "没有挂出营业执照", "content": "挂出营业执照"}
    road.do("officer", "order_correction", order)
    checked = {"officers": road.pair, "result": "not", "details": "仍没有挂出"}
    found = refused(road, "officer", "recheck_correction", checked)
    assert found == {"order_served", "recheck_in_time"}
    road.hand_over("W26")
    assert refused(road, "officer", "recheck_correction", checked) == {"recheck_in_time"}
    road.wait(days=4)
    road.do("officer", "recheck_correction", checked)
    road.do("officer", "conclude", report(road, correctable="open"))


def test_an_order_served_after_its_term_was_not_disobeyed() -> None:
    road = make.road(matter="SC0405", party_=make.party("示范迟达食品有限公司", number=377))
    road.walk_to("investigated")
    by_on = (road.today + timedelta(days=1)).isoformat()
    order = {"by_on": by_on, "breach": "没有挂出营业执照", "content": "挂出营业执照"}
    road.do("officer", "order_correction", order)
    road.wait(days=3)
    road.hand_over("W26")
    road.wait(days=1)
    checked = {"officers": road.pair, "result": "not", "details": "仍没有挂出"}
    assert refused(road, "officer", "recheck_correction", checked) == {"order_served"}


def test_who_cannot_be_punished_is_let_go_without_proof_of_the_breach() -> None:
    road = make.road(party_=make.party("示范不成立食品有限公司", number=378))
    road.walk_to("filed")
    road.investigate(leave_out=3)
    none = {"facts": "现场复查，没有发现所报情形。", "outcome": "no_penalty"}
    kept = {**none, "reason": "违法行为轻微并及时改正。", "ground": "minor_breach_waiver"}
    assert "evidence_complete" in refused(road, "officer", "conclude", kept)
    gone = {**none, "reason": "证据不能证明违法事实。", "ground": "breach_unproven"}
    road.do("officer", "conclude", gone)
    assert road.case.stage == "investigation_closed"
