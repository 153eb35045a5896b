"""`zhifa work`: it delivers, watches, survives its database and leaves when asked."""

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils.timezone import now
from tests import make

from zhifa.disclosure.models import Publication
from zhifa.kernel import worker
from zhifa.kernel.models import Delivery
from zhifa.supervision.models import Alert
from zhifa.web.management.commands import work


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """The command takes over two signals; pytest gets them back."""
    held = {word: signal.getsignal(word) for word in (signal.SIGTERM, signal.SIGINT)}
    yield
    for word, handler in held.items():
        signal.signal(word, handler)


def test_once_carries_what_waits_and_looks_around() -> None:
    road = make.road(start=now() - timedelta(days=200))
    road.walk_to("decided")
    stuck = make.road(party_=make.party("示范搁置有限公司", number=71), start=road.now)
    stuck.now = now() - timedelta(days=150)
    stuck.walk_to("filed")
    assert Delivery.objects.filter(done_at=None).exists()
    call_command("work", "--once")
    assert not Delivery.objects.filter(done_at=None, dead_at=None, attempts=0).exists()
    assert Publication.objects.filter(decision__case=road.case).exists()
    assert Alert.objects.filter(case=stuck.case, rule="term_overdue").exists()
    before = Alert.objects.count()
    call_command("work", "--once")
    assert Alert.objects.count() == before, "nothing is told twice"


def test_a_database_that_falls_over_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[str] = []

    def turn(_stopped: Any, **_every: Any) -> int:
        turns.append("turn")
        if len(turns) == 1:
            raise DatabaseError("restarted")
        if len(turns) == 3:
            os.kill(os.getpid(), signal.SIGTERM)
        return len(turns) % 2

    monkeypatch.setattr(work, "turn", turn)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    monkeypatch.setattr(work, "connection", type("Closed", (), {"close": staticmethod(list)}))
    call_command("work", "--interval", "0.01")
    assert len(turns) == 3


def test_asked_to_stop_it_begins_nothing_new(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def deliver(**_: Any) -> int:
        looked.append("deliver")
        return 0

    monkeypatch.setattr(worker, "deliver", deliver)
    monkeypatch.setattr(worker, "watch", lambda *_, **__: looked.append("watch"))
    assert work.turn(lambda: True, every=timedelta(0)) == 0
    assert looked == []
    assert work.turn(lambda: False, every=timedelta(0)) == 0
    assert looked == ["deliver", "watch"]
