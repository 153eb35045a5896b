"""The mark that a database is a demo of ours: what bears none is never emptied."""

from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

TABLE = "zhifa_demo"


class NotOurs(Exception):  # noqa: N818 - it is an answer, not an error
    """The database holds something that is no demo."""


def _file() -> Path | None:
    """The file of an embedded database."""
    if connection.vendor != "sqlite":
        return None
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        return connection.introspection.table_names(cursor)


def _own(file: Path | None) -> bool:
    """Whether the database lies where the demo keeps its own."""
    return file is not None and file.parent == settings.VAR / "demo"


def is_ready() -> bool:
    """Whether this database holds a demo that was built to its end."""
    file = _file()
    if (file is not None and not file.exists()) or TABLE not in _tables():
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {TABLE} where ready_at is not null")  # noqa: S608 - our own name
        return bool(cursor.fetchone()[0]) and (settings.VAR / "demo" / "accounts.json").is_file()


def clear() -> None:
    """Empty the database for a new demo. NotOurs: it holds tables and bears no mark."""
    file = _file()
    if file is not None and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        return
    tables = _tables()
    if tables and TABLE not in tables and not _own(file):
        raise NotOurs
    connection.close()
    if file is not None:
        for tail in ("", "-wal", "-shm"):
            Path(f"{file}{tail}").unlink(missing_ok=True)
    else:
        _drop(tables)


@transaction.atomic
def _drop(tables: list[str]) -> None:
    """Drop every table of a server's database, the mark last: an interrupted sweep stays ours."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in sorted(tables, key=lambda name: name == TABLE):
            cursor.execute(f"drop table if exists {quote(table)} cascade")


def begin() -> None:
    """Mark an empty database before anything is written to it."""
    with connection.cursor() as cursor:
        cursor.execute(f"create table {TABLE} (ready_at text)")


def finish(at: str) -> None:
    """Note that the demo is whole."""
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {TABLE} values (%s)", [at])  # noqa: S608 - our own name


def hurry() -> None:
    """Let the build not wait for the disk: one that is broken off is made anew."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-131072")
            cursor.execute("PRAGMA temp_store=MEMORY")
        else:
            cursor.execute("SET synchronous_commit = off")
