"""What kind a matter is and which parts of the public lists it lacks, as bits of one number.

The database reckons it, so that the lists of a body are counted without reading their rows.
"""

from enum import IntFlag

from django.db.models import Case, Q, Value, When
from django.db.models.expressions import CombinedExpression


class Shape(IntFlag):
    """A bit each: two kinds, and what is not there."""

    INSPECTION = 1
    PENALTY = 2
    NO_DUTIES = 4
    NO_CLAUSES = 8
    NO_TIERS = 16
    NO_RECORDING = 32
    NO_CAP = 64
    NO_RATIO = 128
    NO_CHECKPOINTS = 256


_TOLD: dict[Shape, Q] = {
    Shape.INSPECTION: Q(kind="inspection"),
    Shape.PENALTY: Q(kind="penalty"),
    Shape.NO_DUTIES: Q(duties=[]),
    Shape.NO_CLAUSES: Q(basis_clauses=[], breach_clauses=[], penalty_clauses=[]),
    Shape.NO_TIERS: Q(tiers=[]),
    Shape.NO_RECORDING: Q(recording=[]),
    Shape.NO_CAP: ~Q(inspection__has_key="cap") | Q(inspection__cap=None),
    Shape.NO_RATIO: ~Q(inspection__has_key="ratio") | Q(inspection__ratio=""),
    Shape.NO_CHECKPOINTS: ~Q(inspection__has_key="checkpoints") | Q(inspection__checkpoints=[]),
}


def _sum() -> CombinedExpression | Case:
    bits = [Case(When(when, then=Value(int(b))), default=Value(0)) for b, when in _TOLD.items()]
    whole: CombinedExpression | Case = bits[0]
    for one in bits[1:]:
        whole = whole + one
    return whole


SHAPE = _sum()
