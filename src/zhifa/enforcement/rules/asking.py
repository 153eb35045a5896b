"""What officers ask of heads, and the steps that answer it."""

from collections.abc import Mapping

POLICE = ("approve_transfer", "refuse_transfer", "police_refused", "police_filed")
ENDS: Mapping[str, tuple[str, ...]] = {
    "propose_suspension": ("suspend", "refuse_break"),
    "propose_termination": ("terminate", "refuse_break"),
    "ask_change": ("approve_change", "refuse_change"),
    "ask_deferral": ("approve_deferral", "refuse_deferral"),
    "suspect_crime": POLICE,
}


def asks(move: str) -> tuple[str, ...]:
    """What a step answers; nothing for most."""
    return tuple(ask for ask, ends in ENDS.items() if move in ends)
