"""A question whose SQL is written once answers as Django would."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from zhifa.kernel.models import Delivery, Entry, Head
from zhifa.kernel.prepared import Prepared, PreparedModels

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)

ENTRIES = Prepared(
    lambda subjects, seq: (
        Entry.objects.filter(subject__in=subjects, seq__gte=seq)
        .order_by("subject", "seq")
        .values_list("subject", "seq", "payload", "at")
    )
)
SINCE = Prepared(
    lambda day: Entry.objects.filter(at__date__gte=day).order_by("subject").values_list("subject")
)
HEADS = Prepared(
    lambda subject: Head.objects.select_for_update().filter(subject=subject).values_list("seq")
)


WAITING = PreparedModels(
    Delivery,
    lambda rows, entries: rows.filter(entry__pk__in=entries).order_by("-entry__pk"),
    joined=("entry",),
    without={"error"},
)


def _write(subject: str, seq: int) -> None:
    Entry.objects.create(
        subject=subject, seq=seq, kind="k", payload={"到": [seq]}, by="system", at=AT,
        previous=f"{subject}{seq - 1}", digest=f"{subject}{seq}",
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _rows() -> None:
    for subject in "abcde":
        for seq in (1, 2):
            _write(subject, seq)


@pytest.mark.parametrize("wanted", [[], ["b"], ["b", "a", "b"], list("abcde"), ["x"]])
def test_rows_are_those_of_the_queryset(wanted: list[str]) -> None:
    plain = Entry.objects.filter(subject__in=wanted, seq__gte=2).order_by("subject", "seq")
    for _ in range(2):
        found = ENTRIES.rows(subjects=wanted, seq=2)
        assert found == list(plain.values_list("subject", "seq", "payload", "at"))


def test_each_asking_has_its_own_values() -> None:
    assert [r[0] for r in ENTRIES.rows(subjects=["a", "b", "c"], seq=2)] == ["a", "b", "c"]
    assert [r[0] for r in ENTRIES.rows(subjects=["c", "d", "e"], seq=1)] == list("ccddee")
    assert ENTRIES.rows(subjects=["c", "d", "e"], seq=3) == []


def test_days_are_days() -> None:
    assert len(SINCE.rows(day=date(2026, 3, 2))) == 10
    assert SINCE.rows(day=date(2026, 3, 3)) == []


def test_one_query_and_a_lock_inside_a_transaction() -> None:
    Head.objects.create(subject="s", seq=4, digest="d")
    with transaction.atomic(), CaptureQueriesContext(connection) as seen:
        assert HEADS.rows(subject="s") == [(4,)]
        assert HEADS.rows(subject="t") == []
    assert len([q for q in seen if "kernel_head" in q["sql"]]) == 2
    locks = [q for q in seen if q["sql"].endswith("FOR UPDATE")]
    assert len(locks) == (2 if connection.features.has_select_for_update else 0)


def test_objects_come_whole_with_what_they_refer_to() -> None:
    entries = list(Entry.objects.filter(subject="a").order_by("pk"))
    for entry in entries:
        Delivery.objects.create(entry=entry, subject="a", listener="l", next_at=AT, error="e")
    with CaptureQueriesContext(connection) as seen:
        found = WAITING.all(entries=[e.pk for e in entries])
        assert [d.entry for d in found] == entries[::-1]
        assert [d.entry.payload for d in found] == [{"到": [2]}, {"到": [1]}]
        assert found[0].next_at == AT
    assert len(seen) == 1
    assert found[0].get_deferred_fields() == {"error"}
    assert found[0].error == "e"
    assert list(Delivery.objects.order_by("-pk")) == found
