"""What differs between two lists of the library, page by page: no list is read whole.

Of each list code, version, kind and name are read; the clauses of those that may be one matter
under two codes; and all columns of the page alone.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhifa.kernel.access import Actor
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.reads.lists import list_columns, row_of
from zhifa.registry.reads.matters import holding_on
from zhifa.registry.rules.differences import CLAUSES, Difference, changes, name_key, pairs_of

PAGE = 100
CHUNK = 5000
HOWS = ("added", "removed", "changed", "recoded")


@dataclass(frozen=True, slots=True)
class ListSide:
    """One of two lists: of a body on a day; without a body, the whole library."""

    agency_id: int | None
    on: date


@dataclass(frozen=True, slots=True)
class Compared:
    """How many differences there are of each kind, and a page of them by code.

    after: the code where the next page begins, empty at the end.
    """

    counts: Mapping[str, int]
    rows: Sequence[Difference]
    after: str

    @property
    def total(self) -> int:
        """How many differences there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class _Head:
    """What is read of every version of a list."""

    pk: int
    code: str
    kind: str
    name: str

    @property
    def key(self) -> tuple[str, str]:
        """By what it may be another's under another code."""
        return name_key(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class _Found:
    """A difference before its columns are read."""

    code: str
    name: str
    how: str
    old: int = 0
    new: int = 0
    old_code: str = ""
    pair: str = ""


def _heads(side: ListSide) -> dict[str, _Head]:
    found = Matter.objects.filter(holding_on(side.on))
    if side.agency_id is not None:
        held = PowerItem.objects.filter(holding_on(side.on), agency_id=side.agency_id)
        found = found.filter(code__in=held.values("matter_code"))
    told = found.order_by("code").values_list("pk", "code", "kind", "name")
    return {row[1]: _Head(*row) for row in told}


def _clauses(heads: Sequence[_Head]) -> list[dict[str, Any]]:
    """The heads with the clauses that they rest on."""
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(heads), CHUNK):
        keys = [head.pk for head in heads[start : start + CHUNK]]
        some = Matter.objects.filter(pk__in=keys)
        found |= {row["pk"]: row for row in some.values("pk", "code", "kind", "name", *CLAUSES)}
    return [found[head.pk] for head in heads]


def _pairs(gone: Sequence[_Head], fresh: Sequence[_Head]) -> Mapping[str, tuple[Any, str]]:
    """Old code → the new one that is the same matter, and how it was found."""
    keys = {head.key for head in gone} & {head.key for head in fresh}
    sides = [[head for head in heads if head.key in keys] for heads in (gone, fresh)]
    return pairs_of(*(_clauses(heads) for heads in sides)) if keys else {}


def _found(old: Mapping[str, _Head], new: Mapping[str, _Head]) -> list[_Found]:
    """Every difference, by code. Two lists with one version of a matter say the same of it."""
    gone = [head for code, head in old.items() if code not in new]
    fresh = [head for code, head in new.items() if code not in old]
    pairs = _pairs(gone, fresh)
    mates = {row["code"] for row, _ in pairs.values()}
    both = [code for code, head in old.items() if code in new and new[code].pk != head.pk]
    found = [
        _Found(row["code"], row["name"], "recoded", old[code].pk, row["pk"], code, how)
        for code, (row, how) in pairs.items()
    ]
    found += [_Found(h.code, h.name, "removed") for h in gone if h.code not in pairs]
    found += [_Found(h.code, h.name, "added") for h in fresh if h.code not in mates]
    found += [_Found(c, new[c].name, "changed", old[c].pk, new[c].pk) for c in both]
    return sorted(found, key=lambda one: one.code)


def _whole(page: Collection[_Found], viewer: Actor) -> list[Difference]:
    """The page with what each of its matters says otherwise."""
    keys = {key for one in page for key in (one.old, one.new) if key}
    held = {m.pk: row_of(matter=m, viewer=viewer) for m in Matter.objects.filter(pk__in=keys)}
    known = list_columns(listed=False)
    return [
        Difference(
            one.code,
            one.name,
            one.how,
            changes(held[one.old], held[one.new], known) if one.new else (),
            one.old_code,
            one.pair,
        )
        for one in page
    ]


def compared(
    *, old: ListSide, new: ListSide, viewer: Actor, after: str = "", limit: int = PAGE
) -> Compared:
    """A page of what `new` has otherwise than `old`, by code. after: the code of the last seen."""
    every = _found(_heads(old), _heads(new))
    counts = {how: sum(one.how == how for one in every) for how in HOWS}
    left = [one for one in every if one.code > after]
    page = left[:limit]
    return Compared(counts, _whole(page, viewer), page[-1].code if len(left) > limit else "")
