"""Recordings: bytes under their digest, with the five facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Refused, refuse_if
from zhifa.records import events, gates
from zhifa.records.actions._open import still_open
from zhifa.records.actions._store import Draft, keep, receive
from zhifa.records.models import Dossier, Recording, SecondDigest
from zhifa.records.rules import media
from zhifa.records.rules.recordings import FiveFacts, recording_obstacles


@dataclass(frozen=True, slots=True)
class Capture:
    """What was captured and with what. origin: Recording.Origin. step: the act it was made for.

    media_type: for files that do not tell themselves; what the bytes say wins.
    """

    name: str
    kind: str
    origin: str = Recording.Origin.UPLOAD
    device: str = ""
    step: str = ""
    media_type: str = ""


def keep_recording(
    *, dossier: Dossier, draft: Draft, capture: Capture, facts: FiveFacts, by: Actor, at: datetime
) -> Recording:
    """Keep bytes that have arrived, with their five facts, once they are worth keeping."""
    told = media.sniff(draft.head)
    refuse_if(
        recording_obstacles(facts, kind=capture.kind, media_type=told, size=draft.size, at=at)
    )
    shown = told if told != media.OTHER else capture.media_type or media.OTHER
    stored, fresh = keep(draft, name=capture.name, media_type=shown[:80], at=at)
    recording = Recording(
        dossier=dossier,
        file=stored,
        kind=capture.kind,
        case_number=dossier.number or dossier.pk,
        taken_at=facts.taken_at,
        taken_place=facts.taken_place[:200],
        taken_by=facts.taken_by[:60],
        proves=facts.proves[:200],
        origin=capture.origin,
        device=capture.device[:80],
        step=capture.step[:60],
        uploaded_by=by.key,
        uploaded_at=at,
    )
    recording.save(force_insert=True)
    about = {"sm3": draft.sm3, "made_at": at}
    SecondDigest.objects.get_or_create(file=stored, defaults=about)
    event = events.RecordingAdded(dossier.pk, recording.pk, stored.pk, draft.sm3)
    rows = [recording, stored] if fresh else [recording]
    journal.record(event, subject=dossier.pk, by=by, at=at, rows=rows)
    return recording


@transaction.atomic
def add_recording(
    *,
    dossier: Dossier,
    chunks: Iterable[bytes],
    capture: Capture,
    facts: FiveFacts,
    by: Actor,
    at: datetime,
) -> Recording:
    """Keep a recording with its five facts; equal bytes are stored once.

    The caller has checked that `by` may. Refused: the dossier is sealed; a fact is missing or
    the time lies ahead (方案 二（二）2); the file is empty or not of the kind.
    """
    still_open(dossier.pk)
    draft = receive(chunks, original=True)
    try:
        return keep_recording(
            dossier=dossier, draft=draft, capture=capture, facts=facts, by=by, at=at
        )
    except Refused:
        draft.discard()
        raise


@transaction.atomic
def file_recording(
    *,
    dossier: Dossier,
    chunks: Iterable[bytes],
    capture: Capture,
    facts: FiveFacts,
    by: Actor,
    at: datetime,
) -> Recording:
    """Upload from the dossier's own page.

    Refused: as add_recording; `by` may not file records at the agency, or has left the case.
    """
    refuse_if(unless(by, "record:file", dossier.agency_id) + gates.barred(dossier.pk, by=by))
    return add_recording(dossier=dossier, chunks=chunks, capture=capture, facts=facts, by=by, at=at)
