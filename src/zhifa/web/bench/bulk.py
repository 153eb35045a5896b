"""Rows by the hundred thousand: indexes and guards stand aside meanwhile and are brought back."""

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from django.db import connection, transaction
from psycopg import sql

FULL = 20_000  # rows of a table that are held back at most
Columns = tuple[str, ...]


class Bulk:
    """Adds rows by COPY on PostgreSQL, by one prepared statement a table on SQLite."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._waiting: dict[tuple[str, Columns], list[Sequence[Any]]] = {}
        self._later: list[str] = []

    def __enter__(self) -> Self:
        _run(_BEFORE[connection.vendor])
        for drop, again in _all(_LIFT[connection.vendor]):
            _run([drop])
            self._later.append(again)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None
    ) -> None:
        if kind is None:
            self.flush()
            self._say("建索引")
            _run(self._later)
            _run(_AFTER[connection.vendor])
            if connection.vendor == "postgresql":
                _run([statement for (statement,) in _all(_SEQUENCES)])

    def add(self, table: str, columns: Columns, row: Sequence[Any]) -> None:
        """One row, perhaps not yet written."""
        waiting = self._waiting.setdefault((table, columns), [])
        waiting.append(row)
        if len(waiting) >= FULL:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        with transaction.atomic():
            for (table, columns), rows in self._waiting.items():
                _write(table, columns, rows)
        self._waiting.clear()

    @staticmethod
    def keep_series(series: Mapping[str, int]) -> None:
        """Tell the runs of numbers how far they have come."""
        with connection.cursor() as cursor:
            told = [(last, key) for key, last in series.items()]
            cursor.executemany("UPDATE kernel_series SET last = %s WHERE key = %s", told)


def _write(table: str, columns: Columns, rows: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = sql.SQL(", ").join(map(sql.Identifier, columns))
            copy = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
            with cursor.copy(copy) as stream:
                for row in rows:
                    stream.write_row(row)
        else:
            names_, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
            insert = f"INSERT INTO {table} ({names_}) VALUES ({marks})"  # noqa: S608 - our own names
            connection.connection.executemany(insert, rows)


def _run(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _all(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


_BEFORE = {
    "sqlite": [
        "PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF", "PRAGMA journal_mode = OFF",
        "PRAGMA cache_size = -2000000", "PRAGMA threads = 1",
    ],
    "postgresql": [
        "SET session_replication_role = replica",  # neither triggers nor foreign keys
        "SET synchronous_commit = off", "SET maintenance_work_mem = '512MB'",
    ],
}  # fmt: skip
_LIFT = {  # what goes, and what brings it back
    "sqlite": "SELECT 'DROP ' || type || ' ' || name, sql FROM sqlite_master "
    "WHERE type IN ('trigger', 'index') AND sql IS NOT NULL AND name NOT LIKE 'django_%'",
    "postgresql": "SELECT 'DROP INDEX ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) "
    "FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid "
    "WHERE t.relnamespace = 'public'::regnamespace "
    "AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
}
_AFTER = {
    "sqlite": [
        "INSERT INTO enforcement_casewords_index (enforcement_casewords_index) VALUES ('rebuild')",
        "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA foreign_keys = ON",
    ],
    "postgresql": ["SET session_replication_role = origin", "ANALYZE"],
}  # fmt: skip
_SEQUENCES = (
    "SELECT format('SELECT setval(%L, (SELECT COALESCE(MAX(id), 0) + 1 FROM %I), false)', "
    "pg_get_serial_sequence(table_name, 'id'), table_name) FROM information_schema.columns "
    "WHERE table_schema = 'public' AND column_name = 'id' AND is_identity = 'YES'"
)
