"""What is to be done when an article changed: by when, and what to write instead."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.registry.rules.citations import Citation
from zhifa.registry.rules.law_compare import MOVED, NOWHERE, REMOVED, Change
from zhifa.registry.rules.law_rank import DATA

GONE_LAW = "这部法不再施行，请另找依据；没有依据的停止施行。"
GONE = "这一条已删去，请另找依据。"
REREAD = "条文有改动，请核对内容是否仍然适用。"
UNKNOWN = "缺少正文，没有逐条比对，请核对这一条。"


@dataclass(frozen=True, slots=True)
class Task:
    """What has to be looked at, not yet stored. agency_id: None: whoever keeps the law library."""

    kind: str
    key: str
    title: str
    cited: str
    advice: str
    agency_id: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Something of a higher room that cites: its key, name, page and what it cites."""

    ref: str
    title: str
    address: str
    cites: Sequence[str]


@cache
def _workdays() -> int:
    table = tomllib.loads((DATA / "duties.toml").read_text(encoding="utf-8"))
    return int(table["amendment"]["workdays"])


def due(*, from_on: date, today: date) -> date:
    """Last day for whoever depends on a changed article."""
    term = standard().due(today, Term(_workdays(), Unit.WORKDAY)).on
    return max(term, from_on - timedelta(days=1))


def advice(law: str, change: Change, *, ended: bool, compared: bool) -> str:
    """What to write instead, in one sentence."""
    if ended:
        return GONE_LAW
    if not compared:
        return UNKNOWN
    if change.kind == REMOVED:
        return GONE
    to = Citation(law, *change.new)
    if change.kind == MOVED:
        return f"内容没有改，条号改为{to}。"
    return REREAD if change.new == change.old else f"现为{to}，内容也有改动，请核对。"


def by_place(changes: Iterable[Change]) -> Mapping[tuple[int, int], Change]:
    """Old article → what became of it; new articles concern nobody who cites the old ones."""
    return {change.old: change for change in changes if change.old != NOWHERE}
