"""Sum, tier and circumstance say the same; what follows on disobedience needs the order first."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests import make
from tests.walks import Road

from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.roads import (
    DECIDE,
    Stops,
    from_,
    panel,
    record,
    refused,
    report,
    urge,
)
from zhifa.enforcement.tests.story import facts
from zhifa.enforcement.tests.test_properties import MATTER
from zhifa.enforcement.tests.test_summary import business, opened, telling
from zhifa.kernel.refusals import Refused
from zhifa.registry.rules.discretion import refused_first

HALTS = ("served",)


@pytest.mark.parametrize(
    ("circumstance", "fine", "fits"),
    [  # a clause of 5,000 to 50,000 元
        ("lighter", "50000", False),
        ("lighter", "49999", True),
        ("heavier", "5000", False),
        ("heavier", "5001", True),
        ("mitigated", "5000", False),
        ("mitigated", "4999", True),
        ("", "50000", True),
    ],
)
def test_the_sum_agrees_with_the_circumstance(circumstance: str, fine: str, fits: bool) -> None:
    move = load("penalty_ordinary").moves["conclude"]
    told = {"outcome": "penalty", "kinds": ["fine"], "fine": fine, "circumstance": circumstance}
    asked = facts((), "2026-03-02", move=move, values=told, matter=MATTER)
    assert (NEEDS["circumstance_fits"](asked) is None) is fits


def test_mitigation_by_leaving_out_a_kind_needs_no_smaller_sum() -> None:
    move = load("penalty_ordinary").moves["conclude"]
    matter = replace(MATTER, ordered_kinds=("fine", "goods_confiscation"))
    told = {"outcome": "penalty", "kinds": ["fine"], "fine": "5000", "circumstance": "mitigated"}
    for goods, fits in (("300", True), ("0", False)):
        values = {**told, "goods": goods}
        asked = facts((), "2026-03-02", move=move, values=values, matter=matter)
        assert (NEEDS["circumstance_fits"](asked) is None) is fits, "nothing there to be taken"


def test_every_step_that_names_a_sum_asks_it() -> None:
    moves = load("penalty_ordinary").moves
    for step in ("conclude", "notify", "propose_decision", "decide"):
        assert "circumstance_fits" in moves[step].needs
    assert "circumstance_fits" in load("penalty_summary").moves["tell"].needs


@pytest.mark.parametrize(
    ("condition", "first"),
    [
        ("拒不改正，首次", True),
        ("先说服教育、责令改正，拒不改正", True),
        ("经责令逾期不改", True),
        ("责令改正期满仍未改正", True),
        ("责令改正后仍不改", True),
        ("首次发现，责令改正后已改正", False),
        ("价外加价或者拒不改正", False),
        ("货值不足两千元", False),
        ("", False),
    ],
)
def test_a_tier_says_whether_an_order_comes_first(condition: str, first: bool) -> None:
    assert refused_first(condition) is first


def test_on_the_spot_nobody_is_fined_for_refusing_an_order_that_was_not_given() -> None:
    road = opened(business(), "SC0103")
    road.do("officer", "record_scene", record(road))
    fined = telling(kinds=["fine"], fine="3000", tier="general")
    assert "refusal_shown" in refused(road, "officer", "tell", fined)


def test_a_matter_punished_only_after_an_order_is_not_begun_on_the_spot() -> None:
    with pytest.raises(Refused, match="责令改正后拒不改正的才处罚") as no:
        opened(business(), "SC0405")
    assert no.value.codes == {"summary_matter"}


def _ordered(road: Road) -> None:
    road.do(
        "officer",
        "order_correction",
        {
            "by_on": (road.today + timedelta(days=3)).isoformat(),
            "breach": "没有挂出营业执照",
            "content": "挂出营业执照",
        },
    )
    road.hand_over("W26")


def _checked(road: Road, result: str) -> dict[str, Any]:
    return {"officers": road.pair, "result": result, "details": "复查情况"}


def test_the_order_and_its_recheck_come_before_the_fine() -> None:
    road = make.road(matter="SC0405")
    road.content = {"kinds": ["fine"], "fine": "3000", "tier": "light"}
    road.walk_to("investigated")
    told = report(road, correctable="open")
    assert "refusal_shown" in refused(road, "officer", "conclude", told)
    _ordered(road)
    assert "refusal_shown" in refused(road, "officer", "conclude", told)
    road.wait(days=4)
    road.do("officer", "recheck_correction", _checked(road, "corrected"))
    assert "refusal_shown" in refused(road, "officer", "conclude", told)
    _ordered(road)
    road.wait(days=4)
    road.do("officer", "recheck_correction", _checked(road, "not"))
    road.do("officer", "conclude", told)


def test_a_major_penalty_is_discussed_by_the_heads() -> None:
    road = make.road(matter="SC0201", party_=make.party("示范重大有限公司", number=323))
    road.content = {"kinds": ["fine"], "fine": "300000", "tier": "light"}
    road.walk_to("noticed")
    road.answer_term()
    road.propose_decision()
    assert refused(road, "agency_head", "decide", DECIDE) == {"panel_held"}
    road.do("panel_clerk", "hold_panel", panel(road))
    road.do("agency_head", "decide", DECIDE)


def test_what_the_party_paid_before_the_urging_is_noted_on_its_day(stops: Stops) -> None:
    road = from_(stops, "served")
    first = road.today
    road.wait(days=20)
    urge(road)
    paid = {"item": "fine", "amount": "100", "paid_on": (first + timedelta(days=3)).isoformat()}
    before = {**paid, "paid_on": (first - timedelta(days=1)).isoformat(), "receipt": "1"}
    assert "date_since_served" in refused(road, "officer", "record_payment", before)
    road.do("officer", "record_payment", {**paid, "receipt": "1"})
