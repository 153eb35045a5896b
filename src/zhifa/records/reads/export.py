"""What goes into an exported dossier besides its files: the journal, and the rows it speaks for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.apps import apps

from zhifa.kernel import events, seals
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Entry
from zhifa.records.models import Dossier
from zhifa.records.reads.dossiers import dossier

Plain = dict[str, Any]
TRIES = 5


class Busy(RuntimeError):  # noqa: N818 - what the dossier is
    """The dossier was written to again and again while it was being read."""

    def __init__(self) -> None:
        super().__init__("案卷正在办理中，内容一直在变；请稍后再导出。")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The journal of one dossier and its rows, as of one moment."""

    dossier: Dossier
    entries: Sequence[Plain]
    rows: Sequence[Plain]


def _plain(entry: Entry) -> Plain:
    return {
        "title": events.title_of(entry.kind),
        "subject": entry.subject,
        "seq": entry.seq,
        "kind": entry.kind,
        "payload": entry.payload,
        "seals": entry.seals,
        "by": entry.by,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": entry.previous,
        "digest": entry.digest,
    }


def _rows(entries: Sequence[Plain]) -> Iterator[Plain]:
    """Every row that the journal of the dossier speaks for, encrypted columns as keyed hashes."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key in dict.fromkeys(key for entry in entries for key in entry["seals"]):
        label, _, pk = key.partition(":")
        keys[label].append(pk)
    for label, pks in keys.items():
        manager = apps.get_model(label)._base_manager  # noqa: SLF001 - sees every row
        for row in manager.filter(pk__in=pks).order_by("pk"):
            yield {"key": seals.key_of(row), "values": seals.values_of(row)}


def ledger(*, dossier_id: str, viewer: Actor) -> Ledger:
    """The journal and rows of a dossier. Dossier.DoesNotExist; Busy when it never holds still."""
    owner = dossier(dossier_id=dossier_id, viewer=viewer)
    mine = Entry.objects.filter(subject=owner.pk).order_by("seq")
    for _ in range(TRIES):
        entries = [_plain(entry) for entry in mine]
        rows = list(_rows(entries))
        if mine.count() == len(entries):
            return Ledger(owner, entries, rows)
    raise Busy
