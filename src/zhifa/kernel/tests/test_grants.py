"""The application's own database role, tried as that role."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError, ProgrammingError, connection, transaction

from zhifa.kernel import numbering, triggers, verify, worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Delivery, Entry
from zhifa.kernel.tests.conftest import Ear
from zhifa.kernel.tests.make import AT, Happened, entry

ROLE = "zhifa_test_app"
DENIED = "permission denied|must be owner"
REWRITE = (
    "create or replace function kernel_entry_no_update() returns trigger language plpgsql "
    "as $$ begin return new; end $$"
)


@pytest.fixture
def role() -> str:
    """A role that owns nothing; gone with the test's transaction."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"create role {ROLE}")
    except ProgrammingError as refused:
        pytest.skip(f"this server does not let us create roles: {refused}")
    return ROLE


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {role}")
        yield
        cursor.execute("reset role")


def looks(*, now: datetime) -> None:
    assert now == AT


def granted(role: str) -> None:
    call_command("grants", "--role", role, "--execute", stdout=StringIO())


def test_sqlite_says_that_it_has_no_roles() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("this is PostgreSQL")
    call_command("grants", "--role", ROLE, stdout=(out := StringIO()))
    assert "SQLite 没有角色" in out.getvalue()


def test_the_application_can_do_its_work(role: str, ear: Ear) -> None:
    granted(role)
    with acting_as(role):
        entry(Happened("x"))
        numbering.take(series="S", holder="case:1", by=SYSTEM, at=AT)
        assert worker.deliver(now=AT) == 1
        worker.watch([looks], now=AT)
        Session.objects.create(session_key="k", session_data="", expire_date=AT)
        Session.objects.all().delete()
        assert list(verify.verify()) == []
    assert ear.heard == ["x"]


@pytest.mark.parametrize(
    "statement",
    [
        "update kernel_entry set kind = 'x.Forged'",
        "delete from kernel_entry",
        "truncate kernel_entry cascade",
        "delete from kernel_head",
        "delete from kernel_number",
        "delete from kernel_series",
        "alter table kernel_number disable trigger user",
        "drop trigger kernel_number_next on kernel_number",
        "alter table kernel_entry disable trigger user",
        "drop trigger kernel_entry_no_update on kernel_entry",
        "drop function kernel_entry_no_update() cascade",
        REWRITE,
        "set session_replication_role = replica",
        "drop table kernel_entry cascade",
        "create table public.elsewhere (id int)",
        "insert into django_migrations (app, name, applied) values ('kernel', '9', now())",
    ],
)
def test_the_application_cannot_get_round_the_guards(role: str, statement: str) -> None:
    entry(Happened("x"))
    granted(role)
    denied = pytest.raises(DatabaseError, match=DENIED)
    with acting_as(role), connection.cursor() as cursor, denied, transaction.atomic():
        cursor.execute(statement)
    assert Entry.objects.get().kind == "kernel.Happened"
    assert triggers.missing(connection) == []


def test_rights_are_made_exact(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"grant all on kernel_entry to {role}")
        granted(role)
        cursor.execute(
            "select privilege_type from information_schema.role_table_grants "
            "where grantee = %s and table_name = 'kernel_entry'",
            [role],
        )
        assert {right for (right,) in cursor.fetchall()} == {"SELECT", "INSERT"}


def test_a_role_that_would_be_too_strong_is_refused(role: str) -> None:
    with pytest.raises(CommandError, match="没有角色"):
        call_command("grants", "--role", "nobody_of_this_name", "--execute")
    call_command("grants", "--role", "nobody_of_this_name", stdout=(out := StringIO()))
    assert 'grant select, insert on "kernel_entry"' in out.getvalue()
    with connection.cursor() as cursor:
        cursor.execute(f"alter table {Delivery._meta.db_table} owner to {role}")
    with pytest.raises(CommandError, match="拥有数据表"):
        granted(role)
    with connection.cursor() as cursor:
        cursor.execute(f"alter role {role} superuser")
    with pytest.raises(CommandError, match="超级用户"):
        granted(role)
