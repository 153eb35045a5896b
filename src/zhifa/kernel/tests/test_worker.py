"""Deliveries happen once, in order, and survive whatever befalls the worker."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from zhifa.kernel import events, worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Delivery, Entry, WatchRun
from zhifa.kernel.refusals import Refused
from zhifa.kernel.tests.conftest import Ear
from zhifa.kernel.tests.make import AT, Happened, entry

HOUR = timedelta(hours=1)


class Nobody:
    """Somebody without any post."""

    key = "user:0"

    def reach(self, permission: str) -> frozenset[int]:
        return frozenset({0} if permission == "case:read" else ())


def test_each_entry_is_heard_once(ear: Ear) -> None:
    for n in range(5):
        entry(Happened(str(n)), subject=f"s{n % 2}")
    assert worker.deliver(now=AT) == 5
    assert worker.deliver(now=AT) == 0
    assert ear.heard == ["0", "2", "4", "1", "3"], "chain by chain, each in order"


def test_nothing_is_delivered_of_what_was_rolled_back(ear: Ear) -> None:
    with transaction.atomic():
        entry(Happened("never"))
        transaction.set_rollback(True)
    assert worker.deliver(now=AT) == 0
    assert not ear.heard


def test_a_failure_waits_and_holds_back_only_its_own_chain(ear: Ear) -> None:
    entry(Happened("bad"), subject="a")
    entry(Happened("after"), subject="a")
    entry(Happened("elsewhere"), subject="b")
    assert worker.deliver(now=AT) == 1
    assert ear.heard == ["elsewhere"]
    failed = Delivery.objects.get(entry__seq=1, subject="a")
    assert (failed.attempts, failed.error) == (1, "ValueError: bad")
    assert failed.next_at == AT + timedelta(seconds=10)
    assert worker.deliver(now=AT) == 0
    failed.refresh_from_db()
    assert failed.attempts == 1, "not before its time"


def test_failing_effects_leave_nothing_behind(ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(_event: Happened, /, *, happened_at: datetime, now: datetime) -> None:
        WatchRun.objects.create(name="half", ran_at=max(now, happened_at))
        raise RuntimeError

    monkeypatch.setattr(Ear, "__call__", lambda _self, *a, **k: half(*a, **k))
    entry(Happened("x"))
    assert worker.deliver(now=AT) == 0
    assert not WatchRun.objects.exists()
    assert not ear.heard


def dead(now: datetime = AT) -> Delivery:
    entry(Happened("bad"))
    for n in range(worker.MAX_ATTEMPTS):
        assert worker.deliver(now=now + n * HOUR) == 0
    return Delivery.objects.get()


def test_after_eight_attempts_it_waits_for_a_person(ear: Ear) -> None:
    delivery = dead()
    assert delivery.dead_at
    assert worker.deliver(now=AT + 100 * HOUR) == 0
    delivery.refresh_from_db()
    assert delivery.attempts == worker.MAX_ATTEMPTS
    ear.stumbles = False
    worker.retry(pk=delivery.pk, by=SYSTEM, at=AT + 101 * HOUR)
    assert worker.deliver(now=AT + 101 * HOUR) == 1
    told = Entry.objects.get(kind="kernel.DeliveryRetried")
    assert told.payload["delivery_id"] == delivery.pk
    with pytest.raises(Refused) as refused:
        worker.retry(pk=delivery.pk, by=SYSTEM, at=AT)
    assert refused.value.codes == {"not_dead"}


@pytest.mark.usefixtures("ear")
def test_only_who_may_retries() -> None:
    delivery = dead()
    with pytest.raises(Refused) as refused:
        worker.retry(pk=delivery.pk, by=Nobody(), at=AT)
    assert refused.value.codes == {"not_permitted"}


@pytest.mark.usefixtures("ear")
def test_a_listener_that_is_gone_is_shown_not_forgotten() -> None:
    entry(Happened("x"))
    events.install({})
    assert worker.deliver(now=AT) == 0
    assert "LookupError" in Delivery.objects.get().error


def test_watches_run_once_in_their_time_and_a_fallen_one_stops_no_other() -> None:
    seen: list[datetime] = []

    def falls(*, now: datetime) -> None:
        raise RuntimeError(f"fell in {now:%Y}")

    def looks(*, now: datetime) -> None:
        seen.append(now)

    minute = timedelta(seconds=60)
    for seconds in (0, 30, 60):
        worker.watch([falls, looks], now=AT + timedelta(seconds=seconds), every=minute)
    assert seen == [AT, AT + minute]
    rows = {run.name.rpartition(".")[2]: run for run in WatchRun.objects.all()}
    assert {name: run.error for name, run in rows.items()} == {
        "falls": f"RuntimeError: fell in {AT:%Y}",
        "looks": "",
    }


def test_no_watch_holds_a_lock_from_its_beginning_to_its_end() -> None:
    """A watch's whole batch in one transaction kept every other writer of SQLite waiting."""
    within: list[int] = []

    def looks(*, now: datetime) -> None:
        assert now == AT
        within.append(len(connection.savepoint_ids))

    worker.watch([looks], now=AT)
    assert within == [len(connection.savepoint_ids)]
    assert WatchRun.objects.get().error == ""


@pytest.mark.usefixtures("ear")
def test_a_slow_listener_is_called_outside_of_any_lock() -> None:
    within: list[int] = []

    def draws(_event: Happened, /, *, happened_at: datetime, now: datetime) -> None:
        within.append(len(connection.savepoint_ids) if now >= happened_at else -1)

    events.install({Happened: [events.slow(draws)]})
    entry(Happened("x"))
    assert worker.deliver(now=AT) == 1
    assert within == [len(connection.savepoint_ids)]
    assert worker.deliver(now=AT) == 0
