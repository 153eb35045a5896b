"""Keys in a PKCS#11 token: a server's cryptographic module, or a key stick at the counter.

Needs the `pkcs11` extra (python-pkcs11), asked for only here. A key is found by its label, which is
the `ref`; certificates lie as DER files in the folder: <ref>.crt, issuers as *.crt named in
`chain`, roots in roots/*.crt, revocation lists as *.crl, all put there by the operator.
"""

import hashlib
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pyhanko.sign.timestamps import TimeStamper

from zhifa.records.signing.http import clock_at
from zhifa.records.signing.providers import ECDSA, KeyRefused, ProviderDown, listed

WHO = "密码机"
WITHOUT = "没有安装 python-pkcs11：pip install 'zhifa[pkcs11]'"


class Token:
    """Signs inside the token. One session at a time: modules dislike being shared."""

    name = "pkcs11"
    test = False

    def __init__(self, folder: Path, options: Mapping[str, str]) -> None:
        self._folder, self._options = folder, options
        self._lock = threading.Lock()

    def _token(self) -> Any:
        try:
            import pkcs11  # noqa: PLC0415 - only where a token is used
        except ImportError as fault:
            raise ProviderDown(WHO, WITHOUT) from fault
        try:
            library = pkcs11.lib(self._options["module"])
            return library.get_token(token_label=self._options["label"])
        except (pkcs11.PKCS11Error, RuntimeError, OSError) as fault:
            raise ProviderDown(WHO, type(fault).__name__) from fault

    def enrol(self, *, ref: str, subject: str, holder: str, at: datetime) -> None:  # noqa: ARG002 - the interface's
        """Keys are made at the token by its operator; here it is only looked for."""
        self.certificates(ref)

    def certificates(self, ref: str) -> list[bytes]:
        place = self._folder / f"{ref}.crt"
        if not place.exists():
            raise LookupError(ref)
        return [place.read_bytes(), *listed(self._folder / "chain", "crt"), *self.roots()]

    def sign(self, ref: str, data: bytes, algorithm: str = ECDSA) -> bytes:
        if algorithm != ECDSA:
            raise KeyRefused(algorithm)
        with self._lock:
            raw = self._raw(ref, hashlib.sha256(data).digest())
        half = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:half]), int.from_bytes(raw[half:]))

    def _raw(self, ref: str, digest: bytes) -> bytes:
        import pkcs11  # noqa: PLC0415 - only where a token is used

        kind = pkcs11.ObjectClass.PRIVATE_KEY
        try:
            with self._token().open(user_pin=self._options["pin"]) as session:
                key = session.get_key(object_class=kind, label=ref)
                return bytes(key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA))
        except pkcs11.NoSuchKey as fault:
            raise LookupError(ref) from fault
        except pkcs11.PKCS11Error as fault:
            raise ProviderDown(WHO, type(fault).__name__) from fault

    def revoke(self, ref: str, *, at: datetime) -> None:
        """The authority that issued it publishes the list; nothing to do at the token."""

    def revocations(self, *, at: datetime) -> list[bytes]:  # noqa: ARG002 - the interface's
        return listed_revocations(self._folder)

    def roots(self) -> list[bytes]:
        return list(listed(self._folder / "roots", "crt"))

    def clock(self, *, at: datetime) -> TimeStamper:  # noqa: ARG002 - the interface's
        return clock_at(self._options["clock"], float(self._options["timeout"]))


def listed_revocations(folder: Path) -> list[bytes]:
    """The lists that the operator's timer fetched into the folder."""
    return list(listed(folder, "crl"))
