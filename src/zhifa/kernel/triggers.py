"""Refusals that live in the database itself, for SQLite and PostgreSQL alike.

Used by a room's hand-written migrations:

    GUARDS = [
        *frozen("records_document"),                          # added, never changed or deleted
        *frozen("enforcement_decision", columns=["fine"]),    # these columns never change
        refuse_delete("enforcement_case"),
        refuse_change("kernel_number", ["value", "holder"]),
        refuse_unless("kernel_head", "update", "NEW.seq = OLD.seq + 1", "kernel_head_grows"),
        Guard("case_undecided", "enforcement_case", "update", "NEW.stage = 'x' AND …", ["stage"]),
    ]
    operations = [Install(GUARDS)]

The same condition text serves both databases, so it keeps to plain SQL; quote columns that are
words of SQL: NEW."by". Messages are codes: only somebody with a database prompt ever reads them.

On SQLite a change of a column's type or constraints remakes its table, and the triggers go with the
old one; guards of other tables that look into it stop the change. Such a migration puts its
operations between RunPython(lift) and RunPython(stand). `missing` names what was forgotten; a test
and `zhifa doctor` ask it. A guard that learns more keeps its name: `Install` puts it in the place
of the older one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuse `verb` (insert, update, delete) on `table` when `condition` holds.

    condition: SQL over NEW and OLD; empty means always. columns: for updates, only these.
    A delete that is always refused also refuses TRUNCATE and SQLite's REPLACE.
    """

    name: str
    table: str
    verb: str
    condition: str = ""
    columns: Sequence[str] = ()

    @property
    def keeps(self) -> bool:
        """Whether no row of the table may ever go."""
        return self.verb == "delete" and not self.condition


def refuse_change(table: str, columns: Sequence[str] = ()) -> Guard:
    """Rows of `table` never change, in `columns` or at all."""
    return Guard(f"{table}_no_update", table, "update", columns=columns)


def refuse_delete(table: str) -> Guard:
    """Rows of `table` never go."""
    return Guard(f"{table}_no_delete", table, "delete")


def refuse_unless(table: str, verb: str, condition: str, name: str) -> Guard:
    """`verb` on `table` only while `condition` holds; what is unknown (NULL) does not hold."""
    return Guard(name, table, verb, f"({condition}) IS NOT TRUE")


def frozen(table: str, *, columns: Sequence[str] = ()) -> list[Guard]:
    """Rows of `table` may be added but never changed (in `columns`, or at all) or deleted."""
    return [refuse_change(table, columns), refuse_delete(table)]


def _of(guard: Guard) -> str:
    return " OF " + ", ".join(f'"{c}"' for c in guard.columns) if guard.columns else ""


def _same(table: str, columns: Sequence[str]) -> str:
    alike = " AND ".join(f'o."{c}" = NEW."{c}"' for c in columns)
    return f"EXISTS (SELECT 1 FROM {table} o WHERE {alike})"  # noqa: S608 - names of our own tables


def _sqlite(guard: Guard, connection: BaseDatabaseWrapper) -> list[str]:
    begin = f"CREATE TRIGGER {guard.name} BEFORE {guard.verb.upper()}{_of(guard)} ON {guard.table}"
    when = f" WHEN {guard.condition}" if guard.condition else ""
    made = [f"{begin}{when} BEGIN SELECT RAISE(ABORT, 'zhifa: {guard.name}'); END"]
    if guard.keeps:  # REPLACE removes the old row without asking the delete trigger
        taken = " OR ".join(_same(guard.table, c) for c in _unique(connection, guard.table))
        begin = f"CREATE TRIGGER {guard.name}_all BEFORE INSERT ON {guard.table} WHEN {taken}"
        refusal = f"UNIQUE constraint failed: {guard.table}"
        made.append(f"{begin} BEGIN SELECT RAISE(ABORT, '{refusal}'); END")
    return made


def _function(name: str, body: str) -> str:
    begin = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
    return f"{begin} AS $$ BEGIN {body} END $$"


