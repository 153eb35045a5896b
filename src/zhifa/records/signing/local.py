"""Keys of the local authority: demo and tests only."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.sign.timestamps import TimeStamper

from zhifa.records.signing import sm2
from zhifa.records.signing.ca import Authority, Key
from zhifa.records.signing.clock import LocalClock
from zhifa.records.signing.http import clock_at
from zhifa.records.signing.providers import ECDSA, SM2, KeyRefused

DER = serialization.Encoding.DER
KEPT = 64  # opened keys; opening one takes 20 ms on purpose


class Local:
    """Signs with keys of the folder's authority."""

    name = "local"
    test = True

    def __init__(self, folder: Path, options: Mapping[str, str]) -> None:
        self._folder, self._options = folder, options
        self._key = lru_cache(KEPT)(self._opened)

    @property
    def authority(self) -> Authority:
        """The authority, founded at first use."""
        return Authority(self._folder, self._options["passphrase"].encode())

    def _opened(self, ref: str) -> Key:
        return self.authority.key(ref)

    def enrol(self, *, ref: str, subject: str, holder: str, at: datetime) -> None:
        self.authority.issue(ref, subject, holder=holder, at=at)

    def certificates(self, ref: str) -> list[bytes]:
        known = self.authority
        return [known.certificate(name).public_bytes(DER) for name in (ref, "issuing", "root")]

    def sign(self, ref: str, data: bytes, algorithm: str = ECDSA) -> bytes:
        if algorithm == SM2:
            return sm2.sign(self._sm2_key(ref), data)
        key = self._key(ref)
        if algorithm != ECDSA or not isinstance(key, ec.EllipticCurvePrivateKey):
            raise KeyRefused(algorithm)
        return key.sign(data, ec.ECDSA(hashes.SHA256()))

    def _sm2_key(self, ref: str) -> bytes:
        """The SM2 key beside the other, made when first asked for."""
        self.authority.certificate(ref)  # LookupError for a holder nobody enrolled
        place = self._folder / f"{ref}.sm2"
        if not place.exists():
            place.touch(mode=0o600)
            place.write_bytes(sm2.fresh())
        return place.read_bytes()

    def sm2_point(self, ref: str) -> bytes:
        """The public SM2 key of a holder."""
        return sm2.public_key(self._sm2_key(ref))

    def revoke(self, ref: str, *, at: datetime) -> None:
        self.authority.revoke(ref, at=at)
        self._key.cache_clear()

    def revocations(self, *, at: datetime) -> list[bytes]:
        return self.authority.revocations(at=at)

    def roots(self) -> list[bytes]:
        return [self.authority.certificate("root").public_bytes(DER)]

    def clock(self, *, at: datetime) -> TimeStamper:
        if self._options.get("clock"):
            return clock_at(self._options["clock"], float(self._options["timeout"]))
        known, key = self.authority, self._key("clock")
        if not isinstance(key, rsa.RSAPrivateKey):
            raise KeyRefused("clock")
        above = [known.certificate("issuing"), known.certificate("root")]
        return LocalClock(key, known.certificate("clock"), above, at)
