"""The desk says what to do, and keeps apart what waits for others."""

import pytest

from tests import make
from tests.walks import Road
from zhifa.agencies.roles import roles
from zhifa.enforcement import reads
from zhifa.enforcement.rules.procedure import codes, load
from zhifa.enforcement.tests.test_recusal import head_left, left
from zhifa.web import views as desk
from zhifa.web.waiting import Task

pytestmark = pytest.mark.django_db


def line(road: Road, role: str) -> Task:
    actor = road.actor(role)
    return next(t for t in desk.tasks(actor, road.today) if t.url == f"/cases/{road.case.pk}/")


def test_whose_turn_it_is_decides_the_button() -> None:
    road = make.road()
    road.walk_to("checking")
    assert (line(road, "officer").verb, line(road, "officer").waits) == ("去核查", False)
    road.propose()
    officer, head = line(road, "officer"), line(road, "agency_head")
    assert (officer.words, officer.verb, officer.waits) == ("立案审批", "看进度", True)
    assert (head.verb, head.waits) == ("审批立案", False)
    road.file()
    assert line(road, "officer").verb == "去调查"


def test_every_stage_says_what_waits_there_and_for_whom() -> None:
    known = {permission for role in roles().values() for permission in role.may}
    for code in codes():
        for stage in load(code).stages.values():
            assert bool(stage.verb) == bool(stage.by), (code, stage.id)
            assert set(stage.by) <= known, (code, stage.id)
            if not stage.by:
                assert stage.final or stage.id in {"suspended", "transferred"}, (code, stage.id)
    assert set(reads.all_stages()) >= {"clue", "scene", "archived"}


def addresses(road: Road, role: str) -> list[str]:
    return [t.url for t in desk.tasks(road.actor(role), road.today)]


def test_it_waits_no_longer_for_a_head_who_left() -> None:
    road = make.road(party_=make.party("示范回避审批有限公司", number=371))
    road.walk_to("proposed")
    assert f"/cases/{road.case_id}/" in addresses(road, "agency_head")
    head_left(road)
    assert f"/cases/{road.case_id}/" not in addresses(road, "agency_head")
    assert f"/cases/{road.case_id}/" in addresses(road, "chief_head")


def test_nor_for_an_officer_who_left() -> None:
    road = make.road(party_=make.party("示范回避承办有限公司", number=374))
    road.walk_to("investigated")
    assert f"/cases/{road.case.pk}/" in addresses(road, "second")
    left(road, "second")
    assert f"/cases/{road.case.pk}/" not in addresses(road, "second")
    assert f"/cases/{road.case.pk}/" in addresses(road, "officer")
