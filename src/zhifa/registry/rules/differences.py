"""What differs between two lists of matters: added, removed, changed, field by field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zhifa.registry.rules.columns import Column, value_of

SILENT = frozenset(
    {"code", "from_on", "until_on", "origin", "listed_on", "published_on", "delisted_on"}
)
CLAUSES = ("basis_clauses", "breach_clauses", "penalty_clauses")
SAME_BASIS = "编码不同，名称和依据相同"
SOME_BASIS = "编码不同，名称相同，依据有一部分相同"


@dataclass(frozen=True, slots=True)
class Change:
    """One column that two versions write differently."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One matter in which two lists differ. how: added, removed, changed or recoded.

    old_code, pair: its code in the old list and how the two were found to be one, where the codes
    differ; such a matter is recoded, whatever else it says otherwise.
    """

    code: str
    name: str
    how: str
    changes: Sequence[Change] = ()
    old_code: str = ""
    pair: str = ""

    @property
    def title(self) -> str:
        """How, in Chinese."""
        return {"added": "新增", "removed": "取消", "changed": "变更", "recoded": "编码不同"}[
            self.how
        ]


def written(row: Mapping[str, Any], known: Sequence[Column]) -> dict[str, str]:
    """A matter as a list would write it: heading → words, of the columns that are compared."""
    told = (c for c in known if c.field not in SILENT)
    return {c.heading: str(c.codec.write(value_of(row, c.field))) for c in told}


def unlike(old: Mapping[str, str], new: Mapping[str, str]) -> list[Change]:
    """The columns that two written versions say differently."""
    return [Change(head, said, new[head]) for head, said in old.items() if said != new[head]]


def changes(
    old: Mapping[str, Any], new: Mapping[str, Any], known: Sequence[Column]
) -> list[Change]:
    """The columns in which two versions of a matter differ, as a list would write them."""
    return unlike(written(old, known), written(new, known))


@lru_cache(maxsize=20_000)  # a list cites the same clauses over and over
def _signs(text: str) -> str:
    return "".join(filter(str.isalnum, text.removeprefix("中华人民共和国")))


def _basis(row: Mapping[str, Any]) -> frozenset[str]:
    """Every clause that a matter rests on, without signs."""
    told = (c for name in CLAUSES for c in row.get(name) or ())
    return frozenset(_signs(str(c).replace("《中华人民共和国", "《")) for c in told)


def name_key(kind: str, name: str) -> tuple[str, str]:
    """By what two matters under two codes may be one, as far as kind and name tell."""
    return kind, _signs(name)


Based = tuple[Mapping[str, Any], frozenset[str]]  # a row, and every clause that it rests on


def _named(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], list[Based]]:
    found: dict[tuple[str, str], list[Based]] = {}
    for row in rows:
        key = name_key(str(row.get("kind")), str(row["name"]))
        found.setdefault(key, []).append((row, _basis(row)))
    return found


def _likest(one: Based, others: Sequence[Based]) -> tuple[Based, str] | None:
    """The one matter of the same kind and name with the same basis, else with some of it."""
    own = one[1]
    alike = [other for other in others if own and other[1] == own]
    near = alike or [other for other in others if own & other[1]]
    return (near[0], SAME_BASIS if alike else SOME_BASIS) if len(near) == 1 else None


def pairs_of(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> dict[str, tuple[Mapping[str, Any], str]]:
    """Old code → the new row that is the same matter under another code, and how it was found.

    Only where either side has no second that is as like.
    """
    before, after = _named(old), _named(new)
    found = {}
    for key, rows in before.items():
        for one in rows:
            mate = _likest(one, after.get(key, ()))
            back = _likest(mate[0], rows) if mate else None
            if mate and back and back[0] is one:
                found[str(one[0]["code"])] = (mate[0][0], mate[1])
    return found
