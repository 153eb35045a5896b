"""What differs between two lists of which only the heads are held: no list is held whole."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from zhifa.registry.rules.differences import name_key, pairs_of


@dataclass(frozen=True, slots=True)
class Head:
    """What is held of every matter of a list. at: where the rest of it is found."""

    at: int
    code: str
    kind: str
    name: str

    @property
    def key(self) -> tuple[str, str]:
        """By what it may be another's under another code."""
        return name_key(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class Found:
    """A difference before its columns are read. old, new: where either side's are."""

    code: str
    name: str
    how: str
    old: int = -1
    new: int = -1
    old_code: str = ""
    pair: str = ""


Heads: TypeAlias = Mapping[str, Head]
Clauses: TypeAlias = Callable[[Sequence[Head]], Sequence[Mapping[str, Any]]]


def _mates(
    gone: Sequence[Head], fresh: Sequence[Head], based: Sequence[Clauses]
) -> Mapping[str, tuple[Any, str]]:
    """Old code → the new one that is the same matter, and how it was found."""
    keys = {head.key for head in gone} & {head.key for head in fresh}
    sides = [[head for head in heads if head.key in keys] for heads in (gone, fresh)]
    return pairs_of(*(of(heads) for of, heads in zip(based, sides, strict=True))) if keys else {}


def found_in(
    old: Heads, new: Heads, changed: Collection[str], based: Sequence[Clauses]
) -> list[Found]:
    """Every difference of two lists, by code.

    changed: codes of both that say something otherwise. based: for either side, heads → rows with
    their clauses, asked only of those that may be one matter under two codes.
    """
    gone = [head for code, head in old.items() if code not in new]
    fresh = [head for code, head in new.items() if code not in old]
    pairs = _mates(gone, fresh, based)
    mates = {row["code"] for row, _ in pairs.values()}
    found = [
        Found(row["code"], row["name"], "recoded", old[code].at, new[row["code"]].at, code, how)
        for code, (row, how) in pairs.items()
    ]
    found += [Found(h.code, h.name, "removed") for h in gone if h.code not in pairs]
    found += [Found(h.code, h.name, "added") for h in fresh if h.code not in mates]
    found += [Found(c, new[c].name, "changed", old[c].at, new[c].at) for c in changed]
    return sorted(found, key=lambda one: one.code)
