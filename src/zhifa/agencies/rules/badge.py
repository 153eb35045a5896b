"""The code by which an officer shows a certificate: signed, short-lived, checkable offline.

A token is base64url of: version, kind, certificate (8 bytes), time of signing (8 bytes, seconds),
Ed25519 signature over these. Whoever has the public key can check it without asking anybody; only
the register knows whether the certificate is good now.
"""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

VERSION = 1
LIVE, OFFLINE = 0, 1
LAYOUT = struct.Struct(">BBQQ")
SIGNATURE = 64
LONGEST = 200
SKEW = timedelta(seconds=5)
OK, EXPIRED, EARLY = "ok", "expired", "early"


@dataclass(frozen=True, slots=True)
class Token:
    """What a code says. offline: drawn ahead, to be shown where there is no network."""

    certificate_id: int
    signed_at: datetime
    offline: bool


def mint(seed: bytes, certificate_id: int, at: datetime, *, offline: bool = False) -> str:
    """A code for a certificate, signed at a moment. seed: 32 bytes."""
    told = LAYOUT.pack(VERSION, OFFLINE if offline else LIVE, certificate_id, int(at.timestamp()))
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(told)
    return urlsafe_b64encode(told + signature).decode().rstrip("=")


def public_key(seed: bytes) -> bytes:
    """The key by which anybody can check codes: 32 bytes."""
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _bytes(token: str) -> bytes | None:
    if not token.isascii() or len(token) > LONGEST:
        return None
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return None
    canonical = urlsafe_b64encode(raw).decode().rstrip("=") == token
    return raw if canonical and len(raw) == LAYOUT.size + SIGNATURE else None


def opened(key: bytes, token: str) -> Token | None:
    """What a code says; None when it was not signed with the key. key: the public one."""
    raw = _bytes(token)
    if raw is None:
        return None
    told, signature = raw[: LAYOUT.size], raw[LAYOUT.size :]
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, told)
    except InvalidSignature:
        return None
    version, kind, certificate_id, seconds = LAYOUT.unpack(told)
    if version != VERSION or kind not in {LIVE, OFFLINE}:
        return None
    return Token(certificate_id, datetime.fromtimestamp(seconds, UTC), kind == OFFLINE)


def age(token: Token, now: datetime, live: timedelta, offline: timedelta) -> str:
    """OK, EXPIRED or EARLY: whether a code counts now. live, offline: how long each kind lasts."""
    lasts = offline if token.offline else live
    if token.signed_at > now + SKEW:
        return EARLY
    return OK if now - token.signed_at <= lasts else EXPIRED
