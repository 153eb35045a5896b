"""What differs between two lists of matters: added, removed, changed, field by field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhifa.registry.rules.columns import Column, value_of

SILENT = frozenset(
    {"code", "from_on", "until_on", "origin", "listed_on", "published_on", "delisted_on"}
)


@dataclass(frozen=True, slots=True)
class Change:
    """One column that two versions write differently."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One matter in which two lists differ. how: added, removed or changed."""

    code: str
    name: str
    how: str
    changes: Sequence[Change] = ()

    @property
    def title(self) -> str:
        """How, in Chinese."""
        return {"added": "新增", "removed": "取消", "changed": "变更"}[self.how]


def changes(
    old: Mapping[str, Any], new: Mapping[str, Any], known: Sequence[Column]
) -> list[Change]:
    """The columns in which two versions of a matter differ, as a list would write them."""
    found = []
    for column in known:
        if column.field in SILENT:
            continue
        pair = [str(column.codec.write(value_of(row, column.field))) for row in (old, new)]
        if pair[0] != pair[1]:
            found.append(Change(column.heading, *pair))
    return found


def differences(
    old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]], known: Sequence[Column]
) -> list[Difference]:
    """What `new` has otherwise than `old`, by code."""
    before, after = ({str(row["code"]): row for row in rows} for rows in (old, new))
    found = []
    for code in sorted({*before, *after}):
        one, other = before.get(code), after.get(code)
        if one is None or other is None:
            row = one or other or {}
            how = "added" if one is None else "removed"
            found.append(Difference(code, str(row["name"]), how))
        elif told := changes(one, other, known):
            found.append(Difference(code, str(other["name"]), "changed", told))
    return found
