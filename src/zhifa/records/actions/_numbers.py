"""The next number of a run, for what is written in the same transaction."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency
from zhifa.kernel import journal, numbering
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Number
from zhifa.records import events
from zhifa.records.reads import numbers as reads
from zhifa.records.rules import numbers as rules
from zhifa.records.rules.numbers import ARCHIVE, CASE, DOCUMENT, Run


def _year_of(run: Run, at: datetime) -> date:
    """The day whose pattern counts: the day of taking, or the last of an earlier year."""
    today = localdate(at)
    return today if run.year == today.year else date(run.year, 12, 31)


def take_in(run: Run, agency: Agency, holder: str, about: str, by: Actor, at: datetime) -> Number:
    """The next number of a run, as the body writes it on that day."""
    pattern = reads.pattern_for(kind=run.kind, agency_id=agency.pk, on=_year_of(run, at))
    facts = reads.facts_of(agency, run.word)
    return numbering.take(
        series=run.key,
        holder=holder,
        by=by,
        at=at,
        about=about,
        written=lambda value: rules.written(pattern, facts, run.year, value),
    )


def _for(run: Run, agency: Agency, dossier_id: str, by: Actor, at: datetime) -> str:
    number = take_in(run, agency, f"dossier:{dossier_id}", "", by, at)
    event = events.NumberTaken(dossier_id, run.key, number.value)
    journal.record(event, subject=dossier_id, by=by, at=at)
    return number.text


@transaction.atomic
def take_case_number(
    *, agency: Agency, act: str, year: int, dossier_id: str, by: Actor, at: datetime
) -> str:
    """The next case number of a body, for the life of the case (DB51/T 3050)."""
    run = Run(CASE, agency.pk, act, year)
    return _for(run, agency, dossier_id, by, at)


@transaction.atomic
def take_document_number(
    *, agency: Agency, word: str, year: int, dossier_id: str, by: Actor, at: datetime
) -> str:
    """The next document number of a body, word and year, e.g. 攀西市监罚〔2026〕12号."""
    run = Run(DOCUMENT, agency.pk, word, year)
    return _for(run, agency, dossier_id, by, at)


@transaction.atomic
def take_archive_number(
    *, agency_id: int, year: int, dossier_id: str, by: Actor, at: datetime
) -> str:
    """The next archive number of a body: year and four digits, in the order of sealing.

    Written alike in every body, so the register keeps it without words.
    """
    run = Run(ARCHIVE, agency_id, "", year)
    number = numbering.take(series=run.key, holder=f"dossier:{dossier_id}", by=by, at=at)
    return rules.written(rules.rules().kinds[ARCHIVE].pattern, {}, year, number.value)
