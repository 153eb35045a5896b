"""Names of administrative divisions, from data/areas.toml."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "areas.toml"


@cache
def _names() -> Mapping[str, str]:
    table: Mapping[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))["names"]
    return table


def name_of(code: str) -> str:
    """The name of a division; the code itself when the table does not hold it."""
    return _names().get(code) or _names().get(code.rstrip("0")) or code


def names_of(codes: Iterable[str]) -> str:
    """Names of divisions as one text."""
    return "、".join(name_of(code) for code in codes)
