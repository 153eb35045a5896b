"""The remote signing service as a WSGI application over a local authority.

A peer for tests and a sample for whoever builds the bridge to a real seal service. It keeps to the
protocol of docs/signing.md.
"""

import hmac
import json
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from zhifa.records.signing.clock import answer
from zhifa.records.signing.http import mark
from zhifa.records.signing.local import Local
from zhifa.records.signing.providers import KeyRefused

WINDOW = 300  # seconds a call stays good
Reply = tuple[str, Any]


class Peer:
    """Answers calls. down: pretend to be out of order. delay: seconds before each answer."""

    def __init__(self, keys: Local, secret: str) -> None:
        self._keys, self._secret = keys, secret
        self._seen: dict[str, float] = {}
        self.down, self.clock_down, self.delay = False, False, 0.0
        self.hour: datetime | None = None

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        size = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(size)
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if self.delay:
            time.sleep(self.delay)
        if path == "/tsa":
            return self._stamp(body, start)
        status, told = self._answer(method, path, body, environ.get("HTTP_AUTHORIZATION", ""))
        start(status, [("Content-Type", "application/json")])
        return [json.dumps(told).encode()]

    def _now(self) -> datetime:
        return self.hour or datetime.fromtimestamp(time.time(), UTC)

    def _stamp(self, body: bytes, start: Callable[..., Any]) -> Iterable[bytes]:
        if self.down or self.clock_down:
            start("503 Service Unavailable", [])
            return [b""]
        clock = self._keys.clock(at=self._now())
        try:
            reply = answer(clock, body) if isinstance(clock, DummyTimeStamper) else b""
        except ValueError:
            start("400 Bad Request", [])
            return [b""]
        start("200 OK", [("Content-Type", "application/timestamp-reply")])
        return [reply]

    def _trusted(self, method: str, path: str, body: bytes, header: str) -> bool:
        """Whether the call is signed, fresh and not heard before."""
        kind, _, rest = header.partition(" ")
        parts = rest.split(":")
        if kind != "ZHIFA-HMAC" or len(parts) != 3 or not parts[0].isdigit():  # noqa: PLR2004
            return False
        when, nonce, proof = parts
        now = time.time()
        self._seen = {n: t for n, t in self._seen.items() if t > now - WINDOW}
        fresh = abs(now - int(when)) <= WINDOW and nonce not in self._seen
        right = hmac.compare_digest(proof, mark(self._secret, (method, path, when, nonce), body))
        if right:
            self._seen[nonce] = now
        return fresh and right

    def _answer(self, method: str, path: str, body: bytes, header: str) -> Reply:  # noqa: PLR0911 - one a status
        if self.down:
            return "503 Service Unavailable", {"reason": "out of order"}
        if not self._trusted(method, path, body, header):
            return "401 Unauthorized", {"reason": "unsigned, stale or repeated"}
        try:
            return self._route(method, path.strip("/").split("/"), json.loads(body or b"{}"))
        except LookupError:
            return "404 Not Found", {"reason": "no such key"}
        except KeyRefused as refused:
            return "403 Forbidden", {"reason": str(refused)}
        except ValueError:
            return "400 Bad Request", {"reason": "unreadable"}

    def _route(self, method: str, path: list[str], told: dict[str, Any]) -> Reply:  # noqa: PLR0911 - one a call
        keys = self._keys
        match method, path:
            case "POST", ["v1", "keys"]:
                at = datetime.fromisoformat(told["at"])
                keys.enrol(ref=told["ref"], subject=told["subject"], holder=told["holder"], at=at)
                return "201 Created", {}
            case "GET", ["v1", "keys", ref]:
                return "200 OK", {"certificates": _texts(keys.certificates(unquote(ref)))}
            case "POST", ["v1", "keys", ref, "sign"]:
                made = keys.sign(unquote(ref), b64decode(told["data"]), told["algorithm"])
                return "200 OK", {"signature": _texts([made])[0]}
            case "POST", ["v1", "keys", ref, "revoke"]:
                keys.revoke(unquote(ref), at=datetime.fromisoformat(told["at"]))
                return "200 OK", {}
            case "GET", ["v1", "revocations"]:
                return "200 OK", {"lists": _texts(keys.revocations(at=self._now()))}
            case "GET", ["v1", "roots"]:
                return "200 OK", {"certificates": _texts(keys.roots())}
            case _:
                raise LookupError


def _texts(values: Iterable[bytes]) -> list[str]:
    return [b64encode(value).decode() for value in values]
