"""An inquiry that rests or ends: asked for, answered, and told to the party (law.md T17)."""

from zhifa.enforcement.rules.asking import ENDS
from zhifa.enforcement.rules.facts import Done, Facts


def asked_break(facts: Facts, move: str) -> Done | None:
    """What the officers have asked for, rest or end, and nobody has answered."""
    return facts.open_since(move, *ENDS[move])


def no_break_asked(facts: Facts) -> str | None:
    """Neither a rest nor an end waits for an answer."""
    return "" if break_proposed(facts) is None else None


def suspension_proposed(facts: Facts) -> str | None:
    """The officers have asked for a rest (SJ 46)."""
    return None if asked_break(facts, "propose_suspension") else ""


def termination_proposed(facts: Facts) -> str | None:
    """The officers have asked for an end (SJ 47)."""
    return None if asked_break(facts, "propose_termination") else ""


def break_proposed(facts: Facts) -> str | None:
    """A rest or an end waits for an answer."""
    return None if suspension_proposed(facts) is None else termination_proposed(facts)


def suspension_untold(facts: Facts) -> str | None:
    """The party has not been told of this suspension."""
    return None if facts.open_since("suspend", "tell_suspension") else ""


def resumption_untold(facts: Facts) -> str | None:
    """The inquiry was taken up again, and the party has not been told."""
    return None if facts.open_since("resume", "tell_resumption", "suspend") else ""
