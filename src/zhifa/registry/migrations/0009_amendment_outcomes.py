"""A task of a law change is settled with an outcome; the desk counts open ones by owner.

SQLite remakes the table and drops its guards with the old one; so they are taken away and installed
anew. An outcome, once said, stays.
"""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

from zhifa.kernel.triggers import Guard, frozen, install

BEFORE = import_module("zhifa.registry.migrations.0005_law_changes")
TASK = BEFORE.TASK
GUARDS = [
    *frozen(TASK, columns=BEFORE.ASKED),
    Guard(
        f"{TASK}_settled",
        TASK,
        "update",
        "OLD.done_at IS NOT NULL",
        [*BEFORE.SETTLED, "outcome"],
    ),
]


def take_away(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The guards of the tasks, where the database still has them."""
    on = f" ON {TASK}" if schema_editor.connection.vendor == "postgresql" else ""
    for guard in GUARDS:
        for name in (guard.name, f"{guard.name}_all"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_party_file_guards")]

    operations = [
        migrations.RunPython(take_away, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="amendmenttask", name="amendment_task_done_by_someone"
        ),
        migrations.AddField(
            model_name="amendmenttask",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[("changed", "已改"), ("kept", "不用改")],
                max_length=10,
                verbose_name="处理结果",
            ),
        ),
        migrations.AddIndex(
            model_name="amendmenttask",
            index=models.Index(
                condition=Q(done_at=None),
                fields=["agency", "amendment", "kind", "due_on"],
                name="amendment_task_heaps",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendmenttask",
            constraint=models.CheckConstraint(
                condition=Q(done_at=None, done_by="", reason="", outcome="")
                | (Q(done_at__isnull=False) & ~Q(done_by="") & ~Q(reason="")),
                name="amendment_task_done_by_someone",
            ),
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
