"""The desk of a head names what officers have asked for, until it is answered."""

from datetime import date
from importlib import import_module

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests import make
from tests.walks import Road, execution

from zhifa.enforcement import reads
from zhifa.enforcement.models import Asked, CaseOfficer
from zhifa.enforcement.reads import asking
from zhifa.enforcement.rules.asking import ENDS
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.web import views

remember = import_module("zhifa.enforcement.migrations.0013_asked").remember
REST = {"ground": "other_case", "reason": "须以另案的裁判结果为依据，另案尚未审结。"}
END = {"close_reason": "withdrawn", "reason": "立案依据消失，予以销案。"}
CRIME = {"offence": "销售假药罪", "facts": "事实清楚", "standard": "达到标准"}


def asked(road: Road, role: str) -> list[str]:
    actor = make.signed(road.crew.user(role))
    found = [t for t in views.tasks(actor, localdate()) if t.words.endswith("待批准")]
    assert {t.url for t in found} <= {f"/cases/{road.case_id}/"}
    return [t.words for t in found]


def test_a_rest_and_an_end_wait_on_the_desk_until_they_are_answered() -> None:
    road = make.road()
    road.walk_to("filed")
    assert asked(road, "agency_head") == []
    road.do("officer", "propose_suspension", REST)
    assert asked(road, "agency_head") == ["报请中止调查，待批准"]
    assert asked(road, "officer") == []
    page = text(browser(road, "agency_head").get("/desk/"))
    assert "报请中止调查，待批准" in page
    assert f'href="/cases/{road.case_id}/"' in page
    road.do("agency_head", "refuse_break", {"reason": "另案与本案无关，继续调查。"})
    assert asked(road, "agency_head") == []
    road.do("officer", "propose_suspension", REST)
    road.do("agency_head", "suspend", {"opinion": "同意中止。"})
    assert asked(road, "agency_head") == []
    road.do("officer", "propose_termination", END)
    assert asked(road, "agency_head") == ["报请终止调查，待批准"]
    road.do("agency_head", "terminate", {"opinion": "同意终止。"})
    assert asked(road, "agency_head") == []


def test_a_deferral_waits_for_a_head_and_a_crime_for_the_chief() -> None:
    road = make.road()
    road.walk_to("filed")
    road.do("officer", "suspect_crime", CRIME)
    assert asked(road, "chief_head") == ["报请移送公安机关，待批准"]
    assert asked(road, "agency_head") == []
    late = make.road(party_=make.party("示范延期有限公司", number=72))
    late.walk_to("served")
    execution.ask_deferral(late)
    words = [q.words for q in reads.questions(viewer=make.signed(late.crew.user("agency_head")))]
    assert words == ["申请延期、分期缴纳"]


def test_who_runs_the_case_or_sits_elsewhere_is_not_asked_and_the_desk_asks_once() -> None:
    road = make.road()
    road.walk_to("filed")
    road.do("officer", "propose_suspension", REST)
    other = make.signed(make.crew(make.agency("CG")).user("agency_head"))
    assert reads.questions(viewer=other) == []
    head = make.signed(road.crew.user("chief_head"))
    with CaptureQueriesContext(connection) as before:
        assert len(reads.questions(viewer=head)) == 1
    road.do("officer", "suspect_crime", CRIME)
    with CaptureQueriesContext(connection) as after:
        assert len(reads.questions(viewer=head)) == 2
    assert len(before) == len(after) == 1
    assert len(reads.questions(viewer=head, limit=1)) == 1
    CaseOfficer.objects.create(
        case=road.case, user=road.crew.user("chief_head"), from_on=date(2026, 1, 1)
    )
    assert reads.questions(viewer=head) == []


def test_each_question_is_one_of_the_procedure_and_one_post_answers_it() -> None:
    moves = load("penalty_ordinary").moves
    assert set(ENDS) == set(asking.NAMES) <= set(moves)
    for ask, ends in ENDS.items():
        by_hand = set(ends) - {"police_refused", "police_filed"}
        posts = {moves[end].may for end in by_hand}
        assert posts == {"case:chief" if ask == "suspect_crime" else "case:approve"}, ask


def test_what_was_asked_before_there_was_a_list_is_on_it() -> None:
    """Migration 0013: of a house that is there already nothing is forgotten."""
    road = make.road()
    road.walk_to("filed")
    road.do("officer", "propose_suspension", REST)
    road.do("agency_head", "refuse_break", {"reason": "另案与本案无关，继续调查。"})
    road.do("officer", "propose_termination", END)
    kept = list(Asked.objects.values_list("case_id", "ask", "asked_on", "agency_id"))
    assert kept == [(road.case_id, "propose_termination", kept[0][2], road.case.agency_id)]
    Asked.objects.all().delete()
    remember(apps, connection.schema_editor())
    assert list(Asked.objects.values_list("case_id", "ask", "asked_on", "agency_id")) == kept
