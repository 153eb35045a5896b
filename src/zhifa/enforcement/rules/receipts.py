"""Payment receipts: how a number is read, and which steps tell one."""

import unicodedata
from collections.abc import Mapping
from typing import Any

PAYING = frozenset({"record_payment"})
TELLING = PAYING | {"correct_payment"}


def key_of(values: Mapping[str, Any] | None) -> str:
    """The receipt number of a payment without spaces, in one width and case; empty: none told."""
    told = unicodedata.normalize("NFKC", str((values or {}).get("receipt") or ""))
    return "".join(told.split()).upper()
