"""Opening, naming and sealing dossiers."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency
from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.records import events
from zhifa.records.actions._numbers import take_archive_number
from zhifa.records.actions._open import still_open
from zhifa.records.actions._proofs import archived_now
from zhifa.records.models import Dossier


@transaction.atomic
def open_dossier(*, agency: Agency, title: str, by: Actor, at: datetime) -> Dossier:
    """Open an empty dossier; the caller has checked that `by` may."""
    dossier = Dossier(agency=agency, title=title[:300], opened_at=at)
    dossier.save(force_insert=True)
    event = events.DossierOpened(dossier.pk)
    journal.record(event, subject=dossier.pk, by=by, at=at, rows=[dossier])
    return dossier


@transaction.atomic
def name_dossier(*, dossier: Dossier, number: str, title: str, by: Actor, at: datetime) -> None:
    """Give a dossier its number and final name. Refused: it is sealed."""
    still_open(dossier.pk)
    dossier.number, dossier.title = number, title[:300]
    dossier.save(update_fields=["number", "title"])
    event = events.DossierNamed(dossier.pk, number)
    journal.record(event, subject=dossier.pk, by=by, at=at, rows=[dossier])


@transaction.atomic
def seal(*, dossier: Dossier, retention: str, by: Actor, at: datetime) -> None:
    """Close a dossier for good, with an archive number. Refused: it is sealed already.

    Archive number: year and four digits, in the order of sealing (law.md 3.4).
    """
    still_open(dossier.pk)
    year = localdate(at).year
    dossier.archive_number = take_archive_number(
        agency_id=dossier.agency_id, year=year, dossier_id=dossier.pk, by=by, at=at
    )
    dossier.retention = retention
    dossier.sealed_at, dossier.sealed_by = at, by.key
    dossier.save(update_fields=["archive_number", "retention", "sealed_at", "sealed_by"])
    archived_now(dossier.pk)
    event = events.DossierSealed(dossier.pk, dossier.archive_number)
    journal.record(event, subject=dossier.pk, by=by, at=at, rows=[dossier])
