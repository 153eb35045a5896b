"""What can be done next in a case, and what stands in its way."""

from dataclasses import dataclass, replace
from datetime import datetime

from zhifa.enforcement.models import Case
from zhifa.enforcement.reads.gather import gather
from zhifa.enforcement.reads.seen import insist
from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.obstacles import obstacles, warnings
from zhifa.enforcement.rules.outcome import scope_now
from zhifa.enforcement.rules.procedure import Move, load
from zhifa.kernel.access import NOT_YOURS, Actor, may
from zhifa.kernel.refusals import Obstacle


@dataclass(frozen=True, slots=True)
class Option:
    """A step as the page shows it: free, blocked, or somebody else's; warnings do not block."""

    move: Move
    permitted: bool
    obstacles: tuple[Obstacle, ...]
    warnings: tuple[Obstacle, ...] = ()

    @property
    def free(self) -> bool:
        """Whether it can be taken now, as far as can be known before its form is filled."""
        return self.permitted and not self.obstacles

    @property
    def quiet(self) -> bool:
        """Whether it is no matter of this case."""
        return any(o.code in self.move.quiet for o in self.obstacles)


def _option(facts: Facts, move: Move, case: Case, viewer: Actor) -> Option:
    permitted = may(viewer, move.may, case.agency_id)
    wrong = obstacles(replace(facts, move=move), move, permitted=permitted, via=move.via)
    aware = tuple(warnings(facts, move)) if case.stage in move.to else ()
    return Option(move, permitted, tuple(o for o in wrong if o is not NOT_YOURS), aware)


def options_of(*, facts: Facts, case: Case, viewer: Actor) -> list[Option]:
    """Every step that the stage offers this case, judged on facts already gathered."""
    moves = facts.procedure.moves_from(case.stage)
    found = [_option(facts, move, case, viewer) for move in moves]
    return [o for o in found if not o.quiet]


def option(*, case: Case, move: Move, viewer: Actor, at: datetime) -> Option:
    """One step, also one that belongs to another stage, with what stands in its way."""
    insist(case, viewer)
    facts = gather(case=case, move=None, values=None, viewer=viewer, at=at)
    return _option(facts, move, case, viewer)


def options(*, case: Case, viewer: Actor, at: datetime) -> list[Option]:
    """Every step the case's stage offers, with what stands in its way."""
    insist(case, viewer)
    facts = gather(case=case, move=None, values=None, viewer=viewer, at=at)
    return options_of(facts=facts, case=case, viewer=viewer)


def review_rules(*, case: Case, viewer: Actor, at: datetime) -> tuple[str, ...]:
    """The rules L1-L13 by which the case must pass legal review, as things stand."""
    insist(case, viewer)
    facts = gather(case=case, move=None, values=None, viewer=viewer, at=at)
    return scope_now(facts)


def stage_names(*, case: Case) -> dict[str, str]:  # no viewer: a procedure is public
    """Stage id → Chinese name, in the procedure's order."""
    return {s.id: s.name for s in load(case.procedure, case.procedure_version).stages.values()}


def is_reviewed(*, case: Case) -> bool:  # no viewer: a procedure is public
    """Whether the case's procedure knows legal review at all; a penalty on the spot does not."""
    law = load(case.procedure, case.procedure_version)
    return any(move.via == "review" for move in law.moves.values())
