"""Frozen tables refuse every change; what may write all the same asks their guards to stand aside.

Only for what proves afterwards that no word differs: new keys, a dossier that is restored.
PostgreSQL lets only the owner of the tables do that, never the application's role.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection


@contextmanager
def aside(tables: Sequence[str]) -> Iterator[None]:
    """No trigger of the tables acts inside; the surrounding transaction must hold.

    What is left by an exception leaves them away: the transaction that is rolled back brings
    them back.
    """
    names = [connection.ops.quote_name(table) for table in tables]
    back = _postgresql(names) if connection.vendor == "postgresql" else _sqlite(tables)
    yield
    with connection.cursor() as cursor:
        for statement in back:
            cursor.execute(statement)


def _postgresql(names: Sequence[str]) -> list[str]:
    now = "set constraints all immediate"  # tables with checks still waiting cannot be altered
    with connection.cursor() as cursor:
        cursor.execute(now)
        for name in names:
            cursor.execute(f"alter table {name} disable trigger user")
        cursor.execute("set constraints all deferred")
    return [now, *(f"alter table {name} enable trigger user" for name in names)]


def _sqlite(tables: Sequence[str]) -> list[str]:
    found: list[tuple[str, str]] = []
    wanted = "select name, sql from sqlite_master where type = 'trigger' and tbl_name = %s"
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(wanted, [table])
            found += cursor.fetchall()
        for name, _ in found:
            cursor.execute(f"drop trigger {connection.ops.quote_name(name)}")
    return [statement for _, statement in found]
