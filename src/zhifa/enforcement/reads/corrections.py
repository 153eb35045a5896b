"""Clerical corrections of a decision that reached their addressee."""

from dataclasses import dataclass
from datetime import date

from zhifa.enforcement.models import Act, Decision
from zhifa.enforcement.reads.cases import of_visible
from zhifa.kernel.access import Actor
from zhifa.records import reads as records

MOVES = ("correct_decision", "serve_correction")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction: its paper, since when it counts as served, the words before and after."""

    number: str
    issued_on: date
    effective_on: date
    error: str
    correction: str


def corrections(*, decision: Decision, viewer: Actor) -> list[Corrected]:
    """The served ones of a decision, in order (行政处罚法 五十九)."""
    rows = of_visible(rows=Act.objects.filter(move__in=MOVES), viewer=viewer)
    found, made = [], None
    for act in rows.filter(case=decision.case_id).order_by("seq"):
        if act.move == "correct_decision":
            made = act
        elif made is not None:
            found.append(_corrected(made, act, viewer))
    return found


def _corrected(made: Act, served: Act, viewer: Actor) -> Corrected:
    paper = records.document(document_id=served.facts["document"], viewer=viewer)
    return Corrected(
        number=paper.number,
        issued_on=paper.issued_on,
        effective_on=date.fromisoformat(served.facts["effective_on"]),
        error=made.texts["error"],
        correction=made.texts["correction"],
    )
