"""A task of a law change is settled with an outcome; the desk counts open ones by owner.

SQLite remakes the table and drops its guards with the old one; so they are taken away and installed
anew. An outcome, once said, stays.
"""

from importlib import import_module

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install, frozen

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


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_party_file_guards")]
    operations = [
        Install(GUARDS),
    ]
