"""Two at one case, and one of them killed: real commits, real threads, real processes."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from tests import make
from tests.walks import Road

from zhifa.enforcement import actions, reads
from zhifa.enforcement.actions import Outcome
from zhifa.enforcement.models import Act, Case, Decision
from zhifa.enforcement.tests.roads import DECIDE
from zhifa.kernel import verify
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.kernel.tests import processes
from zhifa.records.models import Document

pytestmark = [pytest.mark.usefixtures("transactional_db"), pytest.mark.slow]
PATIENCE = 60.0


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each returned or was refused with, all begun at the same moment."""
    start = Barrier(len(works))

    def alone(work: Callable[[], object]) -> object:
        try:
            start.wait()
            return work()
        except Refused as refused:
            return refused.codes
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(alone, works))


def correction(road: Road, **more: Any) -> Callable[[], Outcome]:
    by, at = road.actor("officer"), road.now
    data = {"breach": "案情复杂", "content": "限期补正", "by_on": road.today.isoformat()}

    def take() -> Outcome:
        return actions.perform(
            case_id=road.case_id, move="order_correction", data=data, by=by, at=at, **more
        )

    return take


def whole(road: Road) -> None:
    """Rows, acts and journal agree, and every chain is whole."""
    assert reads.replay(case=road.case, viewer=SYSTEM) == []
    assert list(verify.verify()) == []
    seqs = list(Act.objects.filter(case=road.case).order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, road.case.rev + 1))


def test_two_at_one_case() -> None:
    road = make.road()
    road.walk_to("filed")
    rev = road.case.rev
    found = at_once(correction(road, rev=rev), correction(road, rev=rev))
    assert sorted(isinstance(f, Outcome) for f in found) == [False, True]
    assert frozenset({"stale"}) in found
    assert road.case.rev == rev + 1
    both = at_once(correction(road), correction(road))
    assert all(isinstance(f, Outcome) for f in both), "without a page both are taken, in turn"
    assert road.case.rev == rev + 3
    again = at_once(correction(road, token="t"), correction(road, token="t"))
    outcomes = [f for f in again if isinstance(f, Outcome)]
    assert sorted(o.again for o in outcomes) == [False, True]
    assert len({o.act.pk for o in outcomes}) == 1
    whole(road)


def test_a_clue_registered_twice_at_once_is_one_case() -> None:
    road = make.road()
    unit = road.crew.agency.units.filter(kind="case").first()
    data = {
        "source_kind": "inspection",
        "discovered_on": road.today.isoformat(),
        "place": road.place,
        "area_code": "510403001",
        "summary": "线索情况",
    }
    by = road.actor("officer")

    def submit() -> Outcome:
        return actions.open_case(
            procedure="penalty_ordinary",
            agency=road.crew.agency,
            unit=unit,
            data=data,
            by=by,
            at=road.now,
            token="twice",
        )

    found = at_once(submit, submit)
    assert Case.objects.count() == 1
    assert sorted(f.again for f in found if isinstance(f, Outcome)) == [False, True]


# ---- killed in the middle
def eventually(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@contextmanager
def hand(step: Mapping[str, Any], **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that takes a step; killed at the end if it still runs."""
    with subprocess.Popen(
        [sys.executable, "-m", "zhifa.enforcement.tests.hand"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "zhifa.web.settings",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "ZHIFA_DATABASE_URL": processes.address(),
            "STEP": json.dumps(step),
            **environment,
        },
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


# in the order in which a step passes them
HALTS = (
    "zhifa.enforcement.actions.taking:settled",
    "zhifa.enforcement.actions.papers:make",
    "zhifa.enforcement.actions.effects:act_of",
    "zhifa.enforcement.actions.taking:project",
    "zhifa.enforcement.actions.taking:_record",
)


def test_killed_anywhere_a_decision_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    road = make.road()
    road.walk_to("proposed")
    before, papers = road.case.rev, Document.objects.count()
    step = {
        "case": road.case_id,
        "move": "decide",
        "data": DECIDE,
        "by": road.crew.user("agency_head").pk,
        "at": road.now.isoformat(),
    }
    connection.close()
    for number, halt in enumerate(HALTS):
        mark = tmp_path / f"mark-{number}"
        with hand(step, STOP_AT=halt, MARK=str(mark)) as victim:
            eventually(lambda m=mark: m.exists() or victim.poll() is not None)  # type: ignore[misc]
            assert victim.poll() is None, halt
            victim.kill()
        assert road.case.rev == before, halt
        assert not Decision.objects.exists(), halt
        assert Document.objects.count() == papers, halt
        whole(road)
    with hand(step) as heir:
        assert processes.end_of(heir) == 0
    assert road.case.stage == "decided"
    assert Decision.objects.get().number.endswith("〔2026〕1号"), "no number was lost on the way"
    whole(road)
