"""A record tells which of its times is wrong, and is not begun for its writer."""

from datetime import timedelta
from typing import Any

import pytest

from zhifa.enforcement import reads
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.roads import record
from zhifa.enforcement.tests.test_summary import opened
from zhifa.kernel.refusals import Refused


@pytest.mark.parametrize(("late", "why"), [(False, "不晚于开始时间"), (True, "晚于现在")])
def test_the_refusal_names_the_fault(*, late: bool, why: str) -> None:
    road = opened()
    told: dict[str, Any] = record(road)
    soon = f"{road.now + timedelta(hours=1):%Y-%m-%d %H:%M}"
    with pytest.raises(Refused, match=f"笔录的起止时间不对。（结束时间{why}）"):
        road.do(
            "officer",
            "record_scene",
            {**told, "ended_at": soon if late else told["begun_at"]},
        )


def test_the_writer_says_when_it_began() -> None:
    road = opened()
    first = reads.proposed(
        case=road.case,
        move=load("penalty_summary").moves["record_scene"],
        viewer=road.actor("officer"),
        at=road.now,
    )
    assert "begun_at" not in first
    assert first["ended_at"] == f"{road.now:%Y-%m-%d %H:%M}"
