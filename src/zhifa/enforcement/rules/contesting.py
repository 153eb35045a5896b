"""How long a decision can be contested before a court is asked to enforce it."""

from zhifa.enforcement.rules.procedure import Procedure
from zhifa.kernel.calendar import Roll, Term, Unit

SUIT = Term(6, Unit.MONTH, "行政诉讼法 第四十六条", Roll.NEXT_WORKDAY)
REVIEW = Term(60, Unit.DAY, "行政复议法 第二十条、第二十三条", Roll.NEXT_WORKDAY)
BASES = {"suit_term_end": SUIT, "review_term_end": REVIEW}


def remedy_term(procedure: Procedure) -> Term:
    """How long the party may contest a decision before the court is asked to enforce it.

    Six months to sue; sixty days where reconsideration must come first (行政复议法 二十三).
    """
    return next((BASES[r.base] for r in procedure.clocks if r.base in BASES), SUIT)
