"""A forged decision is refused by the database, whatever its own row says; triggers live."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests import make
from tests.journeys.test_guards import run
from tests.walks import Road
from zhifa.enforcement.models import Act, Case, Clearance, Decision
from zhifa.enforcement.tests.test_summary import SPARING, citizen, opened, told
from zhifa.kernel import ids
from zhifa.records.models import Document

UNPROVEN = {"ground": "breach_unproven", "said": {"ground": "breach_unproven"}}


WITH_GOODS = {"kinds": ["fine", "goods_confiscation"]}


def act(road: Road, move: str, stage: str, **facts: Any) -> Act:
    """The act that somebody with a prompt would put before the row they are after."""
    case = road.case
    made = Act(
        case=case,
        seq=Act.objects.filter(case=case).count() + 1,
        move=move,
        origin=case.stage,
        stage=stage,
        on=road.today,
        by=road.crew.user("agency_head").key,
        at=road.now,
        facts=facts,
        texts={},
        token=ids.new(),
    )
    made.save(force_insert=True)
    return made


def forge(
    road: Road, move: str = "decide", said: Mapping[str, Any] | None = None, **columns: Any
) -> None:
    """Put a decision into the table; what is not said is as a lawful one would have it.

    said: what its act says.
    """
    papers = Document.objects.filter(dossier=road.case.dossier).order_by("made_at", "id")
    row = {
        "outcome": "penalty",
        "kinds": road.content["kinds"],
        "fine": Decimal(road.content["fine"]),
        "confiscation": Decimal(0),
        "review_required": False,
        "notice_document": papers.filter(template="W38").last(),
        "number": "伪〔2026〕1号",
        "decided_on": road.today,
        "decided_by": road.crew.user("agency_head").key,
        **columns,
    }
    with transaction.atomic():
        paper = papers[0]
        made = act(road, move, "decided", **(said or {}))
        Decision(case=road.case, act=made, document=paper, **row).save(force_insert=True)


def refused(name: str, road: Road, **columns: Any) -> None:
    with pytest.raises(DatabaseError, match=f"zhifa: {name}"):
        forge(road, **columns)
    assert not Decision.objects.exists()


def disobey(road: Road) -> None:
    """The party was ordered to correct, and did not: only then is this matter fined."""
    day = (road.today + timedelta(days=3)).isoformat()
    told = {"by_on": day, "breach": "未查验情况", "content": "建立进货查验记录制度"}
    road.do("officer", "order_correction", told)
    road.hand_over("W26")
    road.wait(days=4)
    road.workday()
    checked = {"officers": road.pair, "result": "not", "details": "仍没有建立"}
    road.do("officer", "recheck_correction", checked)


def walk_on(road: Road, stage: str = "proposed", *, reviewed: bool = True) -> Road:
    """To where the party has answered, or the decision is proposed, after an order disobeyed."""
    road.walk_to("investigated")
    disobey(road)
    road.conclude(correctable="open")
    if reviewed:
        road.review()
    road.notify()
    road.answer_term()
    if stage == "proposed":
        road.propose_decision()
    return road


def put_forward(*, reviewed: bool, **options: Any) -> Road:
    """A case whose decision has been proposed; a reviewed one lacks nothing."""
    road = make.road(matter="SC0103", **options)
    road.content = {"kinds": ["fine"], "fine": "8000", "tier": "general"}
    return walk_on(road, reviewed=reviewed)


@pytest.mark.parametrize("stage", ["investigated", "noticed", "proposed"])
def test_calling_an_ordinary_case_summary_spares_it_nothing(stage: str) -> None:
    road = make.road()
    road.walk_to(stage)
    refused("decision_", road, summary=True, fine=Decimal(1_000_000), notice_document=None)
    with pytest.raises(DatabaseError, match="zhifa: case_"):
        run("UPDATE enforcement_case SET stage = 'decided' WHERE id = %s", road.case_id)
    assert Case.objects.get().stage != "decided"


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("decision_not_summary", {"summary": True}),
        ("decision_heavier", {"fine": Decimal("8000.01")}),
        ("decision_heavier", {"confiscation": Decimal(1)}),
        ("decision_goods_torn", {"goods_worth": Decimal(0)}),
        ("decision_goods_torn", {"kinds": ["fine", "goods_confiscation"]}),
        ("decision_goods_beyond", {**WITH_GOODS, "goods_worth": Decimal("0.01")}),
        ("decision_torn", {"fine": Decimal(-1)}),
        ("decision_torn", {"kinds": ["fine\\"]}),
        ("decision_torn", {"outcome": "other"}),
        ("decision_torn", {"outcome": "no_penalty", "kinds": [], **UNPROVEN}),
        ("decision_unnoticed", {"notice_document": None}),
        ("decision_of_no_act", {"move": "propose_decision"}),
    ],
)
def test_one_lie_in_a_lawful_decision_is_enough(name: str, columns: dict[str, Any]) -> None:
    refused(name, put_forward(reviewed=True), **columns)


def test_the_lawful_one_is_taken() -> None:
    forge(put_forward(reviewed=True))
    assert Decision.objects.get().fine == Decimal(8000)


@pytest.mark.parametrize(
    ("kind", "permit"),
    [("permit_revocation", {"permit": "食品经营许可证"}), ("business_suspension", {})],
)
def test_heavy_kinds_want_a_review_that_still_holds(kind: str, permit: dict[str, str]) -> None:
    """行政处罚法 第五十八条: a sum below every line and a row that claims to be out of scope."""
    road = make.road(matter="SC0103")
    road.content = {"kinds": ["fine", kind], "fine": "49999", "tier": "serious", **permit}
    walk_on(road, "proposed")
    run(
        "UPDATE enforcement_clearance SET revoked_seq = %s WHERE case_id = %s",
        road.case.rev,
        road.case_id,
    )
    refused("decision_unreviewed", road)


def test_the_review_is_asked_by_what_the_case_knows() -> None:
    road = put_forward(reviewed=False, party_=make.party("示范某", "natural_person", 41))
    refused("decision_unreviewed", road)  # L7: 8,000 元 is major for a person, not for a firm
    public = make.road()  # L1: food safety
    public.walk_to("concluded")
    public.notify()
    public.answer_term()
    public.propose_decision()
    refused("decision_unreviewed", public)


def test_a_review_before_the_hearing_does_not_count() -> None:
    road = put_forward(reviewed=True)
    act(road, "hold_hearing", "deliberating")
    act(road, "report_hearing", "deliberating")
    refused("decision_unreviewed", road, hearing_seq=0)


def test_a_hearing_that_was_due_or_asked_for() -> None:
    """行政处罚法 第六十三条: told in the notice; asked for, then held."""
    road = make.road(matter="SC0103")
    kinds = ["fine", "permit_revocation"]
    road.content = {"kinds": kinds, "fine": "49999", "tier": "serious", "permit": "食品经营许可证"}
    walk_on(road, "proposed")
    notice = Document.objects.get(dossier=road.case.dossier, template="W38")
    with transaction.atomic():
        told_nothing = {**road.content, "hearing_told": False, "document": notice.pk}
        act(road, "renotify", "deliberating", **told_nothing)
        refused("decision_unheard", road)
        transaction.set_rollback(True)
    act(road, "request_hearing", "deliberating")
    refused("decision_unheard", road)


def test_no_decision_before_it_is_its_turn() -> None:
    road = make.road(matter="SC0103")
    road.content = {"kinds": ["fine"], "fine": "8000", "tier": "general"}
    walk_on(road, "answered")
    refused("decision_out_of_turn", road)


@pytest.mark.parametrize(
    ("most", "organised"), [(Decimal(200), False), (Decimal(3000), True)], ids=["person", "firm"]
)
def test_on_the_spot_only_what_the_law_allows(most: Decimal, *, organised: bool) -> None:
    """行政处罚法 第五十一条."""
    road = told(opened(make.party() if organised else citizen()))
    road.do("officer", "hear", SPARING)
    spot: dict[str, Any] = {
        "move": "decide_on_spot",
        "summary": True,
        "notice_document": None,
        "kinds": ["fine"],
    }
    refused("decision_beyond_summary", road, **spot, fine=most + Decimal("0.01"))
    refused("decision_beyond_summary", road, **{**spot, "kinds": ["permit_revocation"]}, fine=0)
    refused("decision_beyond_summary", road, **{**spot, "confiscation": Decimal(1)}, fine=0)
    forge(road, **spot, fine=most)
    assert Decision.objects.get().fine == most


@pytest.mark.parametrize("stage", ["decided", "served", "executing", "closed", "archived"])
def test_no_stage_after_the_decision_without_one(stage: str) -> None:
    road = put_forward(reviewed=True)
    act(road, "x", stage)
    with pytest.raises(DatabaseError, match="zhifa: case_undecided"):
        run(
            "UPDATE enforcement_case SET stage = %s, rev = rev + 1 WHERE id = %s",
            stage,
            road.case_id,
        )


def test_a_case_moves_by_its_acts_alone() -> None:
    road = make.road()
    road.walk_to("filed")
    for name, sql in {
        "case_moved_by_no_act": "UPDATE enforcement_case SET stage = 'deliberating'",
        "case_basis_stands": "UPDATE enforcement_case SET procedure = 'penalty_summary'",
    }.items():
        with pytest.raises(DatabaseError, match=f"zhifa: {name}"):
            run(sql)
    case = road.case
    case.pk, case.stage, case._state.adding = ids.new(), "decided", True
    with pytest.raises(DatabaseError, match="zhifa: case_born_late"), transaction.atomic():
        case.save(force_insert=True)


def test_a_clearance_rests_on_the_review_that_gave_it() -> None:
    road = make.road()
    road.walk_to("concluded")
    road.send()
    step = Act.objects.filter(case=road.case).order_by("-seq")[0]
    with pytest.raises(DatabaseError, match="zhifa: clearance_without_act"), transaction.atomic():
        Clearance(
            case=road.case,
            kind="legal_review",
            act=step,
            given_by="user:0",
            given_on=road.today,
            given_seq=99,
        ).save(force_insert=True)
