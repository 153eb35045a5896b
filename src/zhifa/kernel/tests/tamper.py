"""The means of somebody with the database's own password, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

WAIT = "set constraints all deferred"
NOW = "set constraints all immediate"  # tables with checks still waiting cannot be altered


def lift_guards() -> list[str]:
    """Send every trigger of the house away; returns the statements that bring them back.

    A transaction that is rolled back brings them back as well.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("select name, sql from sqlite_master where type = 'trigger'")
            guards = cursor.fetchall()
            off, on = [f"drop trigger {name}" for name, _ in guards], [sql for _, sql in guards]
        else:
            cursor.execute(
                "select distinct tgrelid::regclass::text from pg_trigger where not tgisinternal"
            )
            tables = [table for (table,) in cursor.fetchall()]
            off = [NOW, *(f"alter table {table} disable trigger user" for table in tables), WAIT]
            on = [NOW, *(f"alter table {table} enable trigger user" for table in tables), WAIT]
        for statement in off:
            cursor.execute(statement)
    return on


@contextmanager
def guards_down() -> Iterator[None]:
    """Every trigger of the house stands aside until the end."""
    statements = lift_guards()
    yield
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
