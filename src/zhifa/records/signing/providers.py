"""Where keys are: one interface, several machines. settings.SIGNING names which."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from pyhanko.sign.timestamps import TimeStamper

ECDSA, SM2 = "ecdsa-sha256", "sm2-sm3"


class ProviderDown(Exception):  # noqa: N818 - it is an answer, not an error
    """The machine that holds the keys, or the clock, did not answer in time."""

    def __init__(self, who: str, why: str) -> None:
        self.who, self.why = who, why
        super().__init__(f"{who}暂时没有应答，已排队，恢复后自动补办（{why[:80]}）")

    def __reduce__(self) -> tuple[Any, ...]:
        """Whole, too, when it comes out of another process."""
        return type(self), (self.who, self.why)


class ClockDown(ProviderDown):
    """The clock did not answer; the signature can do without and be stamped later."""


class KeyRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """The machine answered and will not sign with this key."""


class Provider(Protocol):
    """A machine that holds keys. ref: its own name for a key; never the key itself.

    test: seals it makes are drawn with 测试专用, because anybody could set it up.
    """

    name: str
    test: bool

    def enrol(self, *, ref: str, subject: str, holder: str, at: datetime) -> None:
        """Make the key, where this machine can; else it is made there by hand beforehand."""
        ...

    def certificates(self, ref: str) -> list[bytes]:
        """DER certificates of a key, its own first, then its issuers. LookupError without it."""
        ...

    def sign(self, ref: str, data: bytes, algorithm: str = ECDSA) -> bytes:
        """A signature (DER of r and s) over data. ProviderDown, KeyRefused."""
        ...

    def revoke(self, ref: str, *, at: datetime) -> None:
        """Put the certificate on the revocation list, where this machine keeps it."""
        ...

    def revocations(self, *, at: datetime) -> list[bytes]:
        """Current revocation lists, DER."""
        ...

    def roots(self) -> list[bytes]:
        """Certificates that are trusted, DER."""
        ...

    def clock(self, *, at: datetime) -> TimeStamper:
        """The time-stamp authority (RFC 3161). at: now, which only the local one needs."""
        ...


KINDS = {
    "local": "zhifa.records.signing.local.Local",
    "remote": "zhifa.records.signing.remote.Remote",
    "pkcs11": "zhifa.records.signing.token.Token",
}


@cache
def _made(kind: str, folder: Path, options: tuple[tuple[str, str], ...]) -> Provider:
    made: Provider = import_string(KINDS[kind])(folder, dict(options))
    return made


def provider() -> Provider:
    """The machine this house signs with."""
    options = tuple(sorted((k, str(v)) for k, v in settings.SIGNING.items()))
    return _made(settings.SIGNING["provider"], Path(settings.SIGNING["folder"]), options)


def listed(folder: Path, tail: str) -> Sequence[bytes]:
    """The DER files of a folder: published lists and roots that somebody put there."""
    return [p.read_bytes() for p in sorted(folder.glob(f"*.{tail}"))]
