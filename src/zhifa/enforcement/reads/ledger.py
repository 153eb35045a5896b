"""The ledger of cases by nearest deadline: each page is a few ranges of an index, at any size."""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from zhifa.agencies.models import Agency
from zhifa.enforcement.models import NEVER, Case, Holding
from zhifa.enforcement.reads.searching import MOST_FOUND, found_by
from zhifa.kernel.access import Actor

__all__ = ["MOST_FOUND", "Filter", "Listed", "at_stages", "ledger", "mine"]
PAGE = 50
Key = tuple[date, str]  # nearest deadline and case id: the order, and the cursor


@dataclass(frozen=True, slots=True)
class Filter:
    """What a ledger is asked for; empty texts ask for nothing.

    due: "late", or within so many days. after: the cursor of the page before. until: the cursor
    before which the page ends; it counts more than `after`.
    """

    stage: str = ""
    search: str = ""
    due: str = ""
    mine: str = ""
    after: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the ledger. after: the cursor of the next page, "" at the end.

    before: the cursor with which to ask, as `until`, for the page before; "" at the beginning.
    more_found: the search met more cases than it looks through; the newest MOST_FOUND are shown.
    """

    rows: list[Case]
    after: str
    more_found: bool = False
    before: str = ""


def _cursor(text: str) -> Key | None:
    """Where the page before ended; None for the first page, and for what is no cursor."""
    day, _, pk = text.partition("_")
    try:
        return date.fromisoformat(day), pk
    except ValueError:
        return None


def _before(due: str, today: date) -> date | None:
    """The day before which the nearest deadline must lie; None asks for nothing."""
    if due == "late":
        return today
    within = int(due) if due.isdecimal() and due.isascii() else -1
    if not 0 <= within < (NEVER - today).days:
        return None
    return today + timedelta(days=within + 1)


@dataclass(frozen=True, slots=True)
class _Lane:
    """Rows that some index holds in the order of the ledger; key: the column of the case id."""

    rows: QuerySet[Any]
    key: str = "pk"

    def narrowed(self, stage: str) -> "_Lane":
        """Only those at a stage, if one is named."""
        return _Lane(self.rows.filter(stage=stage), self.key) if stage else self

    def keys(self, limit: int, after: Key | None = None, before: date | None = None) -> list[Key]:
        """The next keys behind a cursor, due before a day: one range of the index, or two."""
        named = self.rows.values_list("nearest_on", self.key)
        found: list[Key] = []
        if after is not None and (before is None or after[0] < before):
            same = named.filter(nearest_on=after[0], **{f"{self.key}__gt": after[1]})
            found = list(same.order_by(self.key)[:limit])
        behind = named.filter(nearest_on__gt=after[0]) if after else named
        until = behind if before is None else behind.filter(nearest_on__lt=before)
        rest = limit - len(found)
        return [*found, *until.order_by("nearest_on", self.key)[:rest]] if rest else found

    def keys_back(self, limit: int, until: Key, before: date | None = None) -> list[Key]:
        """The last keys in front of a cursor, the nearest first."""
        named = self.rows.values_list("nearest_on", self.key)
        asked = named if before is None else named.filter(nearest_on__lt=before)
        same = asked.filter(nearest_on=until[0], **{f"{self.key}__lt": until[1]})
        found = list(same.order_by(f"-{self.key}")[:limit])
        front = asked.filter(nearest_on__lt=until[0]).order_by("-nearest_on", f"-{self.key}")
        rest = limit - len(found)
        return [*found, *front[:rest]] if rest else found


def _merged(lanes: Iterable[list[Key]], limit: int, *, back: bool = False) -> list[Key]:
    return [key for key, _ in zip(heapq.merge(*lanes, reverse=back), range(limit), strict=False)]


def _agency_lanes(viewer: Actor) -> list[_Lane]:
    """The viewer's cases, one lane for each agency; an index has the order only within one."""
    reach = viewer.reach("case:read")
    homes = Agency.objects.values_list("pk", flat=True) if reach is None else reach
    return [_Lane(Case.objects.filter(agency_id=pk)) for pk in sorted(homes)]


def _held(viewer: Actor) -> QuerySet[Holding]:
    held = viewer.key.removeprefix("user:")
    return Holding.objects.filter(user_id=held) if held.isdecimal() else Holding.objects.none()


def _rows(keys: Sequence[Key], viewer: Actor) -> list[Case]:
    """The cases of the keys, in their order, without those the viewer may not read.

    Fetched by id alone: told the agency too, SQLite would walk all its cases.
    """
    reach = viewer.reach("case:read")
    shown = Case.objects.select_related("agency", "party", "matter").in_bulk([pk for _, pk in keys])
    found = [shown[pk] for _, pk in keys if pk in shown]
    return found if reach is None else [c for c in found if c.agency_id in reach]


def _lanes(viewer: Actor, asked: Filter) -> tuple[list[_Lane], bool]:
    """What to look through, and whether a search was cut off."""
    if not asked.search.strip():
        if asked.mine:
            return [_Lane(_held(viewer), "case_id")], False
        return _agency_lanes(viewer), False
    ids, more = found_by(asked.search, viewer=viewer)
    if asked.mine:
        return [_Lane(_held(viewer).filter(case_id__in=ids), "case_id")], more
    return [_Lane(Case.objects.filter(pk__in=ids))], more


def _told(key: Key) -> str:
    return f"{key[0].isoformat()}_{key[1]}"


def ledger(*, viewer: Actor, asked: Filter, today: date, size: int = PAGE) -> Listed:
    """One page of cases by nearest deadline.

    The cursor is "date_id" of the last row shown, or of the first when going back, so a page
    costs the same at any depth.
    """
    lanes, more_found = _lanes(viewer, asked)
    lanes = [lane.narrowed(asked.stage) for lane in lanes]
    after, before, until = _cursor(asked.after), _before(asked.due, today), _cursor(asked.until)
    back: list[Key] = []
    if until:
        back = _merged((n.keys_back(size + 1, until, before) for n in lanes), size + 1, back=True)
    if back:  # else nothing is in front any more, and the beginning is shown
        rows = _rows(back[size - 1 :: -1], viewer)
        first = _told(back[size - 1]) if len(back) > size else ""
        return Listed(rows, _told(back[0]), more_found, first)
    keys = _merged((lane.keys(size + 1, after, before) for lane in lanes), size + 1)
    rows = _rows(keys[:size], viewer)
    last = _told(keys[size - 1]) if len(keys) > size else ""
    return Listed(rows, last, more_found, _told(keys[0]) if after and keys else "")


def mine(*, viewer: Actor, limit: int = 60) -> list[Case]:
    """The viewer's open cases, those with the nearest deadline first."""
    return _rows(_Lane(_held(viewer).filter(open=True), "case_id").keys(limit), viewer)


def at_stages(*, viewer: Actor, stages: Sequence[str], limit: int = 60) -> list[Case]:
    """Cases that stand at any of the stages, those with the nearest deadline first."""
    lanes = [lane.narrowed(stage) for lane in _agency_lanes(viewer) for stage in stages]
    return _rows(_merged([lane.keys(limit) for lane in lanes], limit), viewer)
