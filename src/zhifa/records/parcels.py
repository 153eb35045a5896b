"""A folder of an export being filled, and bytes found in one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhifa.kernel import seals


@dataclass
class Parcel:
    """A folder being filled. files: name → SHA-256 of everything written so far."""

    root: Path
    files: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, data: bytes) -> str:
        """Write a file and remember its digest; its name."""
        place = self.root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        self.files[name] = hashlib.sha256(data).hexdigest()
        return name

    def lines(self, name: str, rows: Any) -> None:
        """Write rows as JSON, one a line."""
        text = "".join(f"{seals.canonical(row)}\n" for row in rows)
        self.put(name, text.encode())


def bytes_in(root: Path, files: Mapping[str, str], sha256: str, size: int) -> bytes | None:
    """Bytes of a digest in a folder: a file of its own, or what a PDF was before it was signed.

    files: name → SHA-256. Each signature adds to the bytes before it, so those are its beginning.
    """
    for name, digest in files.items():
        if digest == sha256:
            return (root / name).read_bytes()
    for name in files:
        if name.startswith("papers/"):
            data = (root / name).read_bytes()[:size]
            if hashlib.sha256(data).hexdigest() == sha256:
                return data
    return None
