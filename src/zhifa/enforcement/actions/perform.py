"""The one door through which a case moves."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from zhifa.enforcement import events
from zhifa.enforcement.actions import effects, papers
from zhifa.enforcement.actions.effects import AFTER, BEFORE, Step
from zhifa.enforcement.actions.findable import keep_findable
from zhifa.enforcement.actions.terms import nearest, store_terms
from zhifa.enforcement.models import Act, Case, CaseOfficer
from zhifa.enforcement.reads import gather as gathering
from zhifa.enforcement.reads.fields import fields_for
from zhifa.enforcement.rules import clocks, fields
from zhifa.enforcement.rules.facts import Done, Facts
from zhifa.enforcement.rules.fold import State, fold
from zhifa.enforcement.rules.matter_terms import told_by
from zhifa.enforcement.rules.obstacles import NO_SUCH_MOVE, STALE, obstacles
from zhifa.enforcement.rules.outcome import settled
from zhifa.enforcement.rules.procedure import Move, load
from zhifa.kernel import calendar, ids, journal, seals
from zhifa.kernel.access import Actor, may
from zhifa.kernel.refusals import Malformed, Refused, refuse_if


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act left behind. again: the same submit had been taken before."""

    case: Case
    act: Act
    again: bool = False


def _told_before(case: Case, token: str) -> Act | None:
    return Act.objects.filter(case=case, token=token).first() if token else None


def _checked(
    case: Case, move: str, data: Mapping[str, Any], by: Actor, at: datetime
) -> tuple[Move, dict[str, Any]]:
    procedure = load(case.procedure, case.procedure_version)
    found = procedure.moves.get(move)
    if found is None or not found.to:
        raise Refused([NO_SUCH_MOVE])
    asked = fields_for(case=case, move=found, viewer=by, at=at)
    values, faults = fields.clean(asked, data)
    if faults:
        raise Malformed(faults)
    return found, values


@transaction.atomic
def perform(  # noqa: PLR0913 - what a form says, for whom, and what its reader knew
    *,
    case_id: str,
    move: str,
    data: Mapping[str, Any],
    by: Actor,
    at: datetime,
    rev: int | None = None,
    token: str = "",
    via: str = "",
) -> Outcome:
    """Take a step in a case.

    data: form values by field id, texts or JSON. rev: the case's `rev` the person was looking at;
    an older one is refused as stale. token: the form's one-time word; a second submit with the
    same word changes nothing and returns the first outcome. via: the room that takes the step,
    for steps that belong to one. Malformed: fields of the wrong shape, each with its reason.
    Refused: every obstacle the procedure, the file and the person's post present, with articles.
    """
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("agency", "matter", "party", "dossier")
        .get(pk=case_id)
    )
    before = _told_before(case, token)
    if before:
        return Outcome(case, before, again=True)
    refuse_if([STALE] if rev is not None and rev != case.rev else [])
    found, values = _checked(case, move, data, by, at)
    acts = gathering.acts_of(case)
    facts = gathering.gather(case=case, move=found, values=values, viewer=by, at=at, acts=acts)
    permitted = may(by, found.may, case.agency_id)
    refuse_if(obstacles(facts, found, permitted=permitted, via=via))
    with journal.chapter(case.dossier_id):
        return take(case=case, facts=facts, acts=acts, by=by, at=at, token=token)


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
    step = Step(case, facts, facts.values, acts, by, at, ids.new(), dict(settled(facts)))
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
    state = fold(acts)
    for name in (
        "stage",
        "number",
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
        case.title = gathering.title_of(case)
    moved = state.officers != fold(acts[:-1]).officers
    assigned = _officers(case, state) if moved else []
    step.rows += assigned
    states = clocks.compute(step.facts.procedure, acts, calendar.standard())
    step.rows += store_terms(case, states)
    case.nearest_on = nearest(step.facts.procedure, states)
    case.save()
    keep_findable(
        case,
        state.current_officers,
        renamed=named or case.rev == 1,
        reassigned=bool(assigned),
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
    late = act.facts.get("late")
    if late:
        event = events.TermOverrun(case.pk, late, act.move)
        journal.record(event, subject=case.dossier_id, by=step.by, at=step.at)
    if warned := act.facts.get("warned"):
        passed = events.WarningPassed(case.pk, warned, act.move)
        journal.record(passed, subject=case.dossier_id, by=step.by, at=step.at)
