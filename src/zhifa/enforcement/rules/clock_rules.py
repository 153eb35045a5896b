"""Terms and the periods that do not count in them, as a procedure file states them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A legal term: what starts and stops it, how it counts, what an overrun means.

    overrun: alert, explain (the act must say why), lapse (the party's right ends), remind
    (it is shown), surcharge.
    each: every start has a term of its own; the field in which a stop names it, else it ends all.
    """

    id: str
    name: str
    start: tuple[str, ...]
    stop: tuple[str, ...]
    n: int
    unit: str
    roll: str
    source: str
    overrun: str
    party: bool = False
    when: str = ""
    base: str = ""
    settle: bool = False
    each: str = ""
    extend: Mapping[str, Any] | None = None
    extend_again: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A period that does not count in a term, from one move to another.

    begin_field: the day the party was told. No end: until the act itself counts as served.
    """

    clock: str
    name: str
    begin: str
    begin_field: str
    end: tuple[str, ...]
    source: str


def clock_rule(row: Mapping[str, Any]) -> ClockRule:
    """A term from its row."""
    return ClockRule(
        id=row["id"],
        name=row["name"],
        start=(row["start"], *row.get("also", ())),
        stop=tuple(row["stop"]),
        n=row["n"],
        unit=row["unit"],
        roll=row.get("roll", "none"),
        source=row["source"],
        overrun=row["overrun"],
        party=row.get("party", False),
        when=row.get("when", ""),
        base=row.get("base", ""),
        settle=row.get("settle", False),
        each=row.get("each", ""),
        extend=row.get("extend"),
        extend_again=row.get("extend_again"),
    )


def pause(row: Mapping[str, Any]) -> Pause:
    """A period that does not count, from its row."""
    field = row.get("begin_field", "")
    return Pause(
        row["clock"], row["name"], row["begin"], field, tuple(row.get("end", ())), row["source"]
    )
