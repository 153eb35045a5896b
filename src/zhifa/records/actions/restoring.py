"""Taking an exported dossier back in, row by row as it was. The door has proven the export."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from zhifa.agencies.models import User
from zhifa.kernel import carrying, journal, numbering
from zhifa.kernel.access import Actor
from zhifa.kernel.aside import aside
from zhifa.kernel.carrying import Plain
from zhifa.kernel.models import Entry, Head
from zhifa.kernel.refusals import refuse_if
from zhifa.records import events
from zhifa.records.actions._store import receive, settle
from zhifa.records.models import Dossier
from zhifa.records.reads.restoring import absent, taken
from zhifa.records.rules import restoring as rules
from zhifa.records.rules.numbers import ARCHIVE, Run

Rows = dict[type[models.Model], list[models.Model]]


@dataclass(frozen=True, slots=True)
class Brought:
    """What an export brings: its journal, its rows and what they stand on; sha256: its manifest."""

    dossier_id: str
    sha256: str
    entries: Sequence[Plain]
    rows: Sequence[Plain]
    basis: Sequence[Plain]
    loose: Sequence[Plain]
    needs: Sequence[str]


@transaction.atomic
def restore_dossier(
    *, brought: Brought, files: Iterable[bytes], by: Actor, at: datetime
) -> Dossier:
    """Store an archived dossier as it was, its journal word for word; listeners hear nothing.

    files: the bytes of its files, kept under their digests.
    Refused: it is here; it was still open; a key of its rows is somebody else's here; a case that
    it goes on from is not here. UnknownRowError when this version knows a table or column not.
    """
    rows, basis = _built(brought.rows), _built(r for r in brought.basis if "key" in r)
    refuse_if([rules.PRESENT] if Head.objects.filter(pk=brought.dossier_id).exists() else [])
    refuse_if(_in_the_way(rows, basis, brought.needs))
    fresh = {model: absent(found) for model, found in basis.items()}
    owner = next(row for row in rows.get(Dossier, ()) if row.pk == brought.dossier_id)
    refuse_if([] if isinstance(owner, Dossier) and owner.sealed_at else [rules.OPEN])
    for data in files:
        settle(receive([data]))
    _store(rows, fresh)
    _made_from(brought, fresh)
    journal.replay(brought.dossier_id, [_entry(told) for told in brought.entries])
    kept = Dossier.objects.get(pk=brought.dossier_id)
    _numbers(kept, brought.entries, by, at)
    event = events.DossierRestored(kept.pk, brought.sha256, len(brought.entries))
    known = [row for found in fresh.values() for row in found if getattr(row, "sealed", False)]
    for row in known:
        row.refresh_from_db()
    journal.record(event, subject=f"agency:{kept.agency_id}", by=by, at=at, rows=known)
    return kept


def _built(told: Any) -> Rows:
    found: Rows = defaultdict(list)
    for one in told:
        row = carrying.built(one["key"].partition(":")[0], one["values"])
        found[type(row)].append(row)
    return found


def _in_the_way(rows: Rows, basis: Rows, needs: Sequence[str]) -> list[Any]:
    """Keys that belong to somebody else here, and rows that should be here and are not."""
    found = [name for model_rows in rows.values() for name in taken(model_rows, whole=True)]
    found += [name for model_rows in basis.values() for name in taken(model_rows, whole=False)]
    missing = [key for key in needs if absent([carrying.named(key)])]
    return [rules.TAKEN.about("、".join(found[:3]))] * bool(found) + [
        rules.NEEDS.about("、".join(missing[:3]))
    ] * bool(missing)


def _store(rows: Rows, fresh: Rows) -> None:
    """Insert with the guards aside: they watch work on a case, and this is none."""
    stored: Rows = defaultdict(list)
    for part in (fresh, rows):
        for model, found in part.items():
            stored[model] += found
    with aside([model._meta.db_table for model in stored]):
        for model, found in stored.items():
            for row in found:
                _nobody_signs_in(row)
            model._base_manager.bulk_create(found, batch_size=200)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(stored)):
            cursor.execute(statement)


def _nobody_signs_in(row: models.Model) -> None:
    """Somebody whom an export names has no account here."""
    if isinstance(row, User):
        row.is_active = False
        row.set_unusable_password()


def _made_from(brought: Brought, fresh: Rows) -> None:
    """Rows made from others: of the dossier all, of what it stands on only what is new here."""
    own = {(model, row.pk) for model, found in fresh.items() for row in found}
    for told in brought.loose:
        carrying.built(told["table"], told["values"]).save(force_insert=True)
    for told in (one for one in brought.basis if "table" in one):
        row = carrying.built(told["table"], told["values"])
        if carrying.followed(row) in own:
            row.save(force_insert=True)


def _entry(told: Plain) -> Entry:
    columns = {name: told[name] for name in ("subject", "seq", "kind", "payload", "seals", "by")}
    return Entry(
        **columns,
        at=datetime.fromisoformat(told["at"]),
        previous=told["previous"],
        digest=told["digest"],
    )


def _numbers(kept: Dossier, entries: Sequence[Plain], by: Actor, at: datetime) -> None:
    """Numbers that the dossier bears are never taken again, nor those before them."""
    tops: dict[str, int] = {}
    for told in entries:
        if told["kind"] == events.NumberTaken.kind():
            run, value = told["payload"]["series"], told["payload"]["value"]
            tops[run] = max(tops.get(run, 0), value)
    if kept.archive_number[4:].isdecimal():
        run = Run(ARCHIVE, kept.agency_id, "", int(kept.archive_number[:4])).key
        tops[run] = int(kept.archive_number[4:])
    for run, value in sorted(tops.items()):
        numbering.reserve(series=run, upto=value, reason=rules.EMPTY, by=by, at=at)
