"""Cases of the demo go on while others wait for a paper, in the same order every time."""

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import pytest

from zhifa.kernel.elsewhere import elsewhere
from zhifa.records.signing.providers import ProviderDown
from zhifa.web.demo.relay import WALKERS, Relay

TASKS = 2 * WALKERS + 1
DOWN = ("密码机", "没有应答")


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as found:
        yield found


def nothing() -> None:
    """No database is at hand."""


def steps(pool: ProcessPoolExecutor, waits: float) -> list[tuple[int, str]]:
    """What happens when each task waits once. waits: how long the first one does, in seconds."""
    seen: list[tuple[int, str]] = []

    def task(number: int) -> None:
        seen.append((number, "before"))
        elsewhere(time.sleep, waits if number == 0 else 0)
        seen.append((number, "after"))

    Relay((partial(task, n) for n in range(TASKS)), pool, nothing).run()
    return seen


def test_others_go_on_while_one_waits_and_the_order_does_not_hang_on_time(
    pool: ProcessPoolExecutor,
) -> None:
    quick, slow = steps(pool, 0), steps(pool, 0.3)
    assert quick == slow
    assert quick[:WALKERS] == [(n, "before") for n in range(WALKERS)]
    assert sorted(quick) == sorted((n, w) for n in range(TASKS) for w in ("before", "after"))


def test_the_first_failure_stops_everybody_and_is_told(pool: ProcessPoolExecutor) -> None:
    done: list[int] = []

    def task(number: int) -> None:
        if number == 1:
            raise ValueError("第二件办不下去")
        elsewhere(time.sleep, 0)
        done.append(number)

    with pytest.raises(ValueError, match="第二件"):
        Relay((partial(task, n) for n in range(TASKS)), pool, nothing).run()
    assert set(done) <= {0, 2}


def down() -> None:
    """What a machine says that does not answer."""
    raise ProviderDown(*DOWN)


def test_a_machine_that_is_down_says_so_from_another_process(pool: ProcessPoolExecutor) -> None:
    with pytest.raises(ProviderDown) as told:
        pool.submit(down).result()
    assert (str(told.value), told.value.why) == (str(ProviderDown(*DOWN)), DOWN[1])
