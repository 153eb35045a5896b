"""Two lists compared as a whole: by what the comparison part by part is measured."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhifa.registry.rules.columns import Column
from zhifa.registry.rules.differences import Difference, changes, pairs_of


def _recoded(
    one: Mapping[str, Any], other: Mapping[str, Any], pair: str, known: Sequence[Column]
) -> Difference:
    told = changes(one, other, known)
    code, name = str(other["code"]), str(other["name"])
    return Difference(code, name, "recoded", told, str(one["code"]), pair)


def differences(
    old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]], known: Sequence[Column]
) -> list[Difference]:
    """What `new` has otherwise than `old`: by code, and by name and basis where codes differ."""
    before, after = ({str(row["code"]): row for row in rows} for rows in (old, new))
    gone = [row for code, row in before.items() if code not in after]
    fresh = [row for code, row in after.items() if code not in before]
    pairs = pairs_of(gone, fresh)
    mates = {str(row["code"]) for row, _ in pairs.values()}
    found = [_recoded(before[code], row, pair, known) for code, (row, pair) in pairs.items()]
    for how, rows, paired in (("removed", gone, pairs), ("added", fresh, mates)):
        lone = (row for row in rows if str(row["code"]) not in paired)
        found += [Difference(str(row["code"]), str(row["name"]), how) for row in lone]
    for code in before.keys() & after.keys():
        if told := changes(before[code], after[code], known):
            found.append(Difference(code, str(after[code]["name"]), "changed", told))
    return sorted(found, key=lambda one: one.code)
