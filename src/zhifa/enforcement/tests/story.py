"""Cases told as rows of acts, for the rules that need no database."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from zhifa.enforcement.rules import clocks
from zhifa.enforcement.rules.facts import ClockState, Done, Facts
from zhifa.enforcement.rules.procedure import load
from zhifa.kernel.calendar import BEIJING, standard

Told = tuple[str, str] | tuple[str, str, Mapping[str, Any]]
PENALTY: Mapping[str, Any] = {
    "decision": {
        "outcome": "penalty",
        "kinds": ["fine"],
        "fine": "10000.00",
        "confiscation": "0.00",
        "tier": "light",
        "surcharge": True,
        "major": ["amount"],
    }
}
NOTHING = {"outcome": "no_penalty", "kinds": [], "fine": "0.00", "major": []}
SPARED = {"decision": {**PENALTY["decision"], **NOTHING}}


def paid(amount: str, item: str = "fine") -> dict[str, Any]:
    return {"item": item, "amount": amount}


def plan(*rows: tuple[str, str]) -> dict[str, Any]:
    return {"plan": [list(row) for row in rows]}


def acts(*told: Told, procedure: str = "penalty_ordinary") -> tuple[Done, ...]:
    """(move, day or moment[, facts]) in order; stages as the procedure makes them."""
    law, stage, found = load(procedure), "", []
    for seq, (move, when, *more) in enumerate(told, 1):
        at = datetime.fromisoformat(when)
        at = at if "T" in when else datetime.combine(at.date(), time(9))
        to = law.moves[move].to
        after = to.get(stage, next(iter(to.values()), law.first)) if to else law.first
        facts = dict(more[0]) if more else {}
        moment = at.replace(tzinfo=BEIJING)
        found.append(Done(seq, move, stage, after, at.date(), moment, "user:1", facts))
        stage = after
    return tuple(found)


def rounds(row: Sequence[Done], code: str, procedure: str = "penalty_ordinary") -> list[ClockState]:
    """Every round of one term."""
    found = clocks.compute(load(procedure), row, standard())
    return [state for state in found if state.code == code]


def clock(row: Sequence[Done], code: str, procedure: str = "penalty_ordinary") -> ClockState:
    """The only round of one term."""
    (state,) = rounds(row, code, procedure)
    return state


def facts(row: Sequence[Done], on: str, **more: Any) -> Facts:
    """The case at nine in the morning of a day, for one who asks."""
    law = load(more.pop("procedure", "penalty_ordinary"))
    day = date.fromisoformat(on)
    told: dict[str, Any] = {
        "move": None,
        "stage": row[-1].stage if row else "",
        "on": day,
        "actor": "user:9",
        "values": None,
        "officers": (1, 2),
        "standings": {1: ":甲", 2: ":乙"},
        **more,
    }
    return Facts(
        procedure=law,
        today=day,
        at=datetime.combine(day, time(9), BEIJING),
        acts=tuple(row),
        calendar=standard(),
        clocks=clocks.latest(clocks.compute(law, row, standard())),
        **told,
    )
