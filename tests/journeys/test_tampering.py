"""Whatever single column is changed by hand after a real case, `zhifa verify` names the row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, models, transaction

from tests import make
from zhifa.kernel.fields import EncryptedJSONField, EncryptedTextField
from zhifa.kernel.tests.tamper import lift_guards
from zhifa.kernel.verify import verify

OTHERS: list[tuple[tuple[type, ...], Callable[[Any], Any]]] = [
    ((models.BooleanField,), lambda value: not value),
    ((models.JSONField, EncryptedJSONField), lambda _: {"tampered": 1}),
    ((EncryptedTextField,), lambda value: f"{value}x"),
    ((models.DateField,), lambda value: (value or make.AT) - timedelta(days=1)),
    ((models.TimeField,), lambda value: time((value.hour + 1) % 24 if value else 3)),
    ((models.IntegerField, models.DecimalField), lambda value: (value or 0) + 1),
    ((models.Field,), lambda value: f"{'y' if str(value)[:1] == 'x' else 'x'}{str(value)[1:]}"),
]


def other(field: models.Field[Any, Any], value: Any) -> Any:
    """A different value that the column could hold."""
    return next(change(value) for kinds, change in OTHERS if isinstance(field, kinds))


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    loose = set(getattr(model, "unsealed", ()))
    return [f for f in model._meta.concrete_fields if f.name not in loose and not f.primary_key]


def changed(row: models.Model, field: models.Field[Any, Any]) -> bool:
    """Whether the database took the change; its own rules may refuse it."""
    key = field.target_field if isinstance(field, models.ForeignKey) else field
    value = other(key, getattr(row, field.attname))
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: value})
    except (IntegrityError, DataError):
        return False
    return True


SEALED = [m for m in apps.get_models() if getattr(m, "sealed", False)]


@pytest.mark.slow
def test_any_changed_column_of_any_sealed_row_is_found() -> None:
    case = make.case(stage="archived")
    assert list(verify()) == []
    tried, missed, refused = 0, [], []
    for model in SEALED:
        row = model._base_manager.order_by("pk").last()
        for field in columns(model) if row else ():
            assert row
            with transaction.atomic():
                lift_guards()
                took = changed(row, field)
                told = {(f.table, f.row) for f in verify()} if took else set()
                transaction.set_rollback(True)
            tried += 1
            name = f"{model._meta.label}.{field.name}"
            refused += [] if took else [name]
            missed += [name] if took and told != {(model._meta.db_table, str(row.pk))} else []
    assert not missed
    assert tried > 100
    assert len(refused) < tried // 10, refused
    assert case.stage == "archived"


def copied(row: models.Model) -> bool:
    """Whether the database took a second row just like it, under another key."""
    row.pk = "x" * 26 if isinstance(row.pk, str) else 10**9
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@pytest.mark.slow
def test_a_row_made_or_removed_by_hand_is_found() -> None:
    make.case(stage="decided")
    seen = kept = 0
    for model in SEALED:
        row = model._base_manager.order_by("pk").last()
        if row is None:
            continue
        kept += 1
        for deed, code in ((copied, "row_unknown"), (removed, "row_missing")):
            with transaction.atomic():
                lift_guards()
                took = deed(model._base_manager.get(pk=row.pk))
                told = {(f.what.code, f.table) for f in verify()} if took else set()
                transaction.set_rollback(True)
            told -= {("file_lost", "records_storedfile")}  # a made-up file has no bytes
            assert told == ({(code, model._meta.db_table)} if took else set())
            seen += took
    assert kept >= 15, "a decided case keeps rows of many kinds"
    assert seen >= kept, "of each kind a row can be made or removed"


def removed(row: models.Model) -> bool:
    """Removed past Django, which would protect what others point at."""
    type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")
    return True
