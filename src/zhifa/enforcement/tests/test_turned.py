"""A case that cannot be ended on the spot goes on by ordinary procedure (行政处罚法 五十一)."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.models import Case
from zhifa.enforcement.reads import replay
from zhifa.enforcement.reads.phases import days_of_phases
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import record, refused
from zhifa.enforcement.tests.story import PENALTY, acts
from zhifa.enforcement.tests.test_summary import opened, telling, told
from zhifa.kernel.access import SYSTEM
from zhifa.records import reads as records

TURN = {"close_reason": "converted", "reason": "当事人对事实有异议，需要进一步调查。"}
KEPT = ("agency", "unit", "matter", "party", "place", "area_code", "discovered_on", "act_from")
pytestmark = pytest.mark.django_db


def turned(road: Road) -> Case:
    road.do("agency_head", "turn_ordinary", TURN)
    case = reads.turned_into(case=road.case, viewer=SYSTEM)
    assert case is not None
    return case


def test_the_new_case_knows_what_the_old_one_knew() -> None:
    road = told(opened())
    new = turned(road)
    for name in KEPT:
        assert getattr(new, name) == getattr(road.case, name), name
    assert (new.procedure, new.stage, new.number) == ("penalty_ordinary", "clue", "")
    assert (road.case.stage, road.case.close_reason) == ("closed", "converted")
    assert new.turned_from == road.case
    assert new.dossier_id != road.case.dossier_id
    for case in (road.case, new):
        assert replay(case=case, viewer=SYSTEM) == []


def test_its_first_paper_names_the_old_case() -> None:
    road = told(opened())
    papers = records.documents(dossier_id=turned(road).dossier_id, viewer=SYSTEM)
    assert road.case.number in str(papers.get(template="W01").content)


def test_the_term_to_file_runs_from_the_day_of_the_finding() -> None:
    road = opened()
    road.wait(days=3)
    clock = turned(road).clocks.get(code="c.file")
    assert clock.start_on == date(2026, 3, 2)


def test_what_was_not_done_on_the_day_is_turned_even_without_a_record() -> None:
    road = opened()
    road.wait(days=1)
    assert refused(road, "officer", "record_scene", record(road)) == {"on_the_spot"}
    options = reads.options(case=road.case, viewer=road.actor("officer"), at=road.now)
    (scene,) = (o for o in options if o.move.id == "tell")
    assert "turn_ordinary" in {o.fix for o in scene.obstacles}
    assert turned(road).stage == "clue"


def test_whoever_runs_the_case_does_not_turn_it_and_nothing_is_left_open() -> None:
    road = told(opened())
    assert refused(road, "officer", "turn_ordinary", TURN) == {"not_permitted", "not_case_officer"}
    crime = {"offence": "罪名", "facts": "事实清楚", "standard": "达到标准"}
    road.do("officer", "suspect_crime", crime)
    assert refused(road, "agency_head", "turn_ordinary", TURN) == {"no_crime_open"}
    assert not Case.objects.filter(turned_from=road.case).exists()


def test_it_goes_on_to_be_filed() -> None:
    road = told(opened())
    road._case = turned(road)
    road.do("unit_head", "start_check", {"officers": road.pair})
    move = reads.options(case=road.case, viewer=road.actor("officer"), at=road.now)
    (form,) = (o.move for o in move if o.move.id == "propose_filing")
    first = reads.proposed(case=road.case, move=form, viewer=road.actor("officer"), at=road.now)
    assert (first["matter"], first["party"]) == ("SC0103", road.party.pk)
    road.do(
        "officer",
        "propose_filing",
        {**first, "proposal": "file", "facts": "事实清楚", "reason": "理由充分"},
    )
    road.do("unit_head", "endorse_filing", {"opinion": "同意"})
    road.do("agency_head", "approve_filing", {"opinion": "同意", "officers": road.pair})
    assert "CF" in road.case.number
    assert replay(case=road.case, viewer=SYSTEM) == []


def test_the_spot_case_is_archived_as_it_ended() -> None:
    road = told(opened())
    turned(road)
    road.do("archivist", "archive", {"checked": "齐全"})
    assert road.case.stage == "archived"


def test_both_cases_point_at_each_other() -> None:
    road = told(opened())
    client = browser(road, "officer")
    new = turned(road)
    there = text(client.get(f"/cases/{road.case_id}/"))
    assert "已转为普通程序办理" in there
    assert f"/cases/{new.pk}/" in there
    here = text(client.get(f"/cases/{new.pk}/"))
    assert "由当场查处转为普通程序" in here
    assert f"/cases/{road.case_id}/" in here


def test_the_database_keeps_the_link() -> None:
    new = turned(told(opened()))
    with pytest.raises(DatabaseError, match="case_turned_kept"), transaction.atomic():
        Case.objects.filter(pk=new.pk).update(turned_from=None)


def test_what_is_too_heavy_for_the_spot_says_where_to_go() -> None:
    road = opened()
    road.do("officer", "record_scene", record(road))
    heavy = telling(kinds=["business_suspension"])
    assert "summary_scope" in refused(road, "officer", "tell", heavy)
    assert load("penalty_summary").needs["summary_scope"].fix == "turn_ordinary"


def test_the_stepper_keeps_the_day_of_service_while_payment_is_urged() -> None:
    law = load("penalty_summary")
    row = acts(
        ("register_on_spot", "2026-03-02", {"officers": [1, 2]}),
        ("tell", "2026-03-02"),
        ("decide_on_spot", "2026-03-02", PENALTY),
        ("serve_decision", "2026-03-02"),
        ("urge", "2026-04-10", {"effective_on": "2026-04-10"}),
        procedure="penalty_summary",
    )
    assert days_of_phases(row, law.stages)["serve"] == date(2026, 3, 2)
