"""What a person may let a machine do, from data/scopes.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "scopes.toml"
READING = ":read"


@cache
def scopes() -> Mapping[str, str]:
    """Permission → what it is called."""
    table: Mapping[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))["names"]
    return table


def reads_only(permission: str) -> bool:
    """Whether a permission is one to look."""
    return permission.endswith(READING)
