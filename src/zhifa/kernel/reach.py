"""Narrowing what is asked for by something else to the agencies that a person may see."""

from collections.abc import Set as AbstractSet
from typing import TypeVar

from django.db.models import F, Model, QuerySet
from django.db.models.lookups import In

M = TypeVar("M", bound=Model)


def within(rows: QuerySet[M], reach: AbstractSet[int] | None, column: str) -> QuerySet[M]:
    """Rows whose agency, in `column`, lies within a reach; None is everywhere.

    The reach is asked last, of rows found otherwise: `+ 0` keeps every index on the agency out of
    it. SQLite keeps no statistics here and would begin with all rows of the agency. For lists
    that are found by agency, filter by the column itself.
    """
    if reach is None:
        return rows
    return rows.filter(In(F(column) + 0, sorted(reach)))
