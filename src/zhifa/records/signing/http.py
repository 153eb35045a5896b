"""Short calls to machines that may be slow or down; standard library only.

A call is signed: Authorization: ZHIFA-HMAC time:nonce:hex, where hex is HMAC-SHA256 with the shared
secret over method, path, time, nonce and the body's SHA-256, each on a line of its own.
"""

import hashlib
import hmac
import http.client
import json
import secrets
import time
from typing import Any
from urllib.parse import urlsplit

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from zhifa.records.signing.providers import ClockDown, KeyRefused, ProviderDown

LARGEST = 1 << 20
CLOCK = "时间戳服务"
OK, FORBIDDEN, NOT_FOUND, CONFLICT = 200, 403, 404, 409


def mark(secret: str, call: tuple[str, str, str, str], body: bytes) -> str:
    """What proves a call: (method, path, time, nonce) and body, under the shared secret."""
    words = "\n".join((*call, hashlib.sha256(body).hexdigest()))
    return hmac.new(secret.encode(), words.encode(), hashlib.sha256).hexdigest()


class Caller:
    """Calls one service. secret: shared with it; empty for a service that asks for none."""

    def __init__(self, base: str, secret: str, timeout: float, who: str) -> None:
        parts = urlsplit(base)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"{who}: {base!r} is no address")
        self._parts, self._secret, self._timeout, self._who = parts, secret, timeout, who

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "https":
            return http.client.HTTPSConnection(host, port, timeout=self._timeout)
        return http.client.HTTPConnection(host, port, timeout=self._timeout)

    def call(
        self, method: str, path: str, body: bytes = b"", kind: str = "application/json"
    ) -> tuple[int, bytes]:
        """Status and body of the answer. ProviderDown when there is none, or it is 5xx."""
        whole = self._parts.path.rstrip("/") + path
        headers = {"Content-Type": kind}
        if self._secret:
            said = (method, whole, str(int(time.time())), secrets.token_hex(8))
            proof = mark(self._secret, said, body)
            headers["Authorization"] = f"ZHIFA-HMAC {said[2]}:{said[3]}:{proof}"
        connection = self._connection()
        try:
            connection.request(method, whole, body, headers)
            reply = connection.getresponse()
            found = reply.read(LARGEST)
        except (OSError, http.client.HTTPException) as fault:
            raise ProviderDown(self._who, type(fault).__name__) from fault
        finally:
            connection.close()
        if reply.status >= http.client.INTERNAL_SERVER_ERROR:
            raise ProviderDown(self._who, f"HTTP {reply.status}")
        return reply.status, found

    def ask(self, method: str, path: str, told: dict[str, Any] | None = None) -> dict[str, Any]:
        """A JSON answer. LookupError for 404, KeyRefused for any other refusal."""
        body = json.dumps(told).encode() if told is not None else b""
        status, found = self.call(method, path, body)
        if status == NOT_FOUND:
            raise LookupError(path)
        try:
            answer = json.loads(found)
        except ValueError as fault:
            raise ProviderDown(self._who, "not JSON") from fault
        if status not in {OK, http.client.CREATED} or not isinstance(answer, dict):
            raise KeyRefused(str(answer)[:200])
        return answer


class HttpClock(TimeStamper):
    """A time-stamp authority behind an address (RFC 3161, section 3.4)."""

    def __init__(self, caller: Caller) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # pyHanko is typed in part
        self._caller = caller

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            status, found = self._caller.call("POST", "", req.dump(), "application/timestamp-query")
        except ProviderDown as down:
            raise ClockDown(CLOCK, down.why) from down
        if status != OK:
            raise ClockDown(CLOCK, f"HTTP {status}")
        try:
            reply = tsp.TimeStampResp.load(found, strict=True)
            reply["status"]["status"].native  # noqa: B018 - parses it
        except ValueError as fault:
            raise ClockDown(CLOCK, "not a time-stamp") from fault
        return reply


def clock_at(address: str, timeout: float) -> HttpClock:
    """The clock behind an address."""
    return HttpClock(Caller(address, "", timeout, CLOCK))
