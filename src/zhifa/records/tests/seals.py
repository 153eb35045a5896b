"""Papers that may be sealed, and a signing service that can be told to fail."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.db import connection

from zhifa.agencies.models import Agency
from zhifa.agencies.reads import Signed
from zhifa.kernel.access import SYSTEM
from zhifa.records import actions, gates, office
from zhifa.records.models import Document, Dossier, ProofDue, SealOrder
from zhifa.records.signing.local import Local
from zhifa.records.signing.peer import Peer
from zhifa.records.tests import make

SECRET = "a shared secret of the tests"


def paper(into: Dossier | None = None, template: str = "W26", **more: Any) -> Document:
    """An outgoing paper that a step made."""
    home = into or make.dossier()
    given = make.facts(template, agency__name=home.agency.name, date="2026年3月2日")
    return make.document(home, template, given, made_for="an act", **more)


def head(home: Agency) -> Signed:
    """Somebody who may give leave to seal."""
    return make.actor("agency_head", home)


def ordered(what: Document, at: datetime = make.AT) -> SealOrder:
    """Leave to seal a paper; some bring theirs along."""
    own = SealOrder.objects.filter(document=what, done_at=None).first()
    return own or actions.approve_seal(
        document_id=what.pk, reason="送达", by=head(what.dossier.agency), at=at
    )


def sealed(what: Document, at: datetime = make.AT) -> Document:
    """A paper with its seal."""
    assert office.carry_out(order_id=ordered(what, at).pk, by=SYSTEM, at=at) == ""
    return what


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that gave up waiting is what some tests want."""


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""

    def get_stderr(self) -> io.StringIO:
        return io.StringIO()


@contextmanager
def service(folder: Path) -> Iterator[tuple[Peer, dict[str, str]]]:
    """A remote signing service on this machine, and the settings that lead to it."""
    keys = Local(folder, {"passphrase": "x", "timeout": "2"})
    peer = Peer(keys, SECRET)
    server = make_server("127.0.0.1", 0, peer, server_class=_Server, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield (
            peer,
            {
                "provider": "remote",
                "url": address,
                "secret": SECRET,
                "timeout": "5",
                "clock": f"{address}/tsa",
                "test": "1",
            },
        )
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def open_gate() -> Iterator[None]:
    """A room above that stands behind every paper."""
    before = gates.installed()
    gates.install([lambda **_: []], listings=before[3], handlings=before[4])
    try:
        yield
    finally:
        gates.install(*before)


def waiting() -> list[tuple[str, str]]:
    """What the short list of proofs holds."""
    return sorted(ProofDue.objects.values_list("kind", "document_id"))


def listed_anew() -> list[tuple[str, str]]:
    """The list as the migration that began it makes it from the signatures alone."""
    began = import_module("zhifa.records.migrations.0005_proofs_due")
    ProofDue.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(began.UNSTAMPED)
        cursor.execute(began.UNPRESERVED)
    return waiting()
