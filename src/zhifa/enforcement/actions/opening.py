"""Opening a case: its first act, at the procedure's first stage."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency, Unit
from zhifa.enforcement.actions.repeating import same_again
from zhifa.enforcement.actions.taking import Outcome, take
from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.reads import gather as gathering
from zhifa.enforcement.reads.fields import opening_fields
from zhifa.enforcement.reads.naming import misdated, misnamed
from zhifa.enforcement.reads.titles import opening_title
from zhifa.enforcement.rules import fields
from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.needs.redo import REDO, TURNED
from zhifa.enforcement.rules.obstacles import unmet
from zhifa.enforcement.rules.procedure import Procedure, in_force
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Malformed, refuse_if
from zhifa.records import actions as records
from zhifa.records.models import Dossier

# how a case names the one that began it, by its first act
LINKS = {REDO: "redo_of", TURNED: "turned_from"}


def _empty(
    law: Procedure, agency: Agency, unit: Unit | None, values: Mapping[str, Any], dossier: Dossier
) -> Case:
    """A case before its first act."""
    case = Case(
        dossier=dossier,
        agency=agency,
        unit=unit,
        procedure=law.code,
        procedure_version=law.version,
        stage="",
        title=dossier.title,
        place=values["place"],
        area_code=values["area_code"],
        discovered_on=date.fromisoformat(values["discovered_on"]),
    )
    case.save(force_insert=True)
    return case


def _told_before(agency: Agency, token: str) -> Act | None:
    """The first act that this submit has opened already; of two at once one waits here."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    return Act.objects.filter(token=token, case__agency=agency, seq=1).first()


def _first(
    law: Procedure, facts: Facts, case: Case, by: Actor, at: datetime, token: str
) -> Outcome:
    """Take the first act of a case."""
    opening = replace(facts.move, to={"": law.first}) if facts.move else None
    there = replace(facts, move=opening)
    with journal.chapter(case.dossier_id):
        return take(case=case, facts=there, acts=(), by=by, at=at, token=token)


@transaction.atomic
def open_case(
    *,
    procedure: str,
    agency: Agency,
    unit: Unit | None,
    data: Mapping[str, Any],
    by: Actor,
    at: datetime,
    token: str = "",
) -> Outcome:
    """Register a clue and open its dossier, under the procedure version in force that day.

    Malformed and Refused as `perform`. A second submit with the same token opens nothing.
    """
    before = _told_before(agency, token) if token else None
    if before:
        same_again(before=before, move=before.move, data=data)
        return Outcome(before.case, before, again=True)
    law = in_force(procedure, localdate(at))
    move = law.moves[law.opening]
    asked = opening_fields(move=move, viewer=by)
    values, faults = fields.clean(asked, data)
    faults |= misnamed(fields=asked, values=values, case=None)
    if faults:  # told at once, with what is wrong with the days
        raise Malformed(misdated(fields=asked, values=values, today=localdate(at)) | faults)
    refuse_if(unless(by, move.may, agency.pk))
    dossier = records.open_dossier(agency=agency, title=opening_title(values), by=by, at=at)
    case = _empty(law, agency, unit, values, dossier)
    facts = gathering.gather(case=case, move=move, values=values, viewer=by, at=at, acts=())
    refuse_if(unmet(facts, move))
    return _first(law, facts, case, by, at, token)


def _known(old: Case, source: str, reason: str) -> dict[str, Any]:
    """What the first act of a case that another one begins says: nobody types it again."""
    told = {
        "source_kind": source,
        "discovered_on": old.discovered_on.isoformat(),
        "place": old.place,
        "area_code": old.area_code,
        "summary": reason,
        "matter": old.matter.code if old.matter else "",
        "party": old.party_id,
        "act_from": old.act_from.isoformat() if old.act_from else "",
        "act_until": old.act_until.isoformat() if old.act_until else "",
    }
    return {name: value for name, value in told.items() if value}


def _begun_by(old: Case, first: str, values: Mapping[str, Any], by: Actor, at: datetime) -> Outcome:
    """Open, by ordinary procedure, the case that an act of another one begins, and link the two."""
    law = in_force("penalty_ordinary", localdate(at))
    dossier = records.open_dossier(agency=old.agency, title=old.title, by=by, at=at)
    case = _empty(law, old.agency, old.unit, values, dossier)
    case.title = old.title
    setattr(case, LINKS[first], old)
    move = law.moves[first]
    facts = gathering.gather(case=case, move=move, values=values, viewer=by, at=at, acts=())
    return _first(law, facts, case, by, at, "")


@transaction.atomic
def begin_again(*, old: Case, reason: str, by: Actor, at: datetime) -> Outcome:
    """Open the case in which an annulled decision is made anew, always by ordinary procedure.

    The old dossier stays as it is; the new one names it. Whether it may be redone is asked by the
    move `redo` of the old case (行政诉讼法 七十、七十一; 行政复议法 六十四).
    """
    return _begun_by(old, REDO, _known(old, "redo", reason), by, at)


@transaction.atomic
def turn(*, old: Case, reason: str, by: Actor, at: datetime) -> Outcome:
    """Open the case that goes on, by ordinary procedure, with what could not be ended on the spot.

    The breach was found when the old case was opened: the term to file runs from that day.
    Whether it may be turned is asked by the move `turn_ordinary` (行政处罚法 五十一、五十四).
    """
    return _begun_by(old, TURNED, _known(old, "turned", reason), by, at)
