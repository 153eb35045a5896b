"""The two digests of an original, taken as its bytes come."""

import hashlib
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Digests:
    """SHA-256 and SM3 over the first `offset` bytes."""

    offset: int = 0
    sha256: Any = field(default_factory=hashlib.sha256)
    sm3: Any = field(default_factory=lambda: hashlib.new("sm3"))

    def take(self, piece: bytes) -> None:
        """Go on with the next bytes."""
        self.sha256.update(piece)
        self.sm3.update(piece)
        self.offset += len(piece)

    def copied(self) -> "Digests":
        """The same, going its own way."""
        return Digests(self.offset, self.sha256.copy(), self.sm3.copy())
