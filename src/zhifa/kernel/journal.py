"""The journal: the audit chain and the outbox are the same table, one chain per subject."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction

from zhifa.kernel import events, seals
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Delivery, Entry, Head
from zhifa.kernel.prepared import Prepared, Row

# the database lets a chain grow by one entry at a time
GROW = "UPDATE kernel_head SET seq = %s, digest = %s WHERE subject = %s"


def genesis(subject: str) -> str:
    """What the first entry of a subject points back to."""
    return seals.sha256(f"zhifa:{subject}")


def digest_of(entry: Entry) -> str:
    """SHA-256 over everything an entry says; the same on every machine."""
    return seals.sha256(
        seals.canonical(
            {
                "subject": entry.subject,
                "seq": entry.seq,
                "kind": entry.kind,
                "payload": entry.payload,
                "seals": entry.seals,
                "by": entry.by,
                "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "previous": entry.previous,
            }
        )
    )


def _plain(event: events.Event) -> dict[str, Any]:
    payload: dict[str, Any] = seals.plain(asdict(event))
    return payload


END = Prepared(
    lambda subject: (
        Head.objects.select_for_update().filter(subject=subject).values_list("seq", "digest")
    )
)


def _begun(subject: str) -> list[Row]:
    """The end of a chain that begins now; of two who begin it at once, one waits."""
    Head.objects.bulk_create([Head(subject, 0, genesis(subject))], ignore_conflicts=True)
    return END.rows(subject=subject)


class _Chapter:
    """A chain on its way: its end, locked, and the entries to be written there."""

    def __init__(self, subject: str) -> None:
        ((seq, digest),) = END.rows(subject=subject) or _begun(subject)
        self.head = Head(subject, seq, digest)
        self.entries: list[Entry] = []

    def add(self, entry: Entry) -> None:
        """The next entry of the chain."""
        entry.seq, entry.previous = self.head.seq + 1, self.head.digest
        entry.digest = digest_of(entry)
        self.head.seq, self.head.digest = entry.seq, entry.digest
        self.entries.append(entry)

    def write(self) -> None:
        """Store what was added, and queue it for its listeners."""
        Entry.objects.bulk_create(self.entries)
        with connection.cursor() as cursor:
            cursor.executemany(GROW, [(e.seq, e.digest, e.subject) for e in self.entries])
        Delivery.objects.bulk_create(
            Delivery(entry=entry, subject=entry.subject, listener=name, next_at=entry.at)
            for entry in self.entries
            for name in events.names_of(entry.kind)
        )


_open: ContextVar[_Chapter | None] = ContextVar("chapter", default=None)


@contextmanager
def chapter(subject: str) -> Iterator[None]:
    """Read and move the end of a chain once, however many entries are recorded inside.

    Inside a transaction. The entries are stored when it closes, and not at all when it is left
    by an exception, which must leave the transaction (or its savepoint), too.
    """
    if _open.get() is not None:  # one at a time: entries of other chains are stored at once
        yield
        return
    pages = _Chapter(subject)
    token = _open.set(pages)
    try:
        yield
    finally:
        _open.reset(token)
    pages.write()


_witness: ContextVar[list[Entry] | None] = ContextVar("witness", default=None)


@contextmanager
def witnessed() -> Iterator[list[Entry]]:
    """The entries recorded inside, of whatever subject: by their keys once chapters are closed.

    Inside a transaction; left by an exception, there are none.
    """
    seen: list[Entry] = []
    token = _witness.set(seen)
    try:
        yield seen
    finally:
        _witness.reset(token)


@transaction.atomic(savepoint=False)
def record(
    event: events.Event,
    *,
    subject: str,
    by: Actor,
    at: datetime,
    rows: Iterable[models.Model] = (),
) -> Entry:
    """Write down what happened and queue it for its listeners, in the caller's transaction.

    Within a `chapter` of the subject the entry has no key before the chapter closes.
    subject: the dossier (or agency, or library) whose chain grows.
    rows: the stored rows this act made or changed; their digests are kept for `zhifa verify`.
    """
    known = _open.get()
    pages = known if known is not None and known.head.subject == subject else _Chapter(subject)
    entry = Entry(
        subject=subject,
        kind=event.kind(),
        payload=_plain(event),
        seals={seals.key_of(row): seals.digest_of(row) for row in rows},
        by=by.key,
        at=at,
    )
    pages.add(entry)
    if (seen := _witness.get()) is not None:
        seen.append(entry)
    if pages is not known:
        pages.write()
    return entry


@transaction.atomic(savepoint=False)
def replay(subject: str, entries: Sequence[Entry]) -> None:
    """Write down a chain that another installation wrote, word for word; nobody is told of it.

    The caller has proven it from its genesis on. IntegrityError when the subject has a chain.
    """
    Head.objects.create(subject=subject, seq=0, digest=genesis(subject))
    Entry.objects.bulk_create(entries, batch_size=500)
    with connection.cursor() as cursor:
        cursor.executemany(GROW, [(e.seq, e.digest, subject) for e in entries])
