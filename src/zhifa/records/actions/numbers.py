"""Numbers taken by hand, numbers voided, and how numbers are written."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency
from zhifa.kernel import ids, journal, numbering
from zhifa.kernel.access import NOT_YOURS, Actor, unless
from zhifa.kernel.models import Number
from zhifa.kernel.refusals import Refused, refuse_if
from zhifa.records import events
from zhifa.records.actions._numbers import take_in
from zhifa.records.models import NumberForm
from zhifa.records.reads import numbers as reads
from zhifa.records.rules import numbers as rules
from zhifa.records.rules.numbers import DOCUMENT, Run

HAND = "hand:"


def subject(agency_id: int) -> str:
    """The chain of what is done to the numbers of a body."""
    return f"numbers:{agency_id}"


@transaction.atomic
def take_by_hand(*, agency: Agency, word: str, purpose: str, by: Actor, at: datetime) -> Number:
    """Take a document number for a paper that is made elsewhere, in the run of all the others.

    Refused: `by` may not at the body; no such word; no purpose.
    """
    refuse_if(unless(by, "number:keep", agency.pk))
    known = set(rules.rules().words.values())
    found = {rules.UNKNOWN_WORD: word not in known, rules.NO_PURPOSE: not purpose.strip()}
    refuse_if([obstacle for obstacle, wrong in found.items() if wrong])
    run = Run(DOCUMENT, agency.pk, word, localdate(at).year)
    number = take_in(run, agency, f"{HAND}{ids.new()}", purpose.strip()[:200], by, at)
    event = events.NumberTakenByHand(agency.pk, run.key, number.value)
    journal.record(event, subject=subject(agency.pk), by=by, at=at, rows=[number])
    return number


@transaction.atomic
def void_number(*, number_id: int, reason: str, by: Actor, at: datetime) -> Number:
    """Mark a document number as void; it stays in the register with its reason, never used again.

    Refused: `by` may not at the body; a case or archive number; a paper with it is in force; no
    reason; void already.
    """
    number = Number.objects.select_for_update().get(pk=number_id)
    run = rules.run_of(number.series_id)
    if run is None:
        raise Refused([rules.NOT_OURS])
    refuse_if(unless(by, "number:keep", run.agency_id))
    refuse_if([rules.FOR_LIFE] if run.kind != DOCUMENT else [])
    refuse_if([rules.IN_USE.about(number.text)] if reads.in_use(number, run) else [])
    numbering.void(series=number.series_id, value=number.value, reason=reason)
    number.refresh_from_db()
    event = events.NumberVoided(run.agency_id, number.series_id, number.value)
    journal.record(event, subject=subject(run.agency_id), by=by, at=at, rows=[number])
    return number


@transaction.atomic
def adopt_number_form(
    *,
    kind: str,
    agency: Agency | None,
    pattern: str,
    source: str,
    begins_on: date,
    by: Actor,
    at: datetime,
) -> NumberForm:
    """Say how numbers of a kind are written from a day on: in a body, or in all that have no own.

    Numbers already taken stay as they are, and runs go on. Refused: `by` may not; parts are
    unknown or lacking, so that numbers could repeat; too long; no source; not later than the last.
    """
    reach = by.reach("number:form")
    mine = reach is None or (agency is not None and agency.pk in reach)
    refuse_if([] if mine else [NOT_YOURS])
    longest = {"area": "0" * 12, "body": "0" * 20, "short": "字" * 20, "word": "字字", "act": "CF"}
    facts = reads.facts_of(agency, "字字") if agency else longest
    faults = rules.pattern_faults(kind, pattern.strip(), facts)
    rows = NumberForm.objects.filter(kind=kind, agency=agency, begins_on__gte=begins_on)
    late = begins_on < localdate(at) or rows.exists()
    faults += [rules.NOT_LATER] if late else []
    faults += [] if source.strip() else [rules.NO_SOURCE]
    refuse_if(faults)
    row = NumberForm(
        kind=kind,
        agency=agency,
        pattern=pattern.strip(),
        source=source.strip()[:200],
        begins_on=begins_on,
        made_by=by.key,
        made_at=at,
    )
    row.save(force_insert=True)
    place = agency.pk if agency else 0
    event = events.NumberFormAdopted(row.pk, kind, place, begins_on.isoformat())
    journal.record(event, subject=subject(place), by=by, at=at, rows=[row])
    return row


@transaction.atomic
def note_register_export(*, filters: Sequence[str], count: int, by: Actor, at: datetime) -> None:
    """Note that the register of numbers is taken out of the house.

    filters: the conditions as people read them; none for the whole register. count: rows of it.
    Refused: without number:read.
    """
    reach = by.reach("number:read")
    refuse_if([NOT_YOURS] if reach is not None and not reach else [])
    event = events.RegisterExported(list(filters), count)
    journal.record(event, subject="numbers", by=by, at=at)
