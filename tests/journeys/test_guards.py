"""The database refuses too: by SQL, as the application's own user."""

import json
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from tests import make
from zhifa.enforcement.models import Act, Clearance, Decision
from zhifa.kernel.models import Entry
from zhifa.records.models import Document


def run(sql: str, *args: str | int | date) -> None:
    """As somebody with a prompt would."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, args)


def test_the_journal_cannot_be_changed_or_deleted() -> None:
    make.case(stage="clue")
    for sql in ("UPDATE kernel_entry SET by = 'x'", "DELETE FROM kernel_entry"):
        with pytest.raises(DatabaseError, match="zhifa"):
            run(sql)
    assert Entry.objects.exists()


def test_no_decision_without_a_clearance() -> None:
    road = make.road()
    road.walk_to("concluded")
    road.notify()
    road.answer_term()
    road.propose_decision()
    notice = Document.objects.get(dossier=road.case.dossier, template="W38")
    act = Act.objects.filter(case=road.case).order_by("-seq")[0]
    decision = Decision(
        case=road.case,
        act=act,
        document=notice,
        outcome="penalty",
        kinds=["fine"],
        fine=60000,
        confiscation=0,
        review_required=False,
        notice_document=notice,
        number="伪〔2026〕1号",
        decided_on=road.today,
        decided_by=road.crew.user("agency_head").key,
    )
    with pytest.raises(DatabaseError, match="zhifa: decision_"), transaction.atomic():
        decision.save(force_insert=True)
    with pytest.raises(DatabaseError, match="zhifa: case_"):
        run("UPDATE enforcement_case SET stage = 'decided' WHERE id = %s", road.case_id)
    with pytest.raises(DatabaseError, match="zhifa: clearance_"):
        run(
            "INSERT INTO enforcement_clearance (case_id, kind, act_id, content_digest, given_by, "
            "given_on, given_seq) VALUES (%s, 'legal_review', %s, '', 'user:0', %s, 99)",
            road.case_id,
            act.pk,
            road.today,
        )
    assert not Clearance.objects.exists()


def test_no_penalty_without_a_served_notice() -> None:
    road = make.road()
    road.walk_to("reviewed")
    paper = Document.objects.filter(dossier=road.case.dossier)[0]
    act = Act.objects.filter(case=road.case).order_by("-seq")[0]
    decision = Decision(
        case=road.case,
        act=act,
        document=paper,
        outcome="penalty",
        kinds=["fine"],
        fine=100,
        confiscation=0,
        review_required=True,
        notice_document=paper,
        number="伪〔2026〕2号",
        decided_on=road.today,
        decided_by=road.crew.user("agency_head").key,
    )
    with pytest.raises(DatabaseError, match="zhifa: decision_"), transaction.atomic():
        decision.save(force_insert=True)


def test_decisions_acts_and_papers_stand() -> None:
    case = make.case(stage="archived")
    for sql in (
        "UPDATE enforcement_decision SET fine = 1",
        "DELETE FROM enforcement_decision",
        "UPDATE enforcement_act SET move = 'x'",
        "DELETE FROM enforcement_act",
        "DELETE FROM enforcement_case",
        "UPDATE records_document SET title = 'x'",
        "DELETE FROM records_document",
        "UPDATE records_dossier SET sealed_at = NULL, sealed_by = ''",
    ):
        with pytest.raises(DatabaseError):
            run(sql)
    assert case.stage == "archived"


def test_a_sealed_dossier_takes_nothing_more() -> None:
    case = make.case(stage="archived")
    paper = Document.objects.filter(dossier=case.dossier)[0]
    paper.pk, paper._state.adding = "01" + "Z" * 24, True
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        paper.save(force_insert=True)
    assert json.dumps(case.marks) == "[]"
