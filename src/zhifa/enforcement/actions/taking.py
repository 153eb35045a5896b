"""An act that nothing stands in the way of, written with all it entails."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from zhifa.enforcement import events
from zhifa.enforcement.actions import effects, papers
from zhifa.enforcement.actions.effects import AFTER, BEFORE
from zhifa.enforcement.actions.findable import keep_asked, keep_findable
from zhifa.enforcement.actions.step import Step
from zhifa.enforcement.actions.terms import nearest, store_terms
from zhifa.enforcement.models import Act, Case, CaseOfficer
from zhifa.enforcement.reads import gather as gathering
from zhifa.enforcement.reads.titles import title_of
from zhifa.enforcement.rules import clocks, fields
from zhifa.enforcement.rules.facts import Done, Facts
from zhifa.enforcement.rules.fold import State, fold
from zhifa.enforcement.rules.matter_terms import told_by
from zhifa.enforcement.rules.outcome import settled
from zhifa.kernel import calendar, ids, journal, seals
from zhifa.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act left behind. again: the same submit had been taken before."""

    case: Case
    act: Act
    again: bool = False


@transaction.atomic(savepoint=False)
def take(
    *, case: Case, facts: Facts, acts: Sequence[Act], by: Actor, at: datetime, token: str
) -> Outcome:
    """Write an act that nothing stands in the way of, with all it entails, or none of it.

    acts: those that went before it.
    """
    move = facts.move
    if move is None or facts.values is None:
        raise ValueError("an act needs a move and its values")
    step = Step(case, facts, facts.values, acts, by, dict(settled(facts)), at, ids.new())
    if "matter" in facts.values and facts.matter:
        step.added["matter_id"] = facts.matter.id
        step.added["terms"] = told_by(facts.matter.clocks)
    for name in move.effects:
        BEFORE.get(name, _nothing)(step)
    origin, stage = case.stage, move.to.get(case.stage, case.stage)
    case.rev += 1
    papers.make(step)
    told, texts, personal = fields.split(move.fields, facts.values)
    hidden = json.dumps(personal, ensure_ascii=False) if personal else ""
    act = effects.act_of(
        step,
        origin=origin,
        stage=stage,
        seq=case.rev,
        split=(told, texts, hidden),
        token=token or step.act_id,
    )
    act.save(force_insert=True)
    for name in move.effects:
        AFTER.get(name, _nothing)(step)
    state = project(case=case, acts=(*facts.acts, gathering.done(act)), step=step)
    _record(case, act, step, state)
    return Outcome(case, act)


def _nothing(_: Step) -> None:
    """An effect that has no part in this phase."""


def project(*, case: Case, acts: tuple[Done, ...], step: Step) -> State:
    """Bring the stored case, its officers and its clocks to what the acts say."""
    state, stood = fold(acts), (case.stage, case.nearest_on)
    for name in (
        "stage",
        "number",
        "redo_of_id",
        "turned_from_id",
        "matter_id",
        "party_id",
        "act_from",
        "act_until",
        "filed_on",
        "decided_on",
        "closed_on",
        "close_reason",
        "archived_on",
    ):
        setattr(case, name, getattr(state, name))
    case.marks = list(state.marks)
    named = "matter_id" in step.added or "party" in step.values
    if named:
        case.title = title_of(case)
    moved = state.officers != fold(acts[:-1]).officers
    assigned = _officers(case, state) if moved else []
    step.rows += assigned
    states = clocks.compute(step.facts.procedure, acts, calendar.standard())
    if list(states) != list(step.facts.rounds):  # else they stand as the act before left them
        step.rows += store_terms(case, states)
    case.nearest_on = nearest(step.facts.procedure, states)
    case.save()
    keep_asked(case, acts[-1].move, acts[-1].on)
    keep_findable(
        case,
        state.current_officers,
        renamed=named or case.rev == 1,
        reassigned=bool(assigned),
        moved=stood != (case.stage, case.nearest_on),
    )
    return state


def _officers(case: Case, state: State) -> list[models.Model]:
    stored = {(o.user_id, o.from_on): o for o in CaseOfficer.objects.filter(case=case)}
    changed: list[models.Model] = []
    for user, since, until in state.officers:
        known = stored.get((user, since))
        row = known or CaseOfficer(case=case, user_id=user, from_on=since)
        if known is None or row.until_on != until:
            row.until_on = until
            row.save()
            changed.append(row)
    return changed


def _record(case: Case, act: Act, step: Step, state: State) -> None:
    told: dict[str, Any] = {
        "case_id": case.pk,
        "act_id": act.pk,
        "move": act.move,
        "origin": act.origin,
        "stage": act.stage,
        "seq": act.seq,
        "on": act.on.isoformat(),
        "facts": {**act.facts, "given": sorted(k for k, v in act.texts.items() if v)},
        "texts": seals.sha256(seals.canonical(act.texts)),
        "outcome": {
            "officers": list(state.current_officers),
            "documents": sorted(d.pk for d in step.documents.values()),
        },
    }
    kind = events.CaseActed if act.origin else events.CaseOpened
    rows = [case, act, *step.rows]
    journal.record(kind(**told), subject=case.dossier_id, by=step.by, at=step.at, rows=rows)
    if warned := act.facts.get("warned"):
        passed = events.WarningPassed(case.pk, warned, act.move)
        journal.record(passed, subject=case.dossier_id, by=step.by, at=step.at)
    late = act.facts.get("late")
    if late:
        event = events.TermOverrun(case.pk, late, act.move)
        journal.record(event, subject=case.dossier_id, by=step.by, at=step.at)
