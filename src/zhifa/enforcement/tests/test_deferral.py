"""Paying later or in parts ends on a day that is told, and adds up (行政处罚法 六十六)."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.models import Act
from zhifa.enforcement.rules.needs import deferral
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import Stops, from_, refused
from zhifa.enforcement.tests.test_execution import due, payment, plan, wish
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


def test_each_part_has_a_day_of_its_own_until_so_much_is_paid(stops: Stops) -> None:
    """行政处罚法 第六十六条: the last part is the day to pay, those before it are clocks too."""
    road = asked(stops)
    days, sums = (20, 40, 60), ("3000", "3000", "2000")
    road.do("agency_head", "approve_deferral", plan(road, *zip(days, sums, strict=True)))
    begun = road.today
    first, second = road.case.clocks.filter(code="c.part").order_by("round")
    assert [c.due_on for c in (first, second)] == [begun + timedelta(days=n) for n in days[:2]]
    assert (first.state, second.state) == ("running", "running")
    assert road.case.clocks.get(code="c.pay").due_on == begun + timedelta(days=60)
    road.do("officer", "record_payment", payment(road, "1000"))
    assert states(road) == ["running", "running"]
    road.wait(days=25)
    road.do("officer", "record_payment", payment(road, "2000"))
    assert states(road) == ["late", "running"]
    shown = reads.case_page(case=road.case, viewer=road.actor("officer"), at=road.now).clocks
    (line,) = [c for c in shown if c.name.startswith("各期缴纳期限")]
    assert "批准的分期计划 · 行政处罚法 第六十六条" in line.basis
    road.do("officer", "record_payment", payment(road, "3000"))
    assert states(road) == ["late", "met"]


def test_parts_run_on_when_a_closed_case_owes_again(stops: Stops) -> None:
    road = asked(stops)
    rows = ((20, "3000"), (60, "5000"))
    road.do("agency_head", "approve_deferral", plan(road, *rows))
    road.do("officer", "record_payment", payment(road, "8000"))
    assert states(road) == ["met"]
    road.close()
    act = Act.objects.get(case=road.case, move="record_payment")
    right = {k: act.facts[k] for k in ("item", "paid_on", "receipt")}
    wrong = {**right, "amount": "2900", "payment": str(act.seq), "reason": "金额登记错误。"}
    road.do("officer", "correct_payment", wrong)
    assert states(road) == ["running"]
    shown = case_words(road)
    assert "已缴 2,900.00 元" in shown
    assert "超出已公布的放假安排" not in shown


def case_words(road: Road) -> str:
    return text(browser(road, "officer").get(f"/cases/{road.case_id}/"))


def test_no_more_and_no_less_than_is_due_is_asked_for(stops: Stops) -> None:
    road = from_(stops, "served")
    until = road.today + timedelta(days=60)
    much = {**wish(road), "plan": f"{until} 9000"}
    assert refused(road, "officer", "ask_deferral", much) == {"plan_within_due"}


def states(road: Road) -> list[str]:
    """How the terms of the parts stand, in order."""
    found = road.case.clocks.filter(code="c.part").order_by("round")
    return list(found.values_list("state", flat=True))
