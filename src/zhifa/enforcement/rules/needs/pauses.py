"""An inquiry that rests: the party may be told when it rests and when it goes on (law.md T17)."""

from zhifa.enforcement.rules.facts import Facts


def suspension_untold(facts: Facts) -> str | None:
    """The party has not been told of this suspension."""
    return None if facts.open_since("suspend", "tell_suspension") else ""


def resumption_untold(facts: Facts) -> str | None:
    """The inquiry was taken up again, and the party has not been told."""
    return None if facts.open_since("resume", "tell_resumption", "suspend") else ""
