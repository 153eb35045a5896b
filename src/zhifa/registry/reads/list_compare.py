"""What differs between two lists of the library, page by page: no list is read whole.

Of each list code, version, kind and name are read; the clauses of those that may be one matter
under two codes; and all columns of the page alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhifa.kernel.access import Actor
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.reads.lists import list_columns, row_of
from zhifa.registry.reads.matters import holding_on
from zhifa.registry.rules.differences import CLAUSES, Difference, changes
from zhifa.registry.rules.list_heads import Found, Head, found_in

PAGE = 100
CHUNK = 5000
HOWS = ("added", "removed", "changed", "recoded")


@dataclass(frozen=True, slots=True)
class ListSide:
    """One of two lists: of a body on a day; without a body, the whole library."""

    agency_id: int | None
    on: date


@dataclass(frozen=True, slots=True)
class Part:
    """Which differences are shown: those after a code, and of one kind if how is told."""

    after: str = ""
    limit: int = PAGE
    how: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """How many differences there are of each kind, and a page of them by code.

    after: the code where the next page begins, empty at the end. left: how many follow.
    """

    counts: Mapping[str, int]
    rows: Sequence[Difference]
    after: str
    left: int = 0

    @property
    def total(self) -> int:
        """How many differences there are."""
        return sum(self.counts.values())


def heads_of(side: ListSide) -> dict[str, Head]:  # no viewer: of published lists
    """What is held of every matter of a list of ours; its place is the version's key."""
    found = Matter.objects.filter(holding_on(side.on))
    if side.agency_id is not None:
        held = PowerItem.objects.filter(holding_on(side.on), agency_id=side.agency_id)
        found = found.filter(code__in=held.values("matter_code"))
    told = found.order_by("code").values_list("pk", "code", "kind", "name")
    return {row[1]: Head(*row) for row in told}


def clauses_of(heads: Sequence[Head]) -> list[dict[str, Any]]:  # no viewer: of published lists
    """The heads with the clauses that they rest on."""
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(heads), CHUNK):
        keys = [head.at for head in heads[start : start + CHUNK]]
        some = Matter.objects.filter(pk__in=keys)
        found |= {row["pk"]: row for row in some.values("pk", "code", "kind", "name", *CLAUSES)}
    return [found[head.at] for head in heads]


def page_of(
    every: Sequence[Found], whole: Callable[[Sequence[Found]], list[Difference]], part: Part
) -> Compared:  # no viewer: of published lists
    """The page asked for of all differences; whole: reads the columns of those on it."""
    counts = {how: sum(one.how == how for one in every) for how in HOWS}
    left = [one for one in every if one.how in (part.how or HOWS) and one.code > part.after]
    page = left[: part.limit]
    rest = len(left) - len(page)
    return Compared(counts, whole(page), page[-1].code if rest else "", rest)


def _whole(page: Sequence[Found], viewer: Actor) -> list[Difference]:
    """The page with what each of its matters says otherwise."""
    keys = {key for one in page for key in (one.old, one.new) if key >= 0}
    held = {m.pk: row_of(matter=m, viewer=viewer) for m in Matter.objects.filter(pk__in=keys)}
    known = list_columns(listed=False)
    return [
        Difference(
            one.code,
            one.name,
            one.how,
            changes(held[one.old], held[one.new], known) if one.new >= 0 else (),
            one.old_code,
            one.pair,
        )
        for one in page
    ]


def compared(
    *, old: ListSide, new: ListSide, viewer: Actor, after: str = "", limit: int = PAGE
) -> Compared:
    """A page of what `new` has otherwise than `old`, by code. after: the code of the last seen.

    Two lists with one version of a matter say the same of it.
    """
    before, since = heads_of(old), heads_of(new)
    both = [code for code, head in before.items() if code in since and since[code].at != head.at]
    every = found_in(before, since, both, (clauses_of, clauses_of))
    return page_of(every, lambda page: _whole(page, viewer), Part(after, limit))
