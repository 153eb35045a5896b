"""What disclosure does when enforcement has decided."""

from datetime import date, datetime

from zhifa.disclosure import actions
from zhifa.disclosure.rules import LOSING
from zhifa.enforcement.events import (
    CaseDecided,
    DecisionAnnulled,
    DecisionCorrected,
    DecisionServed,
    RemedyEnded,
)
from zhifa.kernel.access import SYSTEM

LEAVING = {**dict.fromkeys(LOSING, actions.must_leave), "changed": actions.must_change}


def prepare_decision(event: CaseDecided, /, *, happened_at: datetime, now: datetime) -> None:
    """A decision enters the queue of its agency's publisher."""
    actions.prepare(decision_id=event.decision_id, by=SYSTEM, at=now)


def open_served(event: DecisionServed, /, *, happened_at: datetime, now: datetime) -> None:
    """A served decision may go public, from the day on which it counts as served."""
    actions.takes_effect(
        decision_id=event.decision_id,
        effective_on=date.fromisoformat(event.effective_on),
        by=SYSTEM,
        at=now,
    )


def tell_corrected(event: DecisionCorrected, /, *, happened_at: datetime, now: datetime) -> None:
    """A served correction is told where its decision is public."""
    actions.note_corrections(decision_id=event.decision_id, by=SYSTEM, at=now)


def take_down_annulled(event: DecisionAnnulled, /, *, happened_at: datetime, now: datetime) -> None:
    """An annulled decision is to leave the public site, its terms running from the effect."""
    actions.must_leave(
        decision_id=event.decision_id,
        effective_on=date.fromisoformat(event.effective_on),
        by=SYSTEM,
        at=now,
    )


def take_down_lost(event: RemedyEnded, /, *, happened_at: datetime, now: datetime) -> None:
    """What a court or review body undid or changed leaves as soon as that is told."""
    tell = LEAVING.get(event.result)
    if tell:
        since = date.fromisoformat(event.effective_on)
        tell(decision_id=event.decision_id, effective_on=since, by=SYSTEM, at=now)
