"""Recordings that arrive in pieces: begun, whole, filed, or given up. Bytes: records.partials."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import refuse_if
from zhifa.records import events, gates, partials
from zhifa.records.actions._open import still_open
from zhifa.records.actions._store import Draft
from zhifa.records.actions.recordings import Capture, keep_recording
from zhifa.records.models import Dossier, Recording, Upload
from zhifa.records.reads.files import path_of
from zhifa.records.reads.storage import storage
from zhifa.records.reads.uploads import readable
from zhifa.records.rules import uploads as rules
from zhifa.records.rules.media import HEAD
from zhifa.records.rules.recordings import FiveFacts

ENDS = ["ended_at", "ended_by", "ended_why"]


@transaction.atomic
def begin_upload(
    *, dossier: Dossier, name: str, length: int, by: Actor, at: datetime, sha256: str = ""
) -> Upload:
    """Make room for a file that will arrive in pieces.

    Refused: as filing a recording there; it is empty or too long; there is no room for it beside
    what is kept and promised; the digest told is none.
    """
    refuse_if(unless(by, "record:file", dossier.agency_id) + gates.barred(dossier.pk, by=by))
    still_open(dossier.pk)
    left = storage().left
    most = settings.UPLOADS["most"]
    refuse_if(rules.begin_obstacles(length=length, most=most, left=left, sha256=sha256))
    row = Upload(
        dossier=dossier,
        name=rules.plain_name(name),
        length=length,
        sha256_told=sha256,
        begun_by=by.key,
        begun_at=at,
        expires_at=at + timedelta(days=settings.UPLOADS["days"]),
    )
    row.save(force_insert=True)
    event = events.UploadBegun(dossier.pk, row.pk, length)
    journal.record(event, subject=dossier.pk, by=by, at=at)
    return row


def _locked(upload_id: str) -> Upload:
    rows = Upload.objects.select_for_update(of=("self",)).select_related("dossier")
    row = rows.get(pk=upload_id)
    refuse_if([rules.ENDED] if row.ended_at else [])
    return row


@transaction.atomic
def whole_upload(*, upload_id: str, sha256: str, sm3: str, by: Actor, at: datetime) -> Upload:
    """Note that the last byte is there, and what the bytes are.

    Refused: `by` may not file records there; it has ended.
    """
    row = _locked(upload_id)
    refuse_if(unless(by, "record:file", row.dossier.agency_id))
    if row.whole_at is not None:
        return row
    row.whole_at, row.sha256, row.sm3 = at, sha256, sm3
    row.save(update_fields=["whole_at", "sha256", "sm3"])
    event = events.UploadWhole(row.dossier_id, row.pk, sha256, sm3)
    journal.record(event, subject=row.dossier_id, by=by, at=at)
    return row


def _end(row: Upload, why: str, by: Actor, at: datetime) -> None:
    row.ended_at, row.ended_by, row.ended_why = at, by.key, why
    row.save(update_fields=[*ENDS, "recording"])
    event = events.UploadEnded(row.dossier_id, row.pk, why)
    journal.record(event, subject=row.dossier_id, by=by, at=at)
    transaction.on_commit(lambda: partials.clear(row.pk))


@transaction.atomic
def stop_upload(*, upload_id: str, by: Actor, at: datetime) -> None:
    """Give an upload up. Refused: `by` may not file records there; it has ended."""
    row = _locked(upload_id)
    refuse_if(unless(by, "record:file", row.dossier.agency_id))
    _end(row, Upload.Why.STOPPED, by, at)


@transaction.atomic
def expire_upload(*, upload_id: str, by: Actor, at: datetime) -> None:
    """Clear an upload that did not become whole in its time; one that did is left alone."""
    row = _locked(upload_id)
    if row.whole_at is None and row.expires_at <= at:
        _end(row, Upload.Why.EXPIRED, by, at)


def _draft(row: Upload) -> Draft:
    """What arrived: beside the others on their way in, or where equal bytes are kept already."""
    place = partials.place_of(row.pk)
    found: Path = place if place.exists() else path_of(row.sha256)
    with found.open("rb") as file:
        return Draft(place, row.sha256, row.length, file.read(HEAD), row.sm3)


@transaction.atomic
def file_upload(
    *, upload_id: str, capture: Capture, facts: FiveFacts, by: Actor, at: datetime
) -> Recording:
    """Make a recording of what arrived, with its five facts.

    Refused: as filing a recording; it is not whole or has ended; a film or sound that cannot be
    played.
    """
    row = _locked(upload_id)
    refuse_if(
        unless(by, "record:file", row.dossier.agency_id) + gates.barred(row.dossier_id, by=by)
    )
    still_open(row.dossier_id)
    refuse_if([rules.NOT_WHOLE] if row.whole_at is None else [])
    refuse_if([] if readable(upload=row, kind=capture.kind) else [rules.UNREADABLE])
    row.recording = keep_recording(
        dossier=row.dossier, draft=_draft(row), capture=capture, facts=facts, by=by, at=at
    )
    _end(row, Upload.Why.FILED, by, at)
    return row.recording
