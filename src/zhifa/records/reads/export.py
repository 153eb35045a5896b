"""What goes into an exported dossier besides its files: the journal, and the rows it speaks for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.apps import apps
from django.db import models

from zhifa.kernel import events, seals
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Entry
from zhifa.records.models import Dossier
from zhifa.records.reads.carried import Carried, carried
from zhifa.records.reads.dossiers import dossier

Plain = dict[str, Any]
TRIES = 5


class Busy(RuntimeError):  # noqa: N818 - what the dossier is
    """The dossier was written to again and again while it was being read."""

    def __init__(self) -> None:
        super().__init__("案卷正在办理中，内容一直在变；请稍后再导出。")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The journal of one dossier and its rows, as of one moment, and what goes along with them."""

    dossier: Dossier
    entries: Sequence[Plain]
    rows: Sequence[Plain]
    carried: Carried


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


def _rows(entries: Sequence[Plain]) -> list[models.Model]:
    """Every row that the journal of the dossier speaks for, in the same order everywhere."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key in sorted({key for entry in entries for key in entry["seals"]}):
        label, _, pk = key.partition(":")
        keys[label].append(pk)
    found: list[models.Model] = []
    for label, pks in keys.items():
        manager = apps.get_model(label)._base_manager
        found += sorted(manager.filter(pk__in=pks), key=lambda row: row.pk)
    return found


def _read(owner: Dossier, entries: Sequence[Plain]) -> Ledger:
    found = _rows(entries)
    rows = [{"key": seals.key_of(row), "values": seals.values_of(row)} for row in found]
    texts = [seals.canonical(one) for one in (*entries, *rows)]
    return Ledger(owner, entries, rows, carried(found, texts))


def ledger(*, dossier_id: str, viewer: Actor, upto: int | None = None) -> Ledger:
    """The journal and rows of a dossier. Dossier.DoesNotExist; Busy when it never holds still.

    upto: as of this entry, with the rows that it and those before it speak for.
    """
    owner = dossier(dossier_id=dossier_id, viewer=viewer)
    mine = Entry.objects.filter(subject=owner.pk).order_by("seq")
    known = mine if upto is None else mine.filter(seq__lte=upto)
    for _ in range(TRIES):
        entries = [_plain(entry) for entry in known]
        read = _read(owner, entries)
        if known.count() == len(entries):
            return read
    raise Busy
