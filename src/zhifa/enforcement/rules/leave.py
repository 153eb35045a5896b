"""Leave to seal a paper, as the rules know it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Leave:
    """ready_on: from when the paper may be served, None while it does not bear its seal.

    why: why it could not be sealed yet.
    """

    ready_on: date | None
    why: str = ""
