"""The journal: the audit chain and the outbox are the same table, one chain per subject."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction

from zhifa.kernel import events, seals
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Delivery, Entry, Head


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

    subject: the dossier (or agency, or library) whose chain grows.
    rows: the stored rows this act made or changed; their digests are kept for `zhifa verify`.
    """
    head, _ = Head.objects.select_for_update().get_or_create(
        subject=subject, defaults={"seq": 0, "digest": genesis(subject)}
    )
    entry = Entry(
        subject=subject,
        seq=head.seq + 1,
        kind=event.kind(),
        payload=_plain(event),
        seals={seals.key_of(row): seals.digest_of(row) for row in rows},
        by=by.key,
        at=at,
        previous=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    head.seq, head.digest = entry.seq, entry.digest
    head.save(update_fields=["seq", "digest"])
    Delivery.objects.bulk_create(
        Delivery(entry=entry, subject=subject, listener=name, next_at=at)
        for name in events.names_of(entry.kind)
    )
    return entry
