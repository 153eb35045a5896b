"""Several at once, and one of them killed: real commits, real threads, real processes."""

import signal
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import close_old_connections, connection, transaction
from django.utils.timezone import now

from zhifa.kernel import numbering, verify, worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Delivery, Entry, Number, Series
from zhifa.kernel.tests import processes
from zhifa.kernel.tests.conftest import Ear
from zhifa.kernel.tests.make import AT, Happened, entry

pytestmark = pytest.mark.usefixtures("transactional_db")
THREADS, EACH = 8, 100
PATIENCE = 40.0


def at_once(work: Callable[[int], None]) -> None:
    """`work(n)` in several threads, each with its own connection."""

    def alone(n: int) -> None:
        try:
            work(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(alone, range(THREADS)))
    close_old_connections()


def eventually(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def heard() -> dict[str, list[int]]:
    """What the workers' listener has written, chain by chain."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in Entry.objects.filter(subject__startswith="heard-").order_by("subject", "seq"):
        found[row.subject].append(int(row.payload["word"]))
    return dict(found)


@pytest.mark.slow
def test_eight_writers_keep_every_chain_whole() -> None:
    each = EACH if connection.vendor == "postgresql" else EACH // 5  # SQLite: one writer at a time

    def write(n: int) -> None:
        for i in range(each):
            entry(Happened(str(i)), subject="shared" if i % 2 else f"own-{n}")

    at_once(write)
    assert Entry.objects.count() == THREADS * each
    assert Entry.objects.filter(subject="shared").count() == THREADS * each // 2
    assert list(verify.verify()) == []


@pytest.mark.slow
def test_numbers_are_gapless_whoever_gives_up() -> None:
    def take(n: int) -> None:
        for i in range(20):
            with transaction.atomic():
                numbering.take(series="S", holder=f"case:{n}-{i}", by=SYSTEM, at=AT)
                if (i + n) % 3 == 0:
                    transaction.set_rollback(True)

    at_once(take)
    taken = list(Number.objects.order_by("value").values_list("value", flat=True))
    assert taken == list(range(1, len(taken) + 1))
    assert Series.objects.get().last == len(taken)
    assert 0 < len(taken) < THREADS * 20
    assert list(verify.verify()) == []


@pytest.mark.slow
def test_threads_deliver_each_once_and_in_order(ear: Ear) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("threads of one process share SQLite's write lock; processes are tested below")
    for i in range(40):
        entry(Happened(f"{i % 4} {i}"), subject=f"s{i % 4}")

    def work(_n: int) -> None:
        while Delivery.objects.filter(done_at=None).exists():
            worker.deliver(now=AT)

    at_once(work)
    assert len(ear.heard) == 40
    for subject in range(4):
        mine = [int(w.split()[1]) for w in ear.heard if w.startswith(f"{subject} ")]
        assert mine == sorted(mine)


@pytest.mark.slow
@pytest.mark.usefixtures("ear")
def test_two_workers_do_each_thing_once_and_in_order() -> None:
    for i in range(60):
        entry(Happened(f"{i % 3} {i}"), subject=f"s{i % 3}")
    with processes.worker("--once") as one, processes.worker("--once") as other:
        assert processes.end_of(one) == 0
        assert processes.end_of(other) == 0
    assert heard() == {f"heard-{n}": list(range(n, 60, 3)) for n in range(3)}
    assert list(verify.verify()) == []


@pytest.mark.slow
@pytest.mark.usefixtures("ear")
def test_a_killed_worker_leaves_all_or_nothing(tmp_path: Path) -> None:
    for i in range(10):
        entry(Happened(f"0 {i}"))
    mark = tmp_path / "mark"
    with processes.worker("--once", STOP_AT="0 5", MARK=str(mark)) as victim:
        eventually(mark.exists)
        victim.kill()
    assert heard() == {"heard-0": [0, 1, 2, 3, 4]}
    assert Delivery.objects.filter(done_at=None).count() == 5
    assert list(verify.verify()) == []
    with processes.worker("--once") as heir:
        assert processes.end_of(heir) == 0
    assert heard() == {"heard-0": list(range(10))}
    assert list(verify.verify()) == []


@pytest.mark.slow
@pytest.mark.usefixtures("ear")
def test_a_worker_asked_to_stop_finishes_and_leaves() -> None:
    with processes.worker("--interval", "0.1") as one:
        entry(Happened(f"0 {1}"))
        assert Delivery.objects.filter(next_at__lte=now()).exists()
        eventually(lambda: heard() == {"heard-0": [1]})
        one.send_signal(signal.SIGTERM)
        assert processes.end_of(one) == 0
