"""What stands in the way of rows that come from elsewhere; asked by the machine, no viewer."""

from collections.abc import Sequence

from django.db import models

from zhifa.kernel import seals


def _naming(model: type[models.Model]) -> list[str]:
    """Columns by which a row of a table is told apart from others, beside its key."""
    meta = model._meta
    alone = [c.attname for c in meta.concrete_fields if c.unique and not c.primary_key]
    rules = [c for c in meta.constraints if isinstance(c, models.UniqueConstraint)]
    together = {name for rule in rules[:1] for name in rule.fields}
    return alone[:1] or [c.attname for c in meta.concrete_fields if c.name in together]


def _kept(rows: Sequence[models.Model]) -> dict[object, models.Model]:
    """The rows of those keys that are here already."""
    if not rows:
        return {}
    manager = type(rows[0])._base_manager
    return {row.pk: row for row in manager.filter(pk__in=[row.pk for row in rows])}


def absent(rows: Sequence[models.Model]) -> list[models.Model]:
    """Those rows of one model whose keys are free here; no viewer."""
    kept = _kept(rows)
    return [row for row in rows if row.pk not in kept]


def taken(rows: Sequence[models.Model], *, whole: bool) -> list[str]:
    """Keys that are somebody else's here; no viewer.

    whole: any row that is here is in the way; else only one that is called otherwise.
    """
    kept = _kept(rows)
    found = [row for row in rows if row.pk in kept]
    return [seals.key_of(row) for row in found if whole or _other(row, kept[row.pk])]


def _other(row: models.Model, kept: models.Model) -> bool:
    if not isinstance(row._meta.pk, models.AutoField):
        return False
    return any(getattr(row, name) != getattr(kept, name) for name in _naming(type(row)))
