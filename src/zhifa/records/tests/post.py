"""A mail server and a gateway for short messages on this machine, told how to answer."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any
from wsgiref.simple_server import make_server

from zhifa.records.signing.http import mark
from zhifa.records.tests.seals import _Quiet, _Server

SECRET = "what the gateway and the house share"


@dataclass
class Office:
    """A mail server. rcpt: its answer to every recipient. lines: what it was told."""

    rcpt: bytes = b"250 2.1.5 ok"
    reports: bool = True
    lines: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)


class _Talk(StreamRequestHandler):
    """One line of RFC 5321 after the other."""

    office: Office

    def handle(self) -> None:
        answers = {
            "RCPT": self.office.rcpt,
            "EHLO": b"250-mail.example\r\n250 DSN" if self.office.reports else b"250 hello",
            "QUIT": b"221 bye",
        }
        self._say(b"220 mail.example")
        for raw in self.rfile:
            line = raw.decode().strip()
            self.office.lines.append(line)
            word = line[:4].upper()
            self._data() if word == "DATA" else self._say(answers.get(word, b"250 ok"))
            if word == "QUIT":
                return

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def _data(self) -> None:
        self._say(b"354 go on")
        letter = b"".join(iter(self.rfile.readline, b".\r\n"))
        self.office.letters.append(letter)
        self._say(b"250 2.0.0 taken")


@contextmanager
def mail() -> Iterator[tuple[Office, str]]:
    """A running mail server and its address."""
    office = Office()
    talk = type("Talk", (_Talk,), {"office": office})
    ThreadingTCPServer.allow_reuse_address = True
    with ThreadingTCPServer(("127.0.0.1", 0), talk) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield office, f"smtp://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Gateway:
    """A gateway that keeps to docs/service.md. news: what it says of every message."""

    refuses: bool = False
    down: bool = False
    news: dict[str, str] = field(default_factory=lambda: {"state": "sent"})
    messages: dict[str, dict[str, str]] = field(default_factory=dict)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        status, told = self._answer(environ, body)
        start(status, [("Content-Type", "application/json")])
        return [json.dumps(told).encode()]

    def _answer(self, environ: dict[str, Any], body: bytes) -> tuple[str, dict[str, str]]:
        said = environ["HTTP_AUTHORIZATION"].removeprefix("ZHIFA-HMAC ").split(":")
        call = (environ["REQUEST_METHOD"], environ["PATH_INFO"], said[0], said[1])
        if said[2] != mark(SECRET, call, body):
            return "403 Forbidden", {"error": "signature"}
        if self.down:
            return "503 Service Unavailable", {}
        if call[0] == "GET":
            return "200 OK", self.news
        if self.refuses:
            return "422 Unprocessable Entity", {"error": "no such number"}
        told = json.loads(body)
        self.messages[told["id"]] = told
        return "201 Created", {"ref": f"g-{len(self.messages)}"}


@contextmanager
def gateway() -> Iterator[tuple[Gateway, str]]:
    """A running gateway and its address."""
    peer = Gateway()
    server = make_server("127.0.0.1", 0, peer, server_class=_Server, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield peer, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
