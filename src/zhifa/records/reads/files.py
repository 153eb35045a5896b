"""Bytes at rest, by their SHA-256."""

import hashlib
from io import BufferedReader
from pathlib import Path

from django.conf import settings

from zhifa.kernel.access import Actor, may
from zhifa.records.models import Recording
from zhifa.records.reads.whole import insist_whole


def path_of(sha256: str) -> Path:
    """Where the bytes of a digest are kept; without a viewer."""
    root: Path = settings.FILES
    return root / sha256[:2] / sha256[2:4] / sha256


def opened(*, recording: Recording, viewer: Actor) -> BufferedReader:
    """The bytes of a recording, for whoever may read its dossier."""
    if not may(viewer, "case:read", recording.dossier.agency_id):
        raise Recording.DoesNotExist
    place = path_of(recording.file_id)
    if not place.exists():
        insist_whole(dossier_id=recording.dossier_id, viewer=viewer)
    return place.open("rb")


def intact(*, recording: Recording, viewer: Actor) -> bool:
    """Whether the bytes at rest still are those that arrived: the digest is computed anew."""
    try:
        with opened(recording=recording, viewer=viewer) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == recording.file_id
    except FileNotFoundError:
        return False
