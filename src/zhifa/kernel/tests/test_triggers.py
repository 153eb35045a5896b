"""What the database refuses by itself, tried with a prompt's means."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from zhifa.kernel import numbering, triggers
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry, Number
from zhifa.kernel.tests.make import AT, Happened, entry

REPLACE = """replace into kernel_entry
    (id, subject, seq, kind, payload, seals, "by", at, previous, digest)
    select {id}, subject, seq, 'x.Forged', payload, seals, "by", at, previous, {digest}
    from kernel_entry"""


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "update kernel_entry set kind = 'x.Forged'",
        "update kernel_entry set seals = '{}'",
        "delete from kernel_entry",
        "delete from kernel_head",
        "update kernel_head set seq = seq + 2",
        "update kernel_head set seq = seq",
        "update kernel_head set digest = 'x'",
        "update kernel_head set seq = seq + 1, subject = 'other'",
        "update kernel_series set last = last - 1",
        "update kernel_series set last = last + 2",
        "delete from kernel_series",
        "update kernel_number set value = value + 1",
        "update kernel_number set holder = 'x'",
        "update kernel_number set \"by\" = 'x'",
        "delete from kernel_number",
        "delete from kernel_delivery",
        "update kernel_delivery set listener = 'x'",
    ],
)
def test_the_database_refuses(statement: str, happened: Happened) -> None:
    entry(happened)
    numbering.take(series="S", holder="case:1", by=SYSTEM, at=AT)
    refused(statement)


@pytest.mark.parametrize("table", ["kernel_entry", "kernel_head", "kernel_number"])
def test_no_table_is_emptied_at_once(table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    refused(f"truncate {table} cascade")


def test_replacing_a_row_is_no_way_round() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has REPLACE")
    entry(Happened("1"))
    refused(REPLACE.format(id="id", digest="digest"))  # the same row
    refused(REPLACE.format(id="id + 1", digest="'x'"))  # another key, the same place in the chain
    refused(REPLACE.format(id="id", digest="'x'"))
    assert Entry.objects.get().kind == "kernel.Happened"


def test_a_number_is_void_once_and_for_ever() -> None:
    numbering.take(series="S", holder="case:1", by=SYSTEM, at=AT)
    numbering.void(series="S", value=1, reason="填错")
    refused("update kernel_number set void_reason = ''")
    refused("update kernel_number set void_reason = 'other'")
    assert Number.objects.get().void_reason == "填错"


def test_every_guard_of_every_room_stands() -> None:
    assert len(triggers.guards()) > 10
    assert triggers.missing(connection) == []


def test_a_fallen_guard_is_named() -> None:
    table = " on kernel_head" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"drop trigger kernel_head_grows{table}")
    assert triggers.missing(connection) == ["kernel_head_grows"]


def test_guards_stand_aside_while_tables_are_remade() -> None:
    """SQLite remakes a table to change it, which a guard that looks into it would stop."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL changes tables where they are")
    editor = connection.SchemaEditorClass(connection)
    triggers.lift(apps, editor)
    assert len(triggers.missing(connection)) > len(triggers.guards())
    with connection.cursor() as cursor:  # a table that guards of others look into
        cursor.execute("select sql from sqlite_master where name = 'registry_party'")
        made = cursor.fetchone()[0].replace('"registry_party"', '"new_party"', 1)
        cursor.execute(made)
        cursor.execute("insert into new_party select * from registry_party")
        cursor.execute("drop table registry_party")
        cursor.execute("alter table new_party rename to registry_party")
    triggers.stand(apps, editor)
    assert triggers.missing(connection) == []
