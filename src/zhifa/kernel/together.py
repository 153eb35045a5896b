"""Tables made together, for the first migration of a room.

Django renders all related models anew for every table that a migration adds, which for a hundred
tables takes most of a minute. Here all of them are rendered once, in their last state.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Operations of a first migration; fields, indexes and constraints come with their tables.

    Refuses (TypeError) what may not stand among them, since only the last state is made.
    """

    operations: Sequence[Operation]

    def __init__(self, operations: Sequence[Operation]) -> None:
        for operation in operations:
            if not isinstance(operation, CreateModel | AddField | AddIndex | AddConstraint):
                raise TypeError(operation)
        self.operations = operations

    def describe(self) -> str:
        """For the list of what a migration does."""
        return f"Create {len(self._tables())} tables"

    def _tables(self) -> list[CreateModel]:
        return [o for o in self.operations if isinstance(o, CreateModel)]

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add every model to the state, which forgets what it had rendered."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables as they are at the end."""
        for table in self._tables():
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the tables away, the last made first."""
        for table in reversed(self._tables()):
            table.database_backwards(app_label, schema_editor, from_state, to_state)
