"""Digests of rows: what `zhifa verify` compares with what the journal remembers."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from zhifa.kernel.fields import EncryptedJSONField, EncryptedTextField, keyed_hash


def canonical(value: Any) -> str:
    """One text for one value on every machine: sorted keys, no spaces, real characters.

    Refuses (ValueError) what JSON has no word for: NaN and the infinities.
    """
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
        cls=DjangoJSONEncoder,
    )


def _number(text: str) -> float | int:
    """A number as every database returns it: PostgreSQL knows neither 1e+16 nor -0.0."""
    value = float(text)
    return int(value) if value.is_integer() and ("e" in repr(value) or not value) else value


def plain(value: Any) -> Any:
    """A value as it comes back from a JSON column of any of our databases."""
    if value is None or type(value) in {str, bool, int} or value == []:
        return [] if value == [] else value  # most columns of most rows: no need to write and read
    if type(value) is list and all(type(one) is str for one in value):
        return list(value)
    return json.loads(canonical(value), parse_float=_number)


def sha256(text: str) -> str:
    """Hexadecimal SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _fields(model: type[models.Model]) -> tuple[tuple[models.Field[Any, Any], Any], ...]:
    """The sealed columns of a model, each with the plain form of what it holds by default."""
    skipped = set(getattr(model, "unsealed", ()))
    columns = model._meta.concrete_fields
    return tuple((f, told(f, f.get_default())) for f in columns if f.name not in skipped)


def _text(field: models.Field[Any, Any], value: Any) -> str:
    if isinstance(field, models.DecimalField):
        return str(Decimal(value).quantize(Decimal(1).scaleb(-(field.decimal_places or 0))))
    if isinstance(field, EncryptedTextField):
        return keyed_hash(str(value))
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def told(field: models.Field[Any, Any], value: Any) -> Any:
    """A column's value in JSON, the same before it is stored and after it is read back."""
    if hasattr(value, "resolve_expression"):
        raise TypeError(f"{field}: seal rows as they are stored (refresh_from_db)")
    if value is None or isinstance(field, models.JSONField):
        return plain(value)
    if isinstance(field, EncryptedJSONField):
        return keyed_hash(canonical(plain(value)))
    value = field.to_python(value)
    return value if value is None or isinstance(value, bool | int) else _text(field, value)


def key_of(row: models.Model) -> str:
    """The name under which the journal remembers a row, e.g. "records.document:01H…"."""
    return f"{row._meta.label_lower}:{row.pk}"


def values_of(row: models.Model) -> dict[str, Any]:
    """What a row's seal speaks for: every column but the model's `unsealed`, in plain JSON.

    A column that holds its default is left out, so that a column added later (with a default)
    leaves old seals whole. An encrypted column is represented by the keyed hash of its text:
    encryption keys change, the look-up key does not.
    """
    values = {f.attname: (told(f, getattr(row, f.attname)), idle) for f, idle in _fields(type(row))}
    return {name: value for name, (value, idle) in values.items() if _differ(value, idle)}


def _differ(value: Any, idle: Any) -> bool:
    return type(value) is not type(idle) or bool(value != idle)  # True is not 1


def digest_of(row: models.Model) -> str:
    """SHA-256 over `values_of` a row."""
    return sha256(canonical(values_of(row)))
