"""A dossier whose case is open, disputed or to be decided anew stays whole, page and database."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings
from tests import make

from zhifa.enforcement import reads
from zhifa.enforcement.models import Act, Case, Decision
from zhifa.kernel import triggers
from zhifa.kernel.access import SYSTEM

OURS = ("destroyed_while_open", "destroyed_in_dispute")


@pytest.fixture
def case(settings: Settings, tmp_path: Path) -> Case:
    settings.FILES = tmp_path / "files"
    road = make.road()
    road.walk_to("decided")
    return road.case


def holds(case: Case) -> set[str]:
    told = reads.holding_obstacles(dossier_ids=[case.dossier_id, "x"], viewer=SYSTEM)
    assert set(told) <= {case.dossier_id}
    return {o.code for o in told.get(case.dossier_id, ())}


def guarded(case: Case) -> set[str]:
    """Which of our guards stop a destruction of the dossier; one stands at a time."""
    return {guard for guard in OURS if guard in stopped(case, guard)}


def stopped(case: Case, guard: str) -> str:
    """What the database says to a destruction by hand while only one guard of its table stands."""
    columns = "dossier_id, appraisal_id, files, destroyed_on, destroyed_by, destroyed_at"
    said = f"'{case.dossier_id}', 'x', '[]', '2026-01-01', 'user:1', '2026-01-01 00:00:00+00'"
    insert = f"insert into records_destruction ({columns}) values ({said})"
    told = ""
    with transaction.atomic():
        for other in triggers.guards():
            if other.table == "records_destruction" and other.name != guard and not other.keeps:
                drop(other.name)
        try:
            with transaction.atomic():
                connection.cursor().execute(insert)
        except DatabaseError as fault:
            told = str(fault)
        transaction.set_rollback(True)
    return told


def drop(name: str) -> None:
    table = " on records_destruction" if connection.vendor == "postgresql" else ""
    connection.cursor().execute(f"drop trigger {name}{table}")


def noted(case: Case, move: str, seq: int) -> None:
    """A step as it stands in a case of long ago."""
    last = Act.objects.filter(case=case).latest("seq")
    Act(
        case=case, seq=last.seq + seq, move=move, origin=last.origin, stage=last.stage,
        on=last.on, by=last.by, at=last.at, facts={}, texts={},
        token=move,
    ).save(force_insert=True)  # fmt: skip


def archived(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(archived_on=make.AT.date())


def test_an_open_case_holds_its_dossier(case: Case) -> None:
    assert holds(case) == {"hold:open"}
    assert guarded(case) == {"destroyed_while_open"}
    archived(case)
    assert holds(case) == set()
    assert guarded(case) == set()


def test_a_suit_holds_it_until_its_end_is_noted(case: Case) -> None:
    archived(case)
    noted(case, "note_remedy", 1)
    assert holds(case) == {"hold:dispute"}
    assert guarded(case) == {"destroyed_in_dispute"}
    noted(case, "end_remedy", 1)
    assert holds(case) == set()
    assert guarded(case) == set()


def test_a_decision_to_be_made_anew_holds_it_until_that_is_archived(case: Case) -> None:
    archived(case)
    annulled = {"annulled_on": make.AT.date(), "annulment": "redo"}
    Decision.objects.filter(case=case).update(**annulled)
    assert holds(case) == {"hold:redo"}
    assert guarded(case) == {"destroyed_in_dispute"}
    anew = make.road()
    anew.begin()
    Case.objects.filter(pk=anew.case.pk).update(redo_of=case)
    assert holds(case) == {"hold:redo"}
    archived(anew.case)
    assert holds(case) == set()
    assert guarded(case) == set()
