"""How a long form that settles a penalty is parted, from data/sections.toml. Pure."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from zhifa.enforcement.rules.procedure import Field

FILE = Path(__file__).parents[1] / "data" / "sections.toml"
LONG = "kinds"  # the field of the forms that are long


@cache
def _places() -> Mapping[str, str]:
    """Field id → its section, sections in the order of the file."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["section"]
    return {field: row["name"] for row in rows for field in row["fields"]}


def sections_of(fields: Sequence[Field]) -> list[tuple[str, list[str]]]:
    """The sections of a form with the ids of their fields; none for a form that is short.

    A field that the file does not name follows the one before it.
    """
    if LONG not in {f.id for f in fields}:
        return []
    found: dict[str, list[str]] = {name: [] for name in dict.fromkeys(_places().values())}
    place = next(iter(found))
    for field in fields:
        place = _places().get(field.id, place)
        found[place].append(field.id)
    return [(name, ids) for name, ids in found.items() if ids]
