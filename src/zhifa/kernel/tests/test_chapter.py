"""Several entries of one chain in one transaction: its end is read once, and nothing is lost."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from zhifa.kernel import journal
from zhifa.kernel.models import Delivery, Entry, Head
from zhifa.kernel.tests.make import Happened, entry
from zhifa.kernel.verify import verify


@pytest.mark.django_db
@pytest.mark.usefixtures("ear")
def test_entries_of_a_chapter_follow_the_chain_in_order() -> None:
    entry(Happened("before"))
    with transaction.atomic(), journal.chapter("s"):
        made = [entry(Happened(word)) for word in ("one", "two", "three")]
        elsewhere = entry(Happened("other"), subject="t")
        assert elsewhere.pk, "another chain does not wait"
        assert not Entry.objects.filter(subject="s", seq__gt=1).exists()
    entry(Happened("after"))
    words = [e.payload["word"] for e in Entry.objects.filter(subject="s").order_by("seq")]
    assert words == ["before", "one", "two", "three", "after"]
    assert [e.seq for e in made] == [2, 3, 4]
    assert Entry.objects.filter(pk__in=[e.pk for e in made]).count() == 3
    assert Head.objects.get(subject="s").seq == 5
    assert (
        list(Delivery.objects.filter(entry__in=made).values_list("listener", flat=True))
        == ["zhifa.kernel.tests.ear.listen"] * 3
    )
    assert list(verify()) == []


@transaction.atomic
def broken_off() -> None:
    with journal.chapter("s"):
        entry(Happened("lost"))
        raise ZeroDivisionError


@pytest.mark.django_db
@pytest.mark.usefixtures("ear")
def test_a_chapter_left_by_an_error_leaves_nothing() -> None:
    entry(Happened("before"))
    with pytest.raises(ZeroDivisionError):
        broken_off()
    entry(Happened("after"))
    words = [e.payload["word"] for e in Entry.objects.order_by("seq")]
    assert words == ["before", "after"]
    assert list(verify()) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("ear")
def test_a_chapter_reads_the_end_once() -> None:
    entry(Happened("before"))
    with CaptureQueriesContext(connection) as seen, transaction.atomic(), journal.chapter("s"):
        for number in range(5):
            entry(Happened(str(number)))
    asked = [q["sql"] for q in seen if "kernel_head" in q["sql"] and q["sql"].startswith("SELECT")]
    assert len(asked) == 1


@pytest.mark.django_db
def test_an_empty_chapter_changes_nothing() -> None:
    with transaction.atomic(), journal.chapter("s"):
        pass
    assert not Entry.objects.exists()
