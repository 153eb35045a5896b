"""Whatever is changed behind the house's back is found, and nothing else is accused."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from zhifa.kernel import faults, journal, numbering, verify
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.faults import Fault
from zhifa.kernel.models import Entry, Head, Number, Series, WatchRun
from zhifa.kernel.tests.make import AT, Happened, entry
from zhifa.kernel.tests.tamper import guards_down


def found(*subjects: str) -> list[Fault]:
    return list(verify.verify(subjects=subjects or None))


def codes(*subjects: str) -> set[str]:
    return {fault.what.code for fault in found(*subjects)}


@pytest.fixture
def chain() -> list[Entry]:
    """Three entries of one subject and two of another; one sealed row."""
    row = WatchRun.objects.create(name="w", ran_at=AT)
    made = [entry(Happened(str(n)), subject="a") for n in range(2)]
    made.append(entry(Happened("2"), subject="a", rows=[row]))
    for n in range(2):
        entry(Happened(str(n)), subject="b")
    return made


@pytest.mark.usefixtures("chain")
def test_a_sound_house_is_silent() -> None:
    assert found() == []
    assert found("a", "b") == []
    out = StringIO()
    call_command("verify", stdout=out)
    assert out.getvalue() == "ok\n"


ENTRY_CHANGES = {
    "subject": "c",
    "seq": 9,
    "kind": "kernel.Other",
    "payload": {"word": "other"},
    "seals": {"kernel.watchrun:z": "0"},
    "by": "user:1",
    "at": AT.replace(hour=10),
    "previous": "0" * 64,
    "digest": "1" * 64,
}


def test_the_list_of_entry_columns_is_whole() -> None:
    assert {f.name for f in Entry._meta.concrete_fields} == {"id", *ENTRY_CHANGES}


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize("column", ENTRY_CHANGES)
def test_a_changed_entry_is_found(chain: list[Entry], which: int, column: str) -> None:
    with guards_down():
        Entry.objects.filter(pk=chain[which].pk).update(**{column: ENTRY_CHANGES[column]})
    faulty = found()
    assert faulty
    assert {"a", "c"} >= {fault.subject for fault in faulty}
    if column != "subject":
        assert found("a")
        assert not found("b")


def test_a_forger_who_recomputes_the_digest_is_found(chain: list[Entry]) -> None:
    forged = chain[1]
    forged.payload = {"word": "forged"}
    with guards_down():
        Entry.objects.filter(pk=forged.pk).update(
            payload=forged.payload, digest=journal.digest_of(forged)
        )
    assert [(f.what, f.entry) for f in found()] == [(faults.CHAIN_BROKEN, chain[2].pk)]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_removed_entry_is_found(chain: list[Entry], which: int) -> None:
    with guards_down():
        Entry.objects.filter(pk=chain[which].pk).delete()
    assert codes() & {"entry_gap", "head_differs"}


def test_a_changed_or_lost_head_is_found(chain: list[Entry]) -> None:
    with guards_down(), undone():
        Head.objects.filter(pk="a").update(seq=2, digest=chain[1].digest)
        assert codes() == {"head_differs"}
    with guards_down(), undone():
        Head.objects.filter(pk="a").delete()
        assert codes() >= {"head_absent"}
    assert codes("no such subject") == {"head_absent"}


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_a_sealed_row_is_compared_with_its_last_seal(chain: list[Entry]) -> None:
    WatchRun.objects.update(error="changed")
    assert [(f.what, f.table, f.row, f.entry) for f in found()] == [
        (faults.ROW_CHANGED, "kernel_watchrun", "w", chain[2].pk)
    ]
    later = entry(Happened("x"), subject="b", rows=[WatchRun.objects.get()])
    assert found() == []
    assert found("a") == [], "another chain sealed the row since"
    WatchRun.objects.all().delete()
    assert [(f.what, f.entry) for f in found()] == [(faults.ROW_MISSING, later.pk)]


@pytest.mark.usefixtures("chain")
def test_a_row_nobody_wrote_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WatchRun, "sealed", True, raising=False)
    WatchRun.objects.create(name="by hand", ran_at=AT)
    assert [(f.what, f.row) for f in found()] == [(faults.ROW_UNKNOWN, "by hand")]


def test_a_forged_seal_does_not_stop_the_search(chain: list[Entry]) -> None:
    forged = {"kernel.watchrun": "x", "no.table:1": "y", "kernel.entry:abc": "z"}
    for seals in (forged, [1, 2], "text", None):
        with guards_down(), undone():
            Entry.objects.filter(pk=chain[0].pk).update(seals=seals or {"": ""})
            assert "entry_changed" in codes()


def test_numbers_have_no_holes() -> None:
    for n in range(3):
        numbering.take(series="S", holder=f"case:{n}", by=SYSTEM, at=AT)
    assert found() == []
    for value in (1, 2, 3):
        with guards_down(), undone():
            Number.objects.filter(value=value).delete()
            assert codes() == {"numbers_gap"}
    with guards_down(), undone():
        Series.objects.update(last=2)
        assert codes() == {"numbers_gap"}


def test_rooms_add_what_they_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "_verifiers", [])
    monkeypatch.setattr(verify, "_notes", [])
    verify.install([lambda: [Fault(faults.ROW_CHANGED, "t", "1")]])
    assert codes() == {"row_changed"}


def test_the_command_names_each_wrong_item(chain: list[Entry]) -> None:
    WatchRun.objects.update(error="changed")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", "--json", stdout=out)
    assert ended.value.code == 1
    told = json.loads(out.getvalue())
    assert (told["ok"], told["code"], told["table"]) == (False, "row_changed", "kernel_watchrun")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", "--subject", "a", stdout=out)
    assert f"流水 #{chain[2].pk}" in out.getvalue()
    call_command("verify", "--json", "--subject", "b", stdout=(out := StringIO()))
    assert json.loads(out.getvalue())["ok"] is True


@pytest.mark.usefixtures("chain")
def test_the_work_does_not_grow_per_row() -> None:
    """Rows are fetched by the batch: thirty chains cost no more queries than three."""
    with CaptureQueriesContext(connection) as few:
        found()
    for n in range(30):
        row = WatchRun.objects.create(name=f"w{n}", ran_at=AT)
        entry(Happened("x"), subject=f"c{n}", rows=[row])
    with CaptureQueriesContext(connection) as many:
        assert found() == []
    assert len(many) == len(few)
