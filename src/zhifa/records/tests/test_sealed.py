"""What may never change, tried by the actions and by the database's own hand."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, reads
from zhifa.records.models import Dossier
from zhifa.records.tests import make


def forbidden(sql: str) -> None:
    """The database itself refuses, with one of our codes."""
    with pytest.raises(DatabaseError, match=r"zhifa: |UNIQUE"), transaction.atomic():
        connection.cursor().execute(sql)


def full() -> Dossier:
    home = make.dossier()
    paper = make.document(home)
    film = make.recording(home)
    make.evidence(home, recording_id=film.pk)
    actions.serve(document=paper, how=make.delivery(), by=SYSTEM, at=make.AT)
    actions.keep_rendition(document_id=paper.pk, by=SYSTEM, at=make.AT)
    return home


FROZEN = {
    "records_document": "title",
    "records_storedfile": "size",
    "records_rendition": "pages",
    "records_recording": "proves",
    "records_service": "place",
}


@pytest.mark.parametrize("table", FROZEN)
def test_records_never_change_or_go(table: str) -> None:
    full()
    forbidden(f"update {table} set {FROZEN[table]} = {FROZEN[table]}")
    forbidden(f"delete from {table}")


def test_evidence_keeps_what_was_said_of_it() -> None:
    full()
    for column in ("name", "taken_on", "recording_id", "collected_by"):
        forbidden(f"update records_evidence set {column} = {column}")
    forbidden("delete from records_evidence")


def test_a_dossier_never_goes_and_is_never_unsealed() -> None:
    home = full()
    forbidden("delete from records_dossier")
    make.seal(home)
    forbidden("update records_dossier set sealed_at = null, sealed_by = ''")
    forbidden("update records_dossier set title = 'x'")


@pytest.mark.parametrize("table", ["document", "recording", "evidence"])
def test_a_sealed_dossier_takes_no_row_by_hand(table: str) -> None:
    home = full()
    make.seal(home)
    name = f"records_{table}"
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {name} limit 1")
        columns = [c[0] for c in cursor.description]
    copied = ", ".join("'01ARZ3NDEKTSV4RRFFQ69G5FAV'" if c == "id" else f'"{c}"' for c in columns)
    named = ", ".join(f'"{c}"' for c in columns)
    forbidden(f"insert into {name} ({named}) select {copied} from {name}")


def test_a_sealed_dossier_takes_no_service_and_no_exclusion_by_hand() -> None:
    home = full()
    make.seal(home)
    forbidden("update records_evidence set excluded_reason = excluded_reason")
    with connection.cursor() as cursor:
        cursor.execute("select * from records_service limit 1")
        columns = [c[0] for c in cursor.description]
    named = ", ".join(f'"{c}"' for c in columns)
    copied = ", ".join("'01ARZ3NDEKTSV4RRFFQ69G5FAV'" if c == "id" else f'"{c}"' for c in columns)
    forbidden(f"insert into records_service ({named}) select {copied} from records_service")


def test_a_sealed_dossier_refuses_every_action() -> None:
    home = full()
    paper = reads.documents(dossier_id=home.pk, viewer=SYSTEM)[0]
    item = reads.evidence(dossier_id=home.pk, viewer=SYSTEM)[0]
    make.seal(home)
    tries: list[Callable[[], object]] = [
        lambda: make.document(home),
        lambda: make.recording(home),
        lambda: make.evidence(home),
        lambda: make.confirmed(home, electronic=False),
        lambda: actions.serve(document=paper, how=make.delivery(), by=SYSTEM, at=make.AT),
        lambda: actions.exclude_evidence(
            evidence_id=item.pk, reason="案情复杂", by=SYSTEM, at=make.AT
        ),
        lambda: actions.name_dossier(dossier=home, number="9", title="x", by=SYSTEM, at=make.AT),
        lambda: make.seal(home),
    ]
    for attempt in tries:
        with pytest.raises(Refused) as no:
            attempt()
        assert no.value.codes == {"dossier_sealed"}


def test_a_stale_dossier_does_not_slip_past_the_seal() -> None:
    home = make.dossier()
    stale = reads.dossier(dossier_id=home.pk, viewer=SYSTEM)
    make.seal(home)
    assert stale.sealed_at is None
    with pytest.raises(Refused):
        make.document(stale)


def test_the_pdf_may_be_kept_after_sealing() -> None:
    home = make.dossier()
    paper = make.document(home)
    make.seal(home)
    kept = actions.keep_rendition(document_id=paper.pk, by=SYSTEM, at=make.AT)
    assert actions.keep_rendition(document_id=paper.pk, by=SYSTEM, at=make.AT) == kept
