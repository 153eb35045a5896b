"""A suit that comes after archiving: noted beside the sealed file, seen by hold and publication."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import make
from tests.walks import Road, turns
from zhifa.disclosure import actions as disclosure
from zhifa.disclosure.models import Publication
from zhifa.enforcement import reads
from zhifa.enforcement.models import Decision
from zhifa.enforcement.reads.replay import replay
from zhifa.enforcement.tests.roads import refused
from zhifa.enforcement.tests.test_summary import citizen, decided, opened, told
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document, Recording

State = Publication.State
SUIT = {"remedy": "suit", "number": "行初8号"}


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Road]:
    """One case archived and published, walked once for all tests of the module."""
    assert django_db_setup is None
    with django_db_blocker.unblock(), transaction.atomic():
        road = make.road()
        road.walk_to("served")
        publish(road)
        for step in (road.pay, road.close, road.archive):
            step()
        yield road
        transaction.set_rollback(True)


@pytest.fixture
def road(walked: Road) -> Road:
    return replace(walked)


def publish(road: Road) -> None:
    row, by = publication(road), road.actor("publisher")
    disclosure.publish(publication=row, checked=True, by=by, at=road.now)


def publication(road: Road) -> Publication:
    worker.deliver(now=road.now, limit=10_000)
    return Publication.objects.get(decision__case=road.case)


def held(road: Road) -> set[str]:
    home = road.case.dossier_id
    found = reads.holding_obstacles(dossier_ids=[home], viewer=SYSTEM)
    return {o.code for o in found.get(home, ())}


def sued(road: Road, **more: Any) -> None:
    road.do("officer", "note_remedy", {**SUIT, "on": road.today.isoformat(), **more})


def ended(road: Road, result: str, **more: Any) -> None:
    told = {"on": road.today.isoformat(), "result": result, "number": "行终9号", **more}
    road.do("officer", "end_remedy", told)


def papers(road: Road) -> list[Any]:
    home = road.case.dossier_id
    rows = Document.objects.filter(dossier=home), Recording.objects.filter(dossier=home)
    return [list(found.order_by("pk").values_list("pk", flat=True)) for found in rows]


def test_a_late_suit_is_noted_and_holds_the_file(road: Road) -> None:
    sealed, before = papers(road), road.case.nearest_on
    assert held(road) == set()
    sued(road)
    assert road.case.stage == "archived"
    assert held(road) == {"hold:dispute"}
    assert refused(road, "officer", "note_remedy", {**SUIT, "on": road.today.isoformat()}) == {
        "no_remedy_open"
    }
    ended(road, "upheld")
    assert held(road) == set()
    assert papers(road) == sealed, "the archived file itself stays"
    assert road.case.nearest_on == before, "no term of a closed case runs again"
    assert replay(case=road.case, viewer=SYSTEM) == []


@pytest.mark.parametrize("result", ["annulled", "unlawful", "void"])
def test_what_a_late_suit_undid_leaves_the_site_within_a_day(road: Road, result: str) -> None:
    sued(road)
    ended(road, result)
    assert held(road) == {"hold:outcome"}, "not yet noted of the decision"
    row = publication(road)
    assert row.state == State.LEAVING
    assert row.withdraw_target_on == road.today + timedelta(days=1)
    by = road.actor("publisher")
    gone = disclosure.withdraw(
        publication=row, ground="lost", reason="判决生效", by=by, at=road.now
    )
    assert gone.state == State.WITHDRAWN
    note = {
        "instrument": "judgment",
        "result": result,
        "annul_ground": "evidence",
        "instrument_number": "行终9号",
        "effective_on": road.today.isoformat(),
        "reason": "判决撤销本决定",
    }
    road.do("agency_head", "annul", note)
    assert held(road) == set()
    assert publication(road).state == State.WITHDRAWN
    assert Decision.objects.get(case=road.case).annulled_on == road.today


def test_whoever_investigates_takes_note_once_it_is_closed(road: Road) -> None:
    colleague = make.person("sj-late", "officer", road.crew.agency)
    stranger = make.person("cg-late", "officer", make.agency("CG"))
    others = {**road.crew.others, "colleague": colleague, "stranger": stranger}
    road = replace(road, crew=replace(road.crew, others=others))
    on = road.today.isoformat()
    assert "not_permitted" in refused(road, "stranger", "note_remedy", {**SUIT, "on": on})
    road.do("colleague", "note_remedy", {**SUIT, "on": on})


def test_an_end_comes_after_its_beginning_and_not_tomorrow(road: Road) -> None:
    sued(road)
    told = {"result": "upheld", "number": "行终9号"}
    for day in (road.today + timedelta(days=1), road.today - timedelta(days=1)):
        assert refused(road, "officer", "end_remedy", {**told, "on": day.isoformat()}) == {
            "remedy_end_dated"
        }


def test_a_suit_may_have_begun_before_the_file_was_archived(road: Road) -> None:
    before = road.case.archived_on
    assert isinstance(before, date)
    served = reads.in_effect_from(decision=Decision.objects.get(case=road.case), viewer=SYSTEM)
    assert served is not None
    assert served < before
    sued(road, on=served.isoformat())
    ended(road, "withdrawn")


def test_a_case_without_a_served_decision_is_not_asked() -> None:
    road = make.road()
    road.walk_to("checking")
    turns.refuse(road)
    road.archive()
    viewer = road.actor("officer")
    offered = {o.move.id for o in reads.options(case=road.case, viewer=viewer, at=road.now)}
    assert not offered & {"note_remedy", "end_remedy"}


def test_on_the_spot_too() -> None:
    road = decided(told(opened(citizen(), "CG0101"), kinds=["fine"], fine="100", tier="general"))
    road.serve("serve_decision")
    road.do("officer", "report_to_agency", {"note": "备案"})
    road.content = {**road.content, "fine": "100"}
    for step in (road.pay, road.close, road.archive):
        step()
    sued(road, remedy="reconsideration")
    assert held(road) == {"hold:dispute"}


def test_the_page_of_the_sealed_file_tells_it(road: Road, client: Client) -> None:
    sued(road)
    client.force_login(road.crew.user("archivist"))
    home = road.case.dossier_id
    page = client.get(f"/dossiers/{home}/").content.decode()
    assert f"/cases/dossier/{home}/" in page
    panel = client.get(f"/cases/dossier/{home}/").content.decode()
    assert "归档后记载" in panel
    assert "行初8号" in panel
    stranger = make.person("cg-arch", "archivist", make.agency("CG"))
    client.force_login(stranger)
    assert "行初8号" not in client.get(f"/cases/dossier/{home}/").content.decode()
