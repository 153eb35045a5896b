"""A paper is made, then sealed, then served: each of these is a step of its own."""

from datetime import date

from zhifa.enforcement.rules.facts import Done, Facts
from zhifa.enforcement.rules.procedure import Move, Procedure


def makers(procedure: Procedure, move: Move) -> tuple[str, ...]:
    """The steps that make what a step serves."""
    return tuple(m.id for m in procedure.moves.values() if set(m.documents) & set(move.serves))


def to_serve(facts: Facts) -> Done | None:
    """The act that made the paper which the step serves; None once it was served or is stale."""
    move = facts.move
    if move is None or not move.serves:
        return None
    made = makers(facts.procedure, move)
    last = facts.last(*made, move.id, *move.anew)
    return last if last and last.move in made else None


def paper_made(facts: Facts) -> str | None:
    """The paper that the step serves has been made, and not served yet."""
    return None if to_serve(facts) else ""


def _early(facts: Facts, day: date) -> str | None:
    early = facts.values is not None and facts.on < day
    return f"{day} 才批准用印，送达不能早于这一天" if early else None


def paper_sealed(facts: Facts) -> str | None:
    """What is handed over bears the seal: leave was given by the day of service."""
    made = to_serve(facts)
    if made is None:
        return None
    day = facts.leaves.get(str(made.facts.get("document", "")))
    return "" if day is None else _early(facts, day)
