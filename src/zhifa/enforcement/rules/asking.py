"""What officers ask of heads, and the steps that answer it."""

from collections.abc import Mapping

BREAK = ("suspend", "terminate", "refuse_break")
POLICE = ("approve_transfer", "refuse_transfer", "police_refused", "police_filed")
ENDS: Mapping[str, tuple[str, ...]] = {
    "propose_suspension": BREAK,
    "propose_termination": BREAK,
    "ask_change": ("approve_change", "refuse_change"),
    "ask_deferral": ("approve_deferral", "refuse_deferral"),
    "suspect_crime": POLICE,
}
