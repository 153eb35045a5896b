"""First preservation of evidence: seven workdays for each, never twice for the same (CF 56)."""

from datetime import date

import pytest

from zhifa.enforcement.models import Act, Clock
from zhifa.enforcement.rules.clocks import latest
from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.preservation import goods
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, from_, refused
from zhifa.enforcement.tests.story import acts, facts, rounds

HALTS = ("filed",)
MOVE = load("penalty_ordinary").moves["preserve_evidence"]
CAKES, OIL = "某牌糕点 500克 3盒", "某牌菜籽油 5升 2桶"


def kept(items: str) -> dict[str, str]:
    return {"items": items, "place": "库房", "reason": "可能灭失"}


def disposed(seq: int | None = None) -> dict[str, str]:
    told = {"disposal": "returned", "reason": "证据已固定"}
    return told | ({"preservation": str(seq)} if seq else {})


def test_the_same_goods_are_not_preserved_again_and_others_are(stops: Stops) -> None:
    road = from_(stops, "filed")
    road.do("agency_head", "preserve_evidence", kept(f"{CAKES}\n{OIL}"))
    first = Act.objects.get(case=road.case, move="preserve_evidence")
    assert len(first.facts["goods"]) == 2
    assert "糕点" not in str(first.facts), "the journal keeps digests, the paper the words"
    again = kept("某牌糕点　500克　9盒")
    assert refused(road, "agency_head", "preserve_evidence", again) == {"not_chained"}
    for aside in (f"{CAKES}（同上）", "某牌糕点(同上) 500克", f"【补】{OIL}"):
        assert refused(road, "agency_head", "preserve_evidence", kept(aside)) == {"not_chained"}
    road.wait(days=3)
    road.do("agency_head", "preserve_evidence", kept("某牌饼干 200克 1箱"))
    told = {"preservation_named"}
    assert refused(road, "agency_head", "dispose_preservation", disposed()) == told
    road.do("agency_head", "dispose_preservation", disposed(first.seq))
    assert refused(road, "agency_head", "preserve_evidence", again) == {"not_chained"}
    both = list(Clock.objects.filter(case=road.case, code="c.preserve").order_by("round"))
    assert [c.state for c in both] == ["met", "running"]
    assert both[0].due_on < both[1].due_on
    road.do("agency_head", "dispose_preservation", disposed())
    states = Clock.objects.filter(case=road.case, code="c.preserve").values_list("state", flat=True)
    assert set(states) == {"met"}


def test_a_remark_makes_no_other_goods_and_a_batch_number_does() -> None:
    assert goods("某牌糕点（同上）").keys() == goods("某牌糕点").keys()
    assert goods("某牌糕点（批号 7）").keys() != goods("某牌糕点（批号 8）").keys()
    assert goods("（同上）")


def test_the_page_of_a_case_with_preserved_goods_shows_their_list() -> None:
    road = lately("filed", number=349)
    road.do("agency_head", "preserve_evidence", kept(f"{CAKES}\n{OIL}"))
    page = text(browser(road, "officer").get(f"/cases/{road.case_id}/"))
    assert CAKES in page
    assert OIL in page
    assert "可能灭失" in page


def test_each_has_seven_workdays_of_its_own() -> None:
    row = acts(
        ("register", "2025-09-20"),
        ("preserve_evidence", "2025-09-26", {"goods": ["a"]}),
        ("preserve_evidence", "2025-09-28", {"goods": ["b"]}),
        ("dispose_preservation", "2025-10-14", {"preservation": "3"}),
    )
    one, two = rounds(row, "c.preserve")
    assert (one.due_on, one.state) == (date(2025, 10, 13), "running")  # D03
    assert (two.due_on, two.stopped_on) == (date(2025, 10, 14), date(2025, 10, 14))
    assert two.state == "met"
    assert latest([one, two])["c.preserve"] is one


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (CAKES, "某牌糕点，500 克，1 盒", True),
        (CAKES, "某牌糕点 250克 3盒", False),
        (CAKES, "某牌糕点 500克批号2026A 3盒", False),
        (CAKES, OIL, False),
    ],
)
def test_which_goods_are_the_same(one: str, other: str, *, same: bool) -> None:
    assert bool(set(goods(one)) & set(goods(other))) == same


def test_acts_of_old_that_name_no_goods_are_dealt_with_first() -> None:
    row = acts(("register", "2026-01-05"), ("preserve_evidence", "2026-01-06"))
    told = facts(row, "2026-01-07", move=MOVE, values=kept(OIL))
    assert NEEDS["not_chained"](told)
    after = acts(
        ("register", "2026-01-05"),
        ("preserve_evidence", "2026-01-06"),
        ("dispose_preservation", "2026-01-08"),
    )
    assert NEEDS["not_chained"](facts(after, "2026-01-09", move=MOVE, values=kept(OIL))) is None
