"""Lists that forms offer, by name: code and Chinese name."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "lists.toml"


@cache
def lists() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Every list of the file."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: tuple((a, b) for a, b in rows) for name, rows in table.items()}


@cache
def names(name: str) -> Mapping[str, str]:
    """Code → name of one list."""
    return dict(lists()[name])
