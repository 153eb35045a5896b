"""Two lists of any origin held against each other, part by part: of ours, or from files."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from zhifa.kernel.access import Actor
from zhifa.registry.models import Matter
from zhifa.registry.reads.list_compare import ListSide, clauses_of, heads_of
from zhifa.registry.reads.lists import list_columns, row_of
from zhifa.registry.rules.columns import Column
from zhifa.registry.rules.differences import Change, Difference, unlike, written
from zhifa.registry.rules.list_heads import Found, Head, found_in

CHUNK = 500  # rows of either side that are held whole at once


class Side(Protocol):
    """A list of which the heads are held; what its rows say is read when it is wanted."""

    @property
    def heads(self) -> Mapping[str, Head]:
        """Every row's head by its code."""

    @property
    def columns(self) -> Sequence[Column]:
        """Those that it has."""

    def clauses(self, heads: Sequence[Head]) -> list[dict[str, Any]]:
        """Some heads with the clauses that they rest on."""

    def words(self, heads: Sequence[Head]) -> list[Mapping[str, str]]:
        """What some rows say, heading by heading."""


class Own:
    """One of our lists on a day."""

    def __init__(self, side: ListSide, viewer: Actor) -> None:
        self.side, self.viewer = side, viewer
        self.columns = list_columns(listed=False)

    @cached_property
    def heads(self) -> Mapping[str, Head]:
        """Every matter's head by its code."""
        return heads_of(self.side)

    def clauses(self, heads: Sequence[Head]) -> list[dict[str, Any]]:
        """Some heads with the clauses that they rest on."""
        return clauses_of(heads)

    def words(self, heads: Sequence[Head]) -> list[Mapping[str, str]]:
        """What some matters say, as a list writes it."""
        held = Matter.objects.in_bulk([head.at for head in heads])
        return [
            written(row_of(matter=held[head.at], viewer=self.viewer), self.columns)
            for head in heads
        ]


def _pairs(
    old: Side, new: Side, heads: Sequence[tuple[Head, Head]]
) -> Iterator[tuple[str, list[Change]]]:
    """New code → what it says otherwise, in the columns that both lists have."""
    shared = {c.heading for c in old.columns} & {c.heading for c in new.columns}
    before, since = old.words([a for a, _ in heads]), new.words([b for _, b in heads])
    for (_, head), was, now in zip(heads, before, since, strict=True):
        kept = {name: said for name, said in was.items() if name in shared and name in now}
        yield head.code, unlike(kept, now)


def _changed(old: Side, new: Side) -> Iterator[str]:
    """Codes of both lists of which the two say something otherwise."""
    both = [(head, new.heads[code]) for code, head in old.heads.items() if code in new.heads]
    if isinstance(old, Own) and isinstance(new, Own):  # one version says the same on both days
        both = [(a, b) for a, b in both if a.at != b.at]
    for start in range(0, len(both), CHUNK):
        yield from (c for c, told in _pairs(old, new, both[start : start + CHUNK]) if told)


def found_between(old: Side, new: Side) -> list[Found]:
    """Every difference by code, its columns not read yet."""
    return found_in(old.heads, new.heads, list(_changed(old, new)), (old.clauses, new.clauses))


def whole(page: Sequence[Found], old: Side, new: Side) -> list[Difference]:
    """Some differences with what each of their matters says otherwise."""
    both = [one for one in page if one.old >= 0 and one.new >= 0]
    heads = [(old.heads[one.old_code or one.code], new.heads[one.code]) for one in both]
    told = dict(_pairs(old, new, heads))
    return [
        Difference(one.code, one.name, one.how, told.get(one.code, ()), one.old_code, one.pair)
        for one in page
    ]


def all_between(*, old: Side, new: Side) -> Iterator[Difference]:  # no viewer: the sides have it
    """Every difference of two lists by code; CHUNK rows of either are held at once."""
    every = found_between(old, new)
    for start in range(0, len(every), CHUNK):
        yield from whole(every[start : start + CHUNK], old, new)
