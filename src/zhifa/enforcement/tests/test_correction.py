"""G15: an order to correct goes with a penalty; without one the law warns and asks why (CF 28)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.events import WarningPassed
from zhifa.enforcement.models import Act
from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import DECIDE, Stops, from_, refused
from zhifa.enforcement.tests.story import acts, facts
from zhifa.enforcement.tests.test_properties import MATTER
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry

HALTS = ("investigated",)
WHY = {"no_correction_reason": "当事人已停止经营并注销。"}
ORDER = {"breach": "标签缺项", "content": "下架整改", "by_on": "2026-04-01"}


def answered(stops: Stops) -> Road:
    """Something is left to correct, nobody ordered it, and the notice has been answered."""
    road = from_(stops, "investigated")
    road.content["correctable"] = "open"
    road.conclude()
    del road.content["correctable"]
    for step in (road.review, road.notify, road.answer_term):
        step()
    return road


def warned(road: Road, move: str) -> tuple[bool, list[str]]:
    step = load("penalty_ordinary").moves[move]
    role = "agency_head" if move == "decide" else "officer"
    found = reads.option(case=road.case, move=step, viewer=road.actor(role), at=road.now)
    assert all(w.source and w.fix == "order_correction" for w in found.warnings)
    return found.free, [w.code for w in found.warnings]


def proposal(road: Road, **more: Any) -> dict[str, Any]:
    return {**road.content, "reason": "理由充分", **more}


def test_without_order_and_reason_nothing_is_decided(stops: Stops) -> None:
    road = answered(stops)
    assert refused(road, "officer", "propose_decision", proposal(road)) == {"correction_settled"}
    road.do("officer", "propose_decision", proposal(road, **WHY))
    assert warned(road, "decide") == (True, ["correction_ordered"])
    page = text(browser(road, "agency_head").get(f"/cases/{road.case_id}/do/decide/"))
    assert "提示，不影响办理" in page
    assert "行政处罚法 第二十八条" in page
    road.decide()
    act = Act.objects.get(case=road.case, move="decide")
    assert act.facts["warned"] == ["correction_ordered"]
    told = Entry.objects.filter(subject=road.case.dossier_id, kind="enforcement.WarningPassed")
    assert [e.payload["move"] for e in told.order_by("seq")] == ["propose_decision", "decide"]
    assert WarningPassed.title
    assert not reads.replay(case=road.case, viewer=SYSTEM)


def test_an_order_gives_time_to_correct(stops: Stops) -> None:
    road = answered(stops)
    past = {**ORDER, "by_on": (road.today - timedelta(days=1)).isoformat()}
    assert refused(road, "officer", "order_correction", past) == {"correction_ahead"}
    late = {**ORDER, "by_on": (road.today + timedelta(days=367)).isoformat()}
    assert refused(road, "officer", "order_correction", late) == {"correction_ahead"}
    road.do("officer", "order_correction", {**ORDER, "by_on": road.today.isoformat()})


def test_the_order_ends_the_warning(stops: Stops) -> None:
    road = answered(stops)
    road.do("officer", "order_correction", ORDER)
    road.propose_decision()
    assert warned(road, "decide") == (True, [])
    road.do("agency_head", "decide", DECIDE)
    assert "warned" not in Act.objects.get(case=road.case, move="decide").facts


@pytest.mark.parametrize(
    ("found", "due"), [("open", True), ("done", False), ("never", False), ("", True)]
)
def test_what_is_still_to_be_corrected(found: str, due: bool) -> None:
    row = acts(("register", "2026-01-05"), ("conclude", "2026-01-06", {"correctable": found}))
    told = facts(row, "2026-01-07", matter=MATTER)
    assert (NEEDS["correction_ordered"](told) is not None) == due
    assert (NEEDS["correction_settled"](told) is not None) == due


def test_a_matter_that_knows_nothing_to_correct() -> None:
    row = acts(("register", "2026-01-05"))
    told = facts(row, "2026-01-07", matter=replace(MATTER, correction=False))
    assert NEEDS["correction_ordered"](told) is None
