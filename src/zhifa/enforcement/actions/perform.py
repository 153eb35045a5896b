"""The one door through which a case moves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.enforcement.actions.opening import begin_again, turn
from zhifa.enforcement.actions.repeating import same_again
from zhifa.enforcement.actions.taking import Outcome, take
from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.reads import gather as gathering
from zhifa.enforcement.reads.fields import fields_for
from zhifa.enforcement.reads.naming import misdated, misnamed
from zhifa.enforcement.rules import fields
from zhifa.enforcement.rules.obstacles import NO_SUCH_MOVE, STALE, obstacles
from zhifa.enforcement.rules.procedure import Move, load
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, may
from zhifa.kernel.prepared import Prepared, PreparedModels
from zhifa.kernel.refusals import Malformed, Refused, refuse_if

# effects that open another case in the same transaction
BEGINNING = {"begin_again": begin_again, "turn": turn}


LOCK = Prepared(lambda case: Case.objects.select_for_update().filter(pk=case).values_list("pk"))
CASE = PreparedModels(
    Case,
    lambda cases, case: cases.filter(pk=case),
    joined=("agency", "matter", "party", "dossier"),
)


def _locked(case_id: str) -> Case:
    """A case that waits for us, with what its steps ask of everywhere."""
    if not LOCK.rows(case=case_id):
        raise Case.DoesNotExist
    (case,) = CASE.all(case=case_id)
    return case


def _told_before(case: Case, token: str) -> Act | None:
    return Act.objects.filter(case=case, token=token).first() if token else None


def _checked(
    case: Case, move: str, data: Mapping[str, Any], by: Actor, at: datetime
) -> tuple[Move, dict[str, Any]]:
    procedure = load(case.procedure, case.procedure_version)
    found = procedure.moves.get(move)
    if found is None or not found.to:
        raise Refused([NO_SUCH_MOVE])
    asked = fields_for(case=case, move=found, viewer=by, at=at, shown=False)
    values, faults = fields.clean(asked, data)
    faults |= misnamed(fields=asked, values=values, case=case)
    if faults:  # told at once, with what is wrong with the days
        raise Malformed(misdated(fields=asked, values=values, today=localdate(at)) | faults)
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
    same word changes nothing and returns the first outcome; one that says other things is refused.
    via: the room that takes the step, for steps that belong to one. Malformed: fields of the wrong
    shape, each with its reason.
    Refused: every obstacle the procedure, the file and the person's post present, with articles.
    """
    case = _locked(case_id)
    if case.dossier.agency_id == case.agency_id:
        case.dossier.agency = case.agency  # known, so asked for no more
    before = _told_before(case, token)
    if before:
        same_again(before=before, move=move, data=data)
        return Outcome(case, before, again=True)
    refuse_if([STALE] if rev is not None and rev != case.rev else [])
    found, values = _checked(case, move, data, by, at)
    acts = gathering.acts_of(case)
    facts = gathering.gather(case=case, move=found, values=values, viewer=by, at=at, acts=acts)
    permitted = may(by, found.may, case.agency_id)
    refuse_if(obstacles(facts, found, permitted=permitted, via=via))
    with journal.chapter(case.dossier_id):
        done = take(case=case, facts=facts, acts=acts, by=by, at=at, token=token)
    for effect in set(found.effects) & set(BEGINNING):
        BEGINNING[effect](old=done.case, reason=str(values["reason"]), by=by, at=at)
    return done
