"""Bytes on their way in: a file for each upload, and beside it how much of it is safe.

The mark is moved only after the bytes before it were written through to the disk. So whatever
dies in the middle, process or machine, what stands before the mark is whole; what lies behind it
is cut off when the upload goes on. One process at a time holds a file.
"""

import errno
import fcntl
import hashlib
import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from threading import Lock

from django.conf import settings

from zhifa.kernel.refusals import Obstacle
from zhifa.records.digests import Digests
from zhifa.records.rules import uploads as rules

STEP = 8 << 20  # bytes after which what came is written through
PIECE = 1 << 20
KEPT = 256  # digests under way that are remembered; others are computed anew from the disk
FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT})
CHECKSUMS = ("sha256", "sha1")


class Stopped(Exception):  # noqa: N818 - an answer, not an error
    """Nothing was taken of this piece, or not all. offset: how far the upload is."""

    def __init__(self, obstacle: Obstacle, offset: int) -> None:
        self.obstacle, self.offset = obstacle, offset
        super().__init__(obstacle.words)


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that follow `offset`. checksum: algorithm and digest of all of them, if told."""

    offset: int
    chunks: Iterable[bytes]
    checksum: tuple[str, bytes] | None = None


_known: OrderedDict[str, Digests] = OrderedDict()
_turn = Lock()


def place_of(upload_id: str) -> Path:
    """Where the bytes of an upload lie."""
    root: Path = settings.FILES
    return root / ".uploads" / upload_id


def _mark(upload_id: str) -> Path:
    return place_of(upload_id).with_suffix(".mark")


def offset_of(upload_id: str) -> int:
    """How many bytes are safe."""
    try:
        return min(int(_mark(upload_id).read_text()), place_of(upload_id).stat().st_size)
    except FileNotFoundError:
        return 0


def ids() -> Iterator[str]:
    """Whose bytes lie here."""
    folder = place_of("x").parent
    found = {path.name.partition(".")[0] for path in folder.iterdir()} if folder.is_dir() else ()
    yield from sorted(found)


def clear(upload_id: str) -> None:
    """Take the bytes of an upload away."""
    for path in (_mark(upload_id), place_of(upload_id)):
        path.unlink(missing_ok=True)
    with _turn:
        _known.pop(upload_id, None)


def _advance(file: FileIO, upload_id: str, offset: int) -> None:
    """Write through, then move the mark."""
    os.fsync(file.fileno())
    mark = _mark(upload_id)
    fresh = mark.with_suffix(".new")
    with fresh.open("w") as draft:
        draft.write(str(offset))
        draft.flush()
        os.fsync(draft.fileno())
    fresh.rename(mark)


@contextmanager
def _held(upload_id: str) -> Iterator[FileIO]:
    """The file, for nobody else meanwhile; a process that dies lets go of it."""
    place = place_of(upload_id)
    place.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o644)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stopped(rules.IN_HAND, offset_of(upload_id)) from None
        yield file


def _digests(file: FileIO, upload_id: str, offset: int) -> Digests:
    """Digests over what is safe: as remembered, else computed from the disk."""
    with _turn:
        known = _known.pop(upload_id, None)
    found = known if known is not None and known.offset <= offset else Digests()
    file.seek(found.offset)
    while found.offset < offset:
        found.take(file.read(min(PIECE, offset - found.offset)))
    return found


def _remember(upload_id: str, digests: Digests) -> None:
    with _turn:
        _known[upload_id] = digests
        while len(_known) > KEPT:
            _known.popitem(last=False)


def append(*, upload_id: str, piece: Piece, length: int) -> int:
    """Take the next bytes of an upload of so many; how far it is then.

    What arrived before a connection broke is kept, unless a checksum speaks for all of it.
    Stopped: in another's hands; the piece does not follow; too long; unlike its checksum; the
    disk is full.
    """
    with _held(upload_id) as file:
        start = offset_of(upload_id)
        if start != piece.offset:
            raise Stopped(rules.ELSEWHERE, start)
        digests = _digests(file, upload_id, start)
        file.seek(start)
        file.truncate()
        return _Arrival(file, upload_id, length, digests).take(piece)


@dataclass
class _Arrival:
    """One piece being taken."""

    file: FileIO
    upload_id: str
    length: int
    digests: Digests

    def take(self, piece: Piece) -> int:
        """All of it, or what could be had."""
        before = self.digests.copied()
        check = hashlib.new(piece.checksum[0], usedforsecurity=False) if piece.checksum else None
        safe = before.offset
        try:
            for chunk in piece.chunks:
                self._one(chunk, before)
                if check is not None:
                    check.update(chunk)
                elif self.digests.offset - safe >= STEP:
                    safe = self._settle()
            if piece.checksum is None or check is None or check.digest() == piece.checksum[1]:
                return self._settle()
        except OSError as fault:  # a connection that broke, or a full disk
            if fault.errno in FULL_DISK:
                raise self._back(rules.NO_ROOM, safe) from fault
            if check is None:
                self._settle()
            raise
        raise self._back(rules.UNLIKE_PIECE, before.offset)

    def _one(self, chunk: bytes, before: Digests) -> None:
        if self.digests.offset + len(chunk) > self.length:
            raise self._back(rules.WRONG_LENGTH, before.offset)
        left = memoryview(chunk)
        while left:
            left = left[self.file.write(left) :]
        self.digests.take(chunk)

    def _settle(self) -> int:
        _advance(self.file, self.upload_id, self.digests.offset)
        _remember(self.upload_id, self.digests.copied())
        return self.digests.offset

    def _back(self, why: Obstacle, offset: int) -> Stopped:
        """Forget what came after an offset; it is cut off when the upload goes on."""
        if offset_of(self.upload_id) != offset:
            _advance(self.file, self.upload_id, offset)
        return Stopped(why, offset)


def digests_of(*, upload_id: str) -> tuple[str, str]:
    """SHA-256 and SM3 of what is safe."""
    with _held(upload_id) as file:
        found = _digests(file, upload_id, offset_of(upload_id))
        _remember(upload_id, found)
        return found.sha256.hexdigest(), found.sm3.hexdigest()


def restart(*, upload_id: str) -> None:
    """Begin anew: nothing that came is of use."""
    with _held(upload_id) as file:
        _advance(file, upload_id, 0)
