"""The stepper: which phases of its procedure a case has behind it, and since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhifa.enforcement.rules.facts import Done, Facts
from zhifa.enforcement.rules.procedure import Stage


@dataclass(frozen=True, slots=True)
class Phase:
    """One step of the stepper: done, skip, now, or to come. sub: a day, or the stage now."""

    name: str
    state: str
    sub: str


def _over_already(before: Stage | None, after: Stage) -> bool:
    """Whether the phase was over before: what is urged was served on the day it was served."""
    return before is not None and before.phase == after.phase and before.over == "entered"


def days_of_phases(acts_: Sequence[Done], stages: Mapping[str, Stage]) -> dict[str, date]:
    """When each phase was over, as its stages say; phases the case never was in are absent."""
    found: dict[str, date] = {}
    for act in acts_:
        before, after = stages.get(act.origin), stages[act.stage]
        if before and before != after and before.over == "left":
            found[before.phase] = act.on
        if after.over != "entered" or (before != after and not _over_already(before, after)):
            found[after.phase] = act.on
    return found


def _aside(facts: Facts) -> dict[str, date]:
    """When a phase was last worked in from the stage of another: paid before anybody was urged."""
    moves = facts.procedure.moves
    return {moves[act.move].phase: act.on for act in facts.acts if moves[act.move].phase}


def phases(facts: Facts, stage: str) -> tuple[Phase, ...]:
    """The stepper of a case at a stage."""
    law, today = facts.procedure, facts.today
    order, now = list(law.phases), law.stages[stage]
    here = order.index(now.phase)
    last = {**_aside(facts), **days_of_phases(facts.acts, law.stages)}
    found = []
    for n, (code, name) in enumerate(law.phases.items()):
        day = last.get(code)
        if n == here:
            found.append(Phase(name, "done" if now.final else "now", now.name))
        elif n > here:
            found.append(Phase(name, "", ""))
        elif day is None:
            found.append(Phase(name, "skip", "未经过"))
        else:
            found.append(Phase(name, "done", _short(day, today)))
    return tuple(found)


def _short(on: date, today: date) -> str:
    return f"{on:%m-%d}" if on.year == today.year else on.isoformat()
