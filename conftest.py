"""What every test stands on: a database it may use, and no network beyond this machine.

A test that needs real commits (threads, `live_server`) asks for `transactional_db`; its tables are
emptied afterwards, for which the guards of the journal and of signed papers stand aside a moment.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop beside Django's


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """SQLite in a file, as in real use, so that threads have connections of their own."""
    if connection.vendor == "sqlite":
        name = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)


@pytest.fixture(autouse=True)
def _database(_lifted: list[str], db: None) -> None:
    """Every test may use the database; what it does there is undone at its end."""


@pytest.fixture(scope="session")
def _key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the local authority of the tests keeps its keys; founded at first use."""
    return tmp_path_factory.mktemp("signing") / "keys"


@pytest.fixture(scope="session", autouse=True)
def _keys(_key_folder: Path) -> None:
    """No test signs with keys that anybody else uses, nor a road that a module's tests share."""
    settings.SIGNING = {**settings.SIGNING, "provider": "local", "folder": str(_key_folder)}
    settings.SMTP_URL = settings.SMS_URL = ""


def _lift_guards() -> list[str]:
    """Let the database forget its triggers; returns what brings them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("select name, sql from sqlite_master where type = 'trigger'")
            guards = cursor.fetchall()
            for name, _ in guards:
                cursor.execute(f"drop trigger {name}")
            return [sql for _, sql in guards]
        cursor.execute("select distinct tgrelid::regclass from pg_trigger where not tgisinternal")
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"alter table {table} disable trigger user")
        return [f"alter table {table} enable trigger user" for table in tables]


@pytest.fixture
def _lifted(django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """Made before `db`, so undone after the tables were emptied."""
    statements: list[str] = []
    yield statements
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    if statements:  # beside a browser's loop this connection is one that nobody else ends
        connection.close()


@pytest.fixture
def transactional_db(_lifted: list[str], transactional_db: None) -> Iterator[None]:
    yield
    _lifted += _lift_guards()
