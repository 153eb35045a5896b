"""Opaque identifiers for addresses: a ULID, 26 characters, sortable by birth."""

from ulid import ULID

LENGTH = 26


def new() -> str:
    """A fresh identifier."""
    return str(ULID())
