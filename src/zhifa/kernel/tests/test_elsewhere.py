"""Long work done by another process comes back as if it had been done here."""

import math
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from zhifa.kernel.elsewhere import elsewhere, lent
from zhifa.kernel.refusals import Closed, Obstacle, Refused, refuse_if

WHY = Obstacle("door", "门没有开。", source="《行政处罚法》第五十八条", then="先送审。")


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as found:
        yield found


def closed() -> None:
    """Say no at a door."""
    raise Closed([WHY], "/login/")


def test_work_is_done_here_unless_a_hand_is_lent() -> None:
    asked: list[Any] = []

    def hand(work: Any, *args: Any, **told: Any) -> Any:
        asked.append(args)
        return work(*args, **told) + 1

    assert elsewhere(math.factorial, 4) == 24
    with lent(hand):
        assert elsewhere(math.factorial, 4) == 25
    assert elsewhere(math.factorial, 4) == 24
    assert asked == [(4,)]


def test_a_refusal_of_another_process_is_whole(pool: ProcessPoolExecutor) -> None:
    with (
        lent(lambda work, *args, **told: pool.submit(work, *args, **told).result()),
        pytest.raises(Refused) as refused,
    ):
        elsewhere(refuse_if, [WHY])
    assert refused.value.obstacles == (WHY,)
    with (
        lent(lambda work, *args, **told: pool.submit(work, *args, **told).result()),
        pytest.raises(Closed) as shut,
    ):
        elsewhere(closed)
    assert shut.value.obstacles == (WHY,)
    assert shut.value.instead == "/login/"
