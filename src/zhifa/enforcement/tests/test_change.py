"""Another party or matter after filing: asked, approved, and the road walked anew."""

from typing import Any

import pytest
from django.db import DatabaseError
from tests import make
from tests.journeys.test_guards_decision import forge
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.models import Clearance, Decision
from zhifa.enforcement.reads import replay
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import Stops, from_, refused
from zhifa.enforcement.tests.test_redo import alone
from zhifa.kernel.access import SYSTEM
from zhifa.records import reads as records
from zhifa.registry.models import Party

HALTS = ("proposed", "investigated")


@pytest.fixture
def other() -> Party:
    return make.party("示范真正经营者有限公司", number=311)


def asking(road: Road, **more: Any) -> dict[str, Any]:
    now = {"to_party": road.party.pk, "to_matter": road.matter}
    return {**now, "reason": "营业执照显示经营者另有其人。", **more}


def ask(road: Road, **more: Any) -> None:
    road.do("officer", "ask_change", asking(road, **more))


def approval(road: Road, **more: Any) -> dict[str, Any]:
    return {"party": road.party.pk, "matter": road.matter, "opinion": "同意变更。", **more}


def test_a_change_is_asked_by_officers_and_approved_as_asked(stops: Stops, other: Party) -> None:
    road = from_(stops, "investigated")
    assert refused(road, "agency_head", "approve_change", approval(road)) == {"change_open"}
    assert refused(road, "officer", "ask_change", asking(road)) == {"change_made"}
    ask(road, to_party=other.pk)
    assert road.case.party == road.party, "nothing is changed by asking"
    assert "no_change_open" in refused(road, "officer", "ask_change", asking(road))
    assert refused(road, "agency_head", "approve_change", approval(road)) == {"change_as_asked"}
    assert "not_permitted" in refused(road, "officer", "approve_change", approval(road))
    road.do("agency_head", "approve_change", approval(road, party=other.pk))
    assert road.case.party == other
    assert other.name in road.case.title
    assert replay(case=road.case, viewer=SYSTEM) == []


def test_report_review_and_notice_are_made_anew(stops: Stops, other: Party) -> None:
    road = from_(stops, "proposed")
    held = Clearance.objects.filter(case=road.case, revoked_seq=None)
    assert held.exists()
    ask(road, to_party=other.pk)
    road.do("agency_head", "approve_change", approval(road, party=other.pk))
    assert road.case.stage == "investigating"
    assert not held.exists()
    assert not road.case.clocks.filter(code="c.defend", state="running").exists()
    road.conclude()
    assert refused(road, "officer", "propose_decision", {**road.content, "reason": "案情复杂"}) >= {
        "not_now"
    }
    road.review()
    road.notify()
    road.answer_term()
    road.propose_decision()
    road.decide()
    made = Decision.objects.get(case=road.case)
    assert made.case.party == other
    assert replay(case=road.case, viewer=SYSTEM) == []


def test_the_matter_changes_with_its_terms_and_clauses(stops: Stops) -> None:
    road = from_(stops, "investigated")
    ask(road, to_matter="SC0103")
    road.do("agency_head", "approve_change", approval(road, matter="SC0103"))
    assert road.case.matter is not None
    assert road.case.matter.code == "SC0103"
    assert "进货时未查验" in road.case.title


def test_a_change_that_is_not_approved_changes_nothing(stops: Stops) -> None:
    road = from_(stops, "investigated")
    ask(road, to_matter="SC0103")
    road.do("agency_head", "refuse_change", {"reason": "不属于本机关职权。"})
    assert refused(road, "agency_head", "approve_change", approval(road)) == {"change_open"}
    assert road.case.matter is not None
    assert road.case.matter.code == road.matter


def test_the_paper_names_what_was_and_what_is(stops: Stops, other: Party) -> None:
    road = from_(stops, "investigated")
    ask(road, to_party=other.pk)
    road.do("agency_head", "approve_change", approval(road, party=other.pk))
    papers = records.documents(dossier_id=road.case.dossier_id, viewer=SYSTEM)
    told = str(papers.get(template="W80").content)
    for words in (road.party.name, other.name, "营业执照显示经营者另有其人。"):
        assert words in told


def test_the_form_of_approval_starts_with_what_was_asked(stops: Stops, other: Party) -> None:
    road = from_(stops, "investigated")
    ask(road, to_party=other.pk)
    head = road.actor("agency_head")
    move = next(
        o.move
        for o in reads.options(case=road.case, viewer=head, at=road.now)
        if o.move.id == "approve_change"
    )
    first = reads.proposed(case=road.case, move=move, viewer=head, at=road.now)
    assert (first["party"], first["matter"]) == (other.pk, road.matter)
    page = text(browser(road, "agency_head").get(f"/cases/{road.case_id}/do/approve_change/"))
    assert other.name in page


@pytest.mark.parametrize("name", ["decision_unnoticed", "decision_unreviewed"])
def test_the_database_counts_no_notice_or_review_before_a_change(
    stops: Stops, other: Party, name: str
) -> None:
    road = from_(stops, "proposed")
    ask(road, to_party=other.pk)
    road.do("agency_head", "approve_change", approval(road, party=other.pk))
    alone(name)
    with pytest.raises(DatabaseError, match=name):
        forge(road, review_required=True)
