"""Writes encrypted columns anew with the first key, batch by batch; safe to stop and run again.

Frozen tables refuse every change, this one too: their guards stand aside for the length of one
batch, in its transaction. PostgreSQL lets only the owner of the tables do that, never the
application's role. That no word changed on the way is what `zhifa verify` shows afterwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from zhifa.kernel.aside import aside
from zhifa.kernel.fields import EncryptedTextField, decrypt, encrypt

BATCH = 200


@dataclass(frozen=True, slots=True)
class Column:
    """One encrypted column."""

    model: type[models.Model]
    field: EncryptedTextField

    @property
    def table(self) -> str:
        """The table's name in the database."""
        return str(self.model._meta.db_table)

    def __str__(self) -> str:
        return f"{self.table}.{self.field.column}"


def columns() -> list[Column]:
    """Every encrypted column of the house."""
    return [
        Column(model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    ]


def current() -> str:
    """The id of the key that encrypts."""
    return next(iter(settings.FIELD_KEYS))


def rotate(column: Column) -> Iterator[int]:
    """Re-encrypt what other keys wrote; yields how many values each batch held.

    Raises fields.Unreadable when a value cannot be read; batches before it stay done.
    """
    while True:
        with transaction.atomic():
            found = _stale(column)
            if found:
                _write(column, [(pk, encrypt(decrypt(stored))) for pk, stored in found])
        if not found:
            return
        yield len(found)


def _stale(column: Column) -> list[tuple[int | str, str]]:
    """A batch of keys and stored texts that the first key did not write, locked."""
    raw = Cast(column.field.name, TextField())  # as it is stored, not as it reads
    rows = column.model._base_manager.annotate(stored=raw).exclude(stored="")
    old = rows.exclude(stored__startswith=f"{current()}:").exclude(stored=None)
    return list(old.order_by("pk").select_for_update().values_list("pk", "stored")[:BATCH])


def _write(column: Column, values: Sequence[tuple[int | str, str]]) -> None:
    key = column.model._meta.pk.column
    names = (column.table, column.field.column, key)
    table, own, pk = (connection.ops.quote_name(str(name)) for name in names)
    change = f"update {table} set {own} = %s where {pk} = %s"  # noqa: S608 - names of ours
    with aside([column.table]), connection.cursor() as cursor:
        cursor.executemany(change, [(stored, row) for row, stored in values])
