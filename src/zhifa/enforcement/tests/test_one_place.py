"""Nobody is in two places at once, within a case and over cases (行政处罚法 四十二、五十五)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import make
from tests.walks import Road

from zhifa.enforcement.models import Act
from zhifa.enforcement.reads.elsewhere import elsewhere
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.rules.stays import Stay, clash
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import Stops, from_, record, refused

HALTS = ("filed",)
WHY = "两处在同一院内，示范甲中途往返，有录像可查。"


@pytest.fixture
def road(stops: Stops) -> Road:
    return from_(stops, "filed")


def at(road: Road, begun: str, ended: str, **more: Any) -> dict[str, Any]:
    begun, ended = (f"{road.today}T{time}:00+08:00" for time in (begun, ended))
    times = {"begun_at": begun, "ended_at": ended}
    return record(road, **times, **more)


def other(road: Road) -> Road:
    """Another case of the same officers, at the same stage."""
    found = make.road(party_=make.party("示范同时食品有限公司", number=391))
    found.walk_to("filed")
    found.now = road.now
    return found


@pytest.mark.parametrize(
    ("begun", "ended"),
    [("08:10", "08:20"), ("07:50", "08:01"), ("08:29", "08:50"), ("07:00", "08:59")],
)
def test_within_a_case_it_is_refused(road: Road, begun: str, ended: str) -> None:
    road.do("officer", "record_scene", at(road, "08:00", "08:30", place="东街 1 号"))
    wrong = at(road, begun, ended, place="西街 9 号", overlap_reason=WHY)
    assert refused(road, "officer", "record_scene", wrong) == {"one_place"}


@pytest.mark.parametrize(
    ("begun", "ended", "place"), [("08:30", "09:00", "西街 9 号"), ("08:10", "08:20", "东街1号")]
)
def test_one_after_the_other_or_in_one_place_is_right(
    road: Road, begun: str, ended: str, place: str
) -> None:
    road.do("officer", "record_scene", at(road, "08:00", "08:30", place="东街 1 号"))
    road.do("officer", "record_scene", at(road, begun, ended, place=place))


def test_a_record_of_questioning_counts_too(road: Road) -> None:
    road.do("officer", "record_scene", at(road, "08:00", "08:30", place="东街 1 号"))
    told = at(
        road,
        "08:10",
        "08:40",
        place="询问室",
        person="示范某",
        relation="party",
        qa="问：货从何处来？\n答：从市场购进。",
    )
    del told["findings"]
    assert refused(road, "officer", "question", told) == {"one_place"}


def test_over_cases_it_wants_its_reason_and_keeps_it(road: Road) -> None:
    there = other(road)
    there.do("officer", "record_scene", at(road, "08:00", "08:30", place="东街 1 号"))
    same = at(road, "08:10", "08:40", place="西街 9 号")
    assert refused(road, "officer", "record_scene", same) == {"elsewhere_explained"}
    road.do("officer", "record_scene", {**same, "overlap_reason": WHY})
    assert Act.objects.filter(case=road.case).latest("seq").texts["overlap_reason"] == WHY
    page = text(browser(road, "officer").get(f"/cases/{road.case_id}/"))
    assert WHY in page


def test_it_names_the_other_case(road: Road) -> None:
    there = other(road)
    there.do("officer", "record_scene", at(road, "08:00", "08:30", place="东街 1 号"))
    values = at(road, "08:10", "08:40", place="西街 9 号")
    move = load("penalty_ordinary").moves["record_scene"]
    with CaptureQueriesContext(connection) as asked:
        (said,) = elsewhere(case=road.case, move=move, values=values)
    assert there.case.number in said
    assert "东街 1 号" in said
    assert len([q for q in asked.captured_queries if "enforcement_act" in q["sql"]]) == 1


def test_officers_of_another_case_are_no_matter(road: Road) -> None:
    there = other(road)
    there.do("officer", "record_scene", at(road, "08:00", "08:30", place="东街 1 号"))
    fresh = [make.person(name, "officer", road.crew.agency).pk for name in ("sj71", "sj72")]
    road.do("unit_head", "reassign", {"officers": fresh, "reason": "原承办人员调离"})
    move = load("penalty_ordinary").moves["record_scene"]
    values = at(road, "08:10", "08:40", place="西街 9 号", officers=fresh)
    assert elsewhere(case=road.case, move=move, values=values) == []


def test_periods_that_touch_do_not_clash() -> None:
    begun = datetime(2026, 3, 2, 8, 0, tzinfo=make.BEIJING)
    half = timedelta(minutes=30)
    one = Stay(frozenset({1, 2}), begun, begun + half, "东街")
    after = Stay(frozenset({2, 3}), begun + half, begun + 2 * half, "西街")
    during = Stay(frozenset({2, 3}), begun + half / 2, begun + half, "西街")
    assert not clash(one, after)
    assert clash(one, during)
    assert clash(during, one)
    assert not clash(one, Stay(frozenset({3}), begun, begun + half, "西街"))


def test_a_crowd_of_the_demo_keeps_a_diary() -> None:
    road, other_ = make.road(), make.road()
    other_.diary = road.diary
    other_.place = "西街 9 号"
    first = road.slot(55)
    second = other_.slot(40)
    assert second[0] >= first[1]
