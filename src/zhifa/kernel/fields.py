"""Personal data at rest: AES-256-GCM in the column, a keyed hash beside it for exact look-up.

Keys come from the environment (settings.FIELD_KEYS: key id → 32 bytes; the first one encrypts).
"""

import binascii
import hashlib
import hmac
import json
import os
from base64 import b64decode, b64encode
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

NONCE = 12


class Unreadable(ValueError):  # noqa: N818 - what the stored text is
    """A stored text that no configured key opens; says which key it names."""


def encrypt(plain: str) -> str:
    """`plain` as "key id:base64(nonce + ciphertext)"; the empty text stays empty."""
    if not plain:
        return ""
    key_id, key = next(iter(settings.FIELD_KEYS.items()))
    nonce = os.urandom(NONCE)
    return (
        f"{key_id}:{b64encode(nonce + AESGCM(key).encrypt(nonce, plain.encode(), None)).decode()}"
    )


def decrypt(stored: str) -> str:
    """The text behind `encrypt`; Unreadable when its key is not configured or its bytes changed."""
    if not stored:
        return ""
    key_id, _, body = stored.partition(":")
    if key_id not in settings.FIELD_KEYS:
        raise Unreadable(f"no key {key_id[:20]!r} in FIELD_KEYS")
    try:
        raw = b64decode(body, validate=True)
        return AESGCM(settings.FIELD_KEYS[key_id]).decrypt(raw[:NONCE], raw[NONCE:], None).decode()
    except (binascii.Error, InvalidTag, ValueError) as fault:
        raise Unreadable(f"not written with key {key_id!r}, or changed since") from fault


def keyed_hash(plain: str) -> str:
    """A hash nobody without the look-up key can compute; empty for the empty text."""
    if not plain:
        return ""
    return hmac.new(settings.LOOKUP_KEY, plain.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):  # type: ignore[type-arg] # takes none when it runs
    """A text that the database never sees in the clear."""

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """Decrypt on the way in."""
        return None if value is None else decrypt(value)

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way out."""
        return None if value is None else encrypt(str(value))


class EncryptedJSONField(EncryptedTextField):
    """A JSON value that the database never sees in the clear.

    A row's digest speaks for it, as for every encrypted column, by the keyed hash of its text.
    The empty text reads as None: there was a value, and it was destroyed.
    """

    _pyi_private_set_type: Any  # what django-stubs takes for the column's Python type
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        """Decrypt and parse on the way in."""
        return None if value is None else json.loads(decrypt(value) or "null")

    def get_prep_value(self, value: Any) -> Any:
        """Write and encrypt on the way out."""
        return None if value is None else encrypt(json.dumps(value, ensure_ascii=False))
