"""Bytes at rest: written once under their digest."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from zhifa.records.models import StoredFile
from zhifa.records.reads.files import path_of
from zhifa.records.rules.media import HEAD


@dataclass(frozen=True, slots=True)
class Draft:
    """Bytes that have arrived but are not kept yet. sm3: of originals only."""

    path: Path
    sha256: str
    size: int
    head: bytes
    sm3: str = ""

    def discard(self) -> None:
        """Forget the bytes."""
        self.path.unlink(missing_ok=True)


def receive(chunks: Iterable[bytes], *, original: bool = False) -> Draft:
    """Take bytes in while their digests are computed; they are on the disk when this returns."""
    root: Path = settings.FILES
    root.mkdir(parents=True, exist_ok=True)
    digest, size, head = hashlib.sha256(), 0, b""
    second = hashlib.new("sm3") if original else None
    with NamedTemporaryFile(dir=root, prefix=".incoming-", delete=False) as draft:
        for chunk in chunks:
            digest.update(chunk)
            if second is not None:
                second.update(chunk)
            size += len(chunk)
            head = head if len(head) >= HEAD else (head + chunk)[:HEAD]
            draft.write(chunk)
        draft.flush()
        os.fsync(draft.fileno())
    told = second.hexdigest() if second is not None else ""
    return Draft(Path(draft.name), digest.hexdigest(), size, head, told)


def settle(draft: Draft) -> None:
    """Put received bytes in their place, read-only; equal bytes are kept once."""
    place = path_of(draft.sha256)
    if place.exists():
        draft.discard()
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    draft.path.chmod(0o444)
    draft.path.rename(place)
    _remember(place.parent)


def keep(draft: Draft, *, name: str, media_type: str, at: datetime) -> tuple[StoredFile, bool]:
    """Put received bytes in their place and note them; equal bytes are kept once.

    Also whether the row is new.
    """
    settle(draft)
    about = {"size": draft.size, "media_type": media_type, "name": name[:200], "stored_at": at}
    return StoredFile.objects.get_or_create(pk=draft.sha256, defaults=about)


def store(
    chunks: Iterable[bytes], *, name: str, media_type: str, at: datetime
) -> tuple[StoredFile, bool]:
    """Receive and keep in one go."""
    return keep(receive(chunks), name=name, media_type=media_type, at=at)


def _remember(folder: Path) -> None:
    """Have the file's name survive a power cut, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