def _postgresql(guard: Guard, _connection: BaseDatabaseWrapper) -> list[str]:
    # a WHEN clause may not hold subqueries on PostgreSQL, so the condition goes into the body
    back = "OLD" if guard.verb == "delete" else "NEW"
    refuse = f"RAISE EXCEPTION 'zhifa: {guard.name}';"
    body = f"IF {guard.condition or 'true'} THEN {refuse} END IF; RETURN {back};"
    begin = f"CREATE TRIGGER {guard.name} BEFORE {guard.verb.upper()}{_of(guard)} ON {guard.table}"
    made = [
        _function(guard.name, body),
        f"{begin} FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
    ]
    if guard.keeps:
        begin = f"CREATE TRIGGER {guard.name}_all BEFORE TRUNCATE ON {guard.table}"
        made += [
            _function(f"{guard.name}_all", refuse),
            f"{begin} FOR EACH STATEMENT EXECUTE FUNCTION {guard.name}_all()",
        ]
    return made


def _unique(connection: BaseDatabaseWrapper, table: str) -> list[list[str]]:
    """Column sets of a SQLite table of which two rows cannot hold the same."""
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_columns(cursor, table) or []
        cursor.execute(f"pragma index_list({table})")
        names = [row[1] for row in cursor.fetchall() if row[2] and not row[4]]  # whole ones
        found = [key]
        for name in names:
            cursor.execute(f"pragma index_info({name})")
            found.append([row[2] for row in cursor.fetchall()])
    return [columns for columns in found if columns]


_expected: dict[str, Guard] = {}


def _away(guard: Guard, connection: BaseDatabaseWrapper) -> list[str]:
    """What takes an older guard of the same name away."""
    table = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
    names = [guard.name, f"{guard.name}_all"] if guard.keeps else [guard.name]
    return [f"DROP TRIGGER IF EXISTS {name}{table}" for name in names]


class Install(Operation):
    """Create the guards, or renew them, on whichever database; it stays when a migration goes back.

    No model is asked, so none is rendered for it, as `RunPython` would.
    """

    reversible = True

    def __init__(self, guards: Sequence[Guard]) -> None:
        self.guards = guards
        _expected.update({guard.name: guard for guard in guards})

    def describe(self) -> str:
        """For the list of what a migration does."""
        return f"Install {len(self.guards)} guards"

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models know nothing of guards."""

    def database_forwards(
        self,
        _app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        _from_state: ProjectState,
        _to_state: ProjectState,
    ) -> None:
        """Take away what has the name of a guard, then create it."""
        connection = schema_editor.connection
        build = _postgresql if connection.vendor == "postgresql" else _sqlite
        for guard in self.guards:
            for statement in (*_away(guard, connection), *build(guard, connection)):
                schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Leave them: an older version of the software is guarded as well."""


_lifted: list[str] = []


def lift(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Send every trigger away while the tables of SQLite are remade; PostgreSQL needs no such."""
    connection = schema_editor.connection
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("select name, sql from sqlite_master where type = 'trigger'")
        found = cursor.fetchall()
    _lifted[:] = [statement for _, statement in found]
    for name, _ in found:
        schema_editor.execute(f"DROP TRIGGER {name}")


def stand(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Bring back what `lift` sent away, with the triggers of the tables remade meanwhile."""
    for statement in _lifted:
        schema_editor.execute(statement, None)
    _lifted.clear()


def guards() -> list[Guard]:
    """Every guard that a loaded migration installs."""
    return list(_expected.values())


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of guards that should stand in this database and do not, or are switched off."""
    listing = (
        "select tgname from pg_trigger where not tgisinternal and tgenabled in ('O', 'A')"
        if connection.vendor == "postgresql"
        else "select name from sqlite_master where type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(listing)
        standing = {name for (name,) in cursor.fetchall()}
    wanted = set(_expected) | {f"{g.name}_all" for g in _expected.values() if g.keeps}
    return sorted(wanted - standing)
