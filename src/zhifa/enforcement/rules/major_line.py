"""Where the line of major penalties is drawn, as data (law.md 1.1.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Major:
    """What makes a penalty a major one, to be reported to the government.

    natural, organisation: 元, fine and confiscation together. suspension_days: a shorter
    suspension is not major. kinds: major whatever the sum. reasons: their words. sends: codes of
    the papers that go with the report. mark: how sure the figures are (law.md 0.1).
    """

    natural: Decimal
    organisation: Decimal
    suspension_days: int
    kinds: frozenset[str]
    reasons: Mapping[str, str]
    sends: tuple[str, ...]
    source: str
    mark: str


def major_line(row: Mapping[str, Any] | None) -> Major | None:
    """The line that a procedure file draws; None where it draws none."""
    if row is None:
        return None
    return Major(
        natural=Decimal(row["natural"]),
        organisation=Decimal(row["organisation"]),
        suspension_days=row["suspension_days"],
        kinds=frozenset(row["kinds"]),
        reasons=row["reasons"],
        sends=tuple(row["sends"]),
        source=row["source"],
        mark=row["mark"],
    )
