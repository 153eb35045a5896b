"""Keys in a remote signing service; docs/signing.md says what it must answer."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pyhanko.sign.timestamps import TimeStamper

from zhifa.records.signing.http import Caller, clock_at
from zhifa.records.signing.providers import ECDSA, ProviderDown

WHO = "签名服务"


class Remote:
    """Signs by asking the service; keys never come here."""

    name = "remote"

    def __init__(self, _folder: Path, options: Mapping[str, str]) -> None:
        self._base, timeout = options["url"].rstrip("/"), float(options["timeout"])
        self._caller = Caller(self._base, options["secret"], timeout, WHO)
        self._clock, self._timeout = options.get("clock") or f"{self._base}/tsa", timeout
        self.test = options.get("test", "") == "1"

    def _decoded(self, answer: Mapping[str, Any], name: str) -> list[bytes]:
        try:
            return [b64decode(text, validate=True) for text in answer[name]]
        except (KeyError, TypeError, ValueError) as fault:
            raise ProviderDown(WHO, f"no {name}") from fault

    def enrol(self, *, ref: str, subject: str, holder: str, at: datetime) -> None:
        told = {"ref": ref, "subject": subject, "holder": holder, "at": at.isoformat()}
        self._caller.ask("POST", "/v1/keys", told)

    def certificates(self, ref: str) -> list[bytes]:
        return self._decoded(self._caller.ask("GET", f"/v1/keys/{quote(ref)}"), "certificates")

    def sign(self, ref: str, data: bytes, algorithm: str = ECDSA) -> bytes:
        told = {"algorithm": algorithm, "data": b64encode(data).decode()}
        answer = self._caller.ask("POST", f"/v1/keys/{quote(ref)}/sign", told)
        return self._decoded({"signature": [answer.get("signature")]}, "signature")[0]

    def revoke(self, ref: str, *, at: datetime) -> None:
        self._caller.ask("POST", f"/v1/keys/{quote(ref)}/revoke", {"at": at.isoformat()})

    def revocations(self, *, at: datetime) -> list[bytes]:  # noqa: ARG002 - the interface's
        return self._decoded(self._caller.ask("GET", "/v1/revocations"), "lists")

    def roots(self) -> list[bytes]:
        return self._decoded(self._caller.ask("GET", "/v1/roots"), "certificates")

    def clock(self, *, at: datetime) -> TimeStamper:  # noqa: ARG002 - the interface's
        return clock_at(self._clock, self._timeout)
