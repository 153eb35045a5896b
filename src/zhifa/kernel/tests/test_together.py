"""Tables made together, and guards as operations that ask no model."""

from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from zhifa.kernel.together import Together
from zhifa.kernel.triggers import Install


def table(name: str, *more: tuple[str, Any]) -> migrations.CreateModel:
    return migrations.CreateModel(name, [("id", models.BigAutoField(primary_key=True)), *more])


def standing() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("loose_")}


@pytest.mark.usefixtures("transactional_db")
def test_tables_are_made_in_their_last_state_and_go_again() -> None:
    made = Together(
        [
            table("One"),
            table("Two", ("one", models.ForeignKey("loose.One", models.PROTECT))),
            migrations.AddField("one", "said", models.TextField(default="")),
            migrations.AddIndex("one", models.Index(fields=["said"], name="one_said")),
        ]
    )
    before, after = ProjectState(), ProjectState()
    made.state_forwards("loose", after)
    with connection.schema_editor() as editor:
        made.database_forwards("loose", editor, before, after)
    assert standing() == {"loose_one", "loose_two"}
    with connection.cursor() as cursor:
        told = connection.introspection.get_constraints(cursor, "loose_one")
        columns = connection.introspection.get_table_description(cursor, "loose_one")
    assert "one_said" in told
    assert {"id", "said"} == {c.name for c in columns}
    with connection.schema_editor() as editor:
        made.database_backwards("loose", editor, after, before)
    assert standing() == set()


def test_what_needs_the_states_between_is_refused() -> None:
    with pytest.raises(TypeError):
        Together([table("One"), migrations.RemoveField("one", "said")])


def test_a_guard_stays_when_a_migration_goes_back() -> None:
    assert Install([]).reversible
    assert Install([]).describe() == "Install 0 guards"
