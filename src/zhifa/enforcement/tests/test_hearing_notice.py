"""The notice of a hearing is served; its seven workdays run from service (行政处罚法 六十四)."""

from datetime import date, timedelta

import pytest
from tests import make
from tests.walks import Road, turns

from zhifa.enforcement.reads import replay
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import Stops, refused, served
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.records.models import Document, Service

HALTS = ("noticed",)


@pytest.fixture
def road(stops: Stops) -> Road:
    """A case whose hearing has been asked for, its chair named."""
    assert stops
    road = make.road(matter="SC0201", party_=make.party("示范听证有限公司", number=321))
    road.content = {"kinds": ["fine"], "fine": "220000", "tier": "light"}
    road.walk_to("noticed")
    turns.ask_hearing(road)
    chair = {"chair": road.crew.user("hearing_chair").pk, "clerk": "记录员"}
    road.do("agency_head", "accept_hearing", chair)
    return road


def call(road: Road, held: date) -> None:
    """Write the notice of the hearing, and have it sealed."""
    told = {
        "hearing_on": held.isoformat(),
        "hearing_time": "09:30",
        "hall": "本机关听证室",
        "public": True,
    }
    road.do("hearing_chair", "call_hearing", told)
    road.seal("W40")


def in_workdays(road: Road, number: int) -> date:
    return standard().due(road.today, Term(number, Unit.WORKDAY)).on


def test_the_notice_has_its_record_of_service(road: Road) -> None:
    call(road, in_workdays(road, 9))
    road.do("hearing_chair", "notify_hearing", served(road))
    paper = Document.objects.get(dossier=road.case.dossier, template="W40")
    assert Service.objects.get(document=paper).effective_on == road.today
    assert "本机关听证室" in str(paper.content)
    assert replay(case=road.case, viewer=SYSTEM) == []


def test_two_officers_of_the_case_serve_it(road: Road) -> None:
    call(road, in_workdays(road, 9))
    told = served(road, officers=road.pair[:1])
    assert "two_present" in refused(road, "hearing_chair", "notify_hearing", told)


def test_what_is_served_by_public_notice_is_waited_for(road: Road) -> None:
    day = in_workdays(road, 9)
    call(road, day)
    told = served(road, way="notice", receiver="", reason="下落不明，其他方式无法送达。")
    road.do("hearing_chair", "notify_hearing", told)
    road.until(day)
    held = {
        "held_on": day.isoformat(),
        "attendees": "各方",
        "minutes": "听证笔录",
        "no_recording_reason": "设备故障",
        "signature": "signed",
    }
    assert refused(road, "hearing_chair", "hold_hearing", held) == {"hearing_notified"}
    later = in_workdays(road, 9) + timedelta(days=60)
    call(road, standard().next_workday(later))
    road.do("hearing_chair", "notify_hearing", served(road))


def test_the_form_asks_how_it_is_served(road: Road) -> None:
    call(road, in_workdays(road, 9))
    page = text(browser(road, "hearing_chair").get(f"/cases/{road.case_id}/do/notify_hearing/"))
    assert "送达方式" in page
