"""The stored terms of a case: written with each act, and anew when holidays are published."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import models, transaction

from zhifa.enforcement import events
from zhifa.enforcement.models import NEVER, Case, Clock
from zhifa.enforcement.reads import gather
from zhifa.enforcement.rules import clocks
from zhifa.enforcement.rules.facts import ClockState
from zhifa.enforcement.rules.procedure import Procedure, load
from zhifa.kernel import calendar, journal
from zhifa.kernel.access import Actor


def store_terms(case: Case, states: Sequence[ClockState]) -> list[models.Model]:
    """Write the terms of a case as they stand; the rows that changed. The caller journals them."""
    stored = {(c.code, c.round): c for c in Clock.objects.filter(case=case)}
    changed: list[models.Model] = []
    for state in states:
        values = state.stored()
        known = stored.get((state.code, state.round))
        row = known or Clock(case=case, code=state.code, round=state.round)
        if known is None or any(getattr(row, k) != v for k, v in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            changed.append(row)
    return changed


def nearest(procedure: Procedure, states: Sequence[ClockState]) -> date:
    """The day by which the house must act next; NEVER when no term of its own runs."""
    ours = {r.id for r in procedure.clocks if not r.party}
    runs = (s for s in states if s.state == "running" and s.code in ours)
    return min((s.conservative_on for s in runs), default=NEVER)


@transaction.atomic
def recompute_terms(*, case_id: str, by: Actor, at: datetime) -> int:
    """Compute the terms of a case anew on the tables of holidays known now (T19); how many changed.

    Nothing is written when all stand as they did.
    """
    case = Case.objects.select_for_update().get(pk=case_id)
    procedure = load(case.procedure, case.procedure_version)
    acts = [gather.done(act) for act in gather.acts_of(case)]
    states = clocks.compute(procedure, acts, calendar.standard())
    changed = store_terms(case, states)
    if not changed:
        return 0
    case.nearest_on = nearest(procedure, states)
    case.save(update_fields=["nearest_on"])
    event = events.TermsRecomputed(case_id=case.pk, terms=sorted({s.code for s in states}))
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=[case, *changed])
    return len(changed)
