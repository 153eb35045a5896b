"""Opening a case: its first act, at the procedure's first stage."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency, Unit
from zhifa.enforcement.actions.perform import Outcome, take
from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.reads import gather as gathering
from zhifa.enforcement.reads.fields import opening_fields
from zhifa.enforcement.rules import fields
from zhifa.enforcement.rules.obstacles import unmet
from zhifa.enforcement.rules.procedure import Procedure, in_force
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Malformed, refuse_if
from zhifa.records import actions as records
from zhifa.records.models import Dossier


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
        return Outcome(before.case, before, again=True)
    law = in_force(procedure, localdate(at))
    move = law.moves[law.opening]
    values, faults = fields.clean(opening_fields(move=move, viewer=by), data)
    if faults:
        raise Malformed(faults)
    refuse_if(unless(by, move.may, agency.pk))
    dossier = records.open_dossier(agency=agency, title=values["place"], by=by, at=at)
    case = _empty(law, agency, unit, values, dossier)
    facts = gathering.gather(case=case, move=move, values=values, viewer=by, at=at, acts=())
    refuse_if(unmet(facts, move))
    first = replace(move, to={"": law.first})
    there = replace(facts, move=first)
    with journal.chapter(dossier.pk):
        return take(case=case, facts=there, acts=(), by=by, at=at, token=token)
