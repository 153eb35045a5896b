"""What each role may do: data, checked by the house tests."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "roles.toml"


@dataclass(frozen=True, slots=True)
class Role:
    """A post's role: what it is called, what it may do at its agency, and everywhere.

    apart: roles that the same person may not hold at the same time (三员分立).
    second_factor: whether its holder works only after enrolling a second factor.
    """

    code: str
    name: str
    may: frozenset[str]
    everywhere: frozenset[str]
    apart: frozenset[str]
    second_factor: bool

    @property
    def administers(self) -> bool:
        """Whether this is one of the three administrators."""
        return bool(self.apart)


@cache
def roles() -> Mapping[str, Role]:
    """Role code → role, in the order of the file."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        code: Role(
            code,
            row["name"],
            frozenset(row.get("may", ())),
            frozenset(row.get("everywhere", ())),
            frozenset(row.get("apart", ())),
            bool(row.get("second_factor", False)),
        )
        for code, row in table.items()
    }


def apart(one: str, other: str) -> bool:
    """Whether the two roles may not be held by one person at the same time, said by either."""
    table = roles()
    return other in table[one].apart or one in table[other].apart
