"""Rows put aside while a long file is read, so that they are not held in memory."""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from weakref import finalize

from zhifa.kernel import seals

SPOOLED = 1024 * 1024  # bytes held in memory; more waits on disk, in a file without a name


@contextmanager
def _spooled() -> Iterator[IO[bytes]]:
    with SpooledTemporaryFile(max_size=SPOOLED) as file:
        yield file


class Spool:
    """What rows say, out of memory, each found again by its place; closed when nobody holds it."""

    def __init__(self) -> None:
        stack = ExitStack()
        self.file = stack.enter_context(_spooled())
        self.end = 0
        finalize(self, stack.close)

    def add(self, said: Mapping[str, Any]) -> int:
        """Put a row aside; gives its place."""
        at = self.end
        self.file.seek(at)
        self.end += self.file.write(seals.canonical(said).encode() + b"\n")
        return at

    def said(self, at: int) -> dict[str, Any]:
        """The row of a place."""
        self.file.seek(at)
        told: dict[str, Any] = json.loads(self.file.readline())
        return told
