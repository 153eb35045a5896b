"""Rows as an export carries them, and as another installation stores them again.

Marks on a model say what becomes of its rows, beside `sealed` and `unsealed`:

    underlies = True            others stand on it: carried along, stored where it is absent
    underlies = ("id", "name")  the same, of these columns alone
    follows = "case"            made from the row that this foreign key names, carried with it

A row is what its seal speaks for, and `held`: encrypted columns as they are stored, so that no
word leaves in the clear, and the columns that no seal speaks for. What holds its default is left
out: a column that a later version adds changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import TextField, Value
from django.db.models.functions import Cast

from zhifa.kernel import seals
from zhifa.kernel.fields import EncryptedTextField

Plain = dict[str, Any]
BATCH = 500


class UnknownRowError(ValueError):
    """A row of a table or with a column that this version does not know."""


def _columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    names: Any = getattr(model, "underlies", True)
    columns = list(model._meta.concrete_fields)
    return columns if names is True else [c for c in columns if c.name in names]


def _apart(model: type[models.Model]) -> tuple[list[models.Field[Any, Any]], list[str]]:
    """Columns that no seal speaks for, and the names of the encrypted ones."""
    skipped, columns = set(getattr(model, "unsealed", ())), _columns(model)
    hidden = [c.attname for c in columns if isinstance(c, EncryptedTextField)]
    return [c for c in columns if c.name in skipped and c.attname not in hidden], hidden


def _idle(column: models.Field[Any, Any], value: Any) -> bool:
    idle = seals.told(column, column.get_default())
    return type(value) is type(idle) and bool(value == idle)


def held(model: type[models.Model], pks: Sequence[Any]) -> dict[Any, Plain]:
    """Key → what a seal does not tell of a row, for rows that have such."""
    loose, hidden = _apart(model)
    if not loose and not hidden:
        return {}
    raw = {f"raw_{name}": Cast(name, TextField()) for name in hidden}  # as stored, not as it reads
    names = ["pk", *(c.attname for c in loose), *raw]
    found: dict[Any, Plain] = {}
    for place in range(0, len(pks), BATCH):
        rows = model._base_manager.filter(pk__in=pks[place : place + BATCH])
        for pk, *values in rows.annotate(**raw).values_list(*names):
            told = {c.attname: seals.told(c, v) for c, v in zip(loose, values, strict=False)}
            shown = {c.attname: told[c.attname] for c in loose if not _idle(c, told[c.attname])}
            secret = zip(hidden, values[len(loose) :], strict=True)
            found[pk] = shown | {name: text for name, text in secret if text}
    return {pk: values for pk, values in found.items() if values}


def open_values(row: models.Model) -> Plain:
    """What the seal of a row speaks for, without the encrypted columns."""
    _, hidden = _apart(type(row))
    known = {c.attname for c in _columns(type(row))} - set(hidden)
    return {name: value for name, value in seals.values_of(row).items() if name in known}


def followers(keys: Mapping[type[models.Model], Sequence[Any]]) -> Iterator[Plain]:
    """Rows made from the given ones, without keys of their own, in a lasting order."""
    for model in apps.get_models():
        way = getattr(model, "follows", "")
        pks = keys.get(_followed(model, way), ()) if way else ()
        if pks:
            yield from sorted(_followers(model, way, pks), key=seals.canonical)


def _followed(model: type[models.Model], way: str) -> type[models.Model]:
    target: Any = model._meta.get_field(way).related_model
    found: type[models.Model] = target
    return found


def _followers(model: type[models.Model], way: str, pks: Sequence[Any]) -> Iterator[Plain]:
    label = model._meta.label_lower
    for row in model._base_manager.filter(**{f"{way}__in": pks}):
        values = seals.values_of(row)
        auto = isinstance(row._meta.pk, models.AutoField)
        yield {"table": label, "values": {k: v for k, v in values.items() if k != "id" or not auto}}


def built(label: str, values: Plain) -> models.Model:
    """A row to be stored, from what was carried. UnknownRowError when this version knows it not."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise UnknownRowError(label) from None
    columns = {c.attname: c for c in model._meta.concrete_fields}
    if strange := sorted(set(values) - set(columns)):
        raise UnknownRowError(f"{label}.{strange[0]}")
    row: models.Model = model(
        **{name: _stored(columns[name], value) for name, value in values.items()}
    )
    return row


def _stored(column: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(column, EncryptedTextField):
        return Value(value, output_field=TextField())  # goes in as it came out
    return value if isinstance(column, models.JSONField) else column.to_python(value)


def followed(row: models.Model) -> tuple[type[models.Model] | None, Any]:
    """Table and key of the row that one was made from."""
    way: Any = row._meta.get_field(getattr(row, "follows", ""))
    return way.related_model, getattr(row, way.attname)


def named(key: str) -> models.Model:
    """A row of which only the key is known, e.g. "enforcement.case:01H…"."""
    label, _, pk = key.partition(":")
    return built(label, {"id": pk})


def secret(values: Plain, key: str) -> list[str]:
    """The encrypted texts among the values of a carried row."""
    if not key:
        return []
    _, hidden = _apart(apps.get_model(key.partition(":")[0]))
    return [values[name] for name in hidden if values.get(name)]
