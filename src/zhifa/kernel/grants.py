"""What PostgreSQL lets the application's role do: everything it needs, nothing it must not.

The owner of the tables migrates; the application signs in as a role that owns nothing, so that it
cannot switch off a guard. SQLite has no roles: there the guards stand alone.
"""

from collections.abc import Iterator

from django.db import connection

from zhifa.kernel import triggers
from zhifa.kernel.models import Entry

READ_ONLY = {"django_migrations"}  # only the owner migrates


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_list(cursor)
    return sorted(table.name for table in found if table.type == "t")


def statements(role: str) -> Iterator[str]:
    """SQL that gives `role` exactly its rights in the current schema; run it after each migration.

    No TRUNCATE, REFERENCES or TRIGGER anywhere; no DELETE where a guard keeps every row; no UPDATE
    of the journal.
    """
    who = connection.ops.quote_name(role)
    kept = {guard.table for guard in triggers.guards() if guard.keeps}
    journal = Entry._meta.db_table
    yield f"revoke all on all tables in schema public from {who}"
    yield f"revoke all on all sequences in schema public from {who}"
    yield f"revoke create on schema public from {who}"
    yield f"grant usage on schema public to {who}"
    yield f"grant usage, select on all sequences in schema public to {who}"
    for table in _tables():
        rights = ["select"]
        if table not in READ_ONLY:
            rights.append("insert")
            rights += [] if table == journal else ["update"]
            rights += [] if table in kept else ["delete"]
        yield f"grant {', '.join(rights)} on {connection.ops.quote_name(table)} to {who}"


def own_role() -> str:
    """The role we are signed in as; an address over a socket may leave it to the system."""
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return str(cursor.fetchone()[0])


def obstacle(role: str) -> str:
    """Why `role` cannot be the application's: "absent", "superuser", "owner" or nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, oid from pg_roles where rolname = %s", [role])
        found = cursor.fetchone()
        if found is None:
            return "absent"
        cursor.execute(
            "select exists (select 1 from pg_class where relowner = %s and relkind = 'r') "
            "or exists (select 1 from pg_database where datdba = %s "
            "and datname = current_database())",
            [found[1], found[1]],
        )
        owner = cursor.fetchone()
    if found[0]:
        return "superuser"
    return "owner" if owner and owner[0] else ""
