"""Major penalties, for whoever follows their reports to the government."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhifa.enforcement.models import Act, Case, Clock, Decision
from zhifa.enforcement.reads.cases import decisions, of_visible
from zhifa.enforcement.rules.facts import LOST
from zhifa.enforcement.rules.procedure import load
from zhifa.kernel.access import Actor

CLOCK, REPORT = "c.filing.major", "report_major"


@dataclass(frozen=True, slots=True)
class MajorPenalty:
    """A major penalty: why it is one, by when it is to be reported, how often and when it was.

    sent: the papers that went with the latest report. binding: it has not been annulled.
    """

    decision: Decision
    reasons: tuple[str, ...]
    due_on: date
    rounds: int
    reported_on: date | None
    sent: Sequence[str]
    note: str
    binding: bool


def is_major(*, case: Case, viewer: Actor) -> bool:
    """Whether a major penalty was decided in a case."""
    return of_visible(rows=Clock.objects.filter(case=case, code=CLOCK), viewer=viewer).exists()


def major_penalty(*, decision_id: str, viewer: Actor) -> MajorPenalty | None:
    """What a decision has to do with reporting; None when it is no major penalty, or not seen.

    Source: 四川省重大行政处罚行政强制备案规定 第二条、第四条.
    """
    term = Clock.objects.filter(case__decision=decision_id, code=CLOCK).first()
    found = decisions(viewer=viewer).filter(pk=decision_id).first() if term else None
    if found is None or term is None:
        return None
    case = found.case
    law = load(case.procedure, case.procedure_version)
    reports = list(Act.objects.filter(case=case, move=REPORT).order_by("seq"))
    report = reports[-1] if reports else None
    words = law.major.reasons if law.major else {}
    return MajorPenalty(
        decision=found,
        reasons=tuple(words[code] for code in found.act.facts["decision"]["major"]),
        due_on=term.due_on,
        rounds=len(reports),
        reported_on=report.on if report else None,
        sent=report.facts["sent"] if report else (),
        note=report.texts.get("note", "") if report else "",
        binding=found.annulment not in LOST,
    )
