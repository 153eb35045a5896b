"""What officers have asked of the heads and nobody has answered yet, over all cases."""

from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from zhifa.enforcement.models import Asked, Case, CaseOfficer
from zhifa.enforcement.reads.gather import asker
from zhifa.enforcement.rules.asking import ENDS
from zhifa.enforcement.rules.procedure import codes, load
from zhifa.kernel.access import Actor

NAMES = {
    "propose_suspension": "报请中止调查",
    "propose_termination": "报请终止调查",
    "ask_change": "报请变更当事人、案由",
    "ask_deferral": "申请延期、分期缴纳",
    "suspect_crime": "报请移送公安机关",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that was asked in a case, in words."""

    case: Case
    words: str


@cache
def _stages(ask: str) -> tuple[str, ...]:
    """Where an answer can be given, over every procedure."""
    laws = [load(code) for code in codes()]
    answers = [m for law in laws for m in law.moves.values() if m.id in ENDS[ask]]
    return tuple(sorted({stage for move in answers for stage in move.to}))


@cache
def _answered_by(ask: str) -> str:
    """The permission of whoever answers."""
    laws = [load(code) for code in codes()]
    return next(law.moves[ENDS[ask][0]].may for law in laws if ENDS[ask][0] in law.moves)


def _open(ask: str, viewer: Actor) -> Q | None:
    """Where it is asked and the viewer may answer; None where that is nowhere."""
    reach = viewer.reach(_answered_by(ask))
    if reach is not None and not reach:
        return None
    found = Q(ask=ask, case__stage__in=_stages(ask))
    return found if reach is None else found & Q(agency_id__in=reach)


def questions(*, viewer: Actor, limit: int = 60) -> list[Question]:
    """What waits for the viewer's answer, of the nearest deadlines first.

    Whoever runs the case or ever did does not answer (needs: not_case_officer), nor is asked here.
    """
    asked = [one for one in (_open(ask, viewer) for ask in ENDS) if one is not None]
    if not asked:
        return []
    own = CaseOfficer.objects.filter(case=OuterRef("case"), user=asker(viewer))
    found = Asked.objects.filter(reduce(or_, asked), ~Exists(own)).select_related("case")
    found = found.order_by("case__nearest_on", "case_id", "pk")
    return [Question(row.case, NAMES[row.ask]) for row in found[:limit]]
