"""The desk says what to do, and keeps apart what waits for others."""

import pytest

from tests import make
from tests.walks import Road
from zhifa.agencies.roles import roles
from zhifa.enforcement import reads
from zhifa.enforcement.rules.procedure import codes, load
from zhifa.web import views as desk

pytestmark = pytest.mark.django_db


def line(road: Road, role: str) -> desk.Task:
    actor = road.actor(role)
    return next(t for t in desk.tasks(actor) if t.url == f"/cases/{road.case.pk}/")


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
