"""How a hearing is called: at what hour, in public, recorded by somebody apart (CF 64)."""

from typing import Any

import pytest
from tests import make
from tests.walks import Road, turns

from zhifa.enforcement.tests.roads import refused
from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.records.models import Document


@pytest.fixture
def road() -> Road:
    """A case in which a hearing was asked for."""
    road = make.road(matter="SC0201", party_=make.party("示范听证有限公司", number=324))
    road.content = {"kinds": ["fine"], "fine": "300000", "tier": "light"}
    road.walk_to("noticed")
    turns.ask_hearing(road)
    return road


def _day(road: Road, **more: Any) -> dict[str, Any]:
    day = standard().due(road.today, Term(9, Unit.WORKDAY)).on
    told = {"hearing_on": day.isoformat(), "hearing_time": "9:30", "hall": "听证室"}
    return {**told, "public": True, **more}


def test_whoever_investigated_writes_no_minutes(road: Road) -> None:
    chair = road.crew.user("hearing_chair").pk
    name = road.crew.officers[0].name
    told = {"chair": chair, "clerk": name}
    assert refused(road, "agency_head", "accept_hearing", told) == {"clerk_apart"}
    road.do("agency_head", "accept_hearing", {"chair": chair, "clerk": "记录员"})


def test_hour_and_openness_are_told(road: Road) -> None:
    chair = {"chair": road.crew.user("hearing_chair").pk, "clerk": "记录员"}
    road.do("agency_head", "accept_hearing", chair)
    for hour in ("上午", "25:00", "9点"):
        told = _day(road, hearing_time=hour)
        assert refused(road, "hearing_chair", "call_hearing", told) == {"hearing_hour"}
    shut = _day(road, public=False)
    assert refused(road, "hearing_chair", "call_hearing", shut) == {"hearing_public"}
    road.do("hearing_chair", "call_hearing", {**shut, "closed_ground": "privacy"})
    paper = Document.objects.get(dossier=road.case.dossier, template="W40")
    rows = str(paper.content)
    assert "9:30" in rows
    assert "涉及个人隐私" in rows
