"""Law changes and what depends on them; the index of articles kept by ourselves.

An amendment never changes; a task may only be settled, once.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from zhifa.kernel.triggers import Guard, Install, frozen, refuse_change

TASK = "registry_amendmenttask"
ASKED = [
    "id",
    "amendment_id",
    "kind",
    "key",
    "agency_id",
    "title",
    "address",
    "cited",
    "advice",
    "due_on",
]
SETTLED = ["done_at", "done_by", "reason"]
GUARDS = [
    *frozen("registry_amendment"),
    *frozen(TASK, columns=ASKED),
    Guard(f"{TASK}_settled", TASK, "update", "OLD.done_at IS NOT NULL", SETTLED),
    refuse_change("registry_indexpart", ["id", "token", "bits", "articles", "numbers", "places"]),
]


def store_plainly(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Postings do not shrink; PostgreSQL need not try."""
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE registry_indexbucket ALTER COLUMN data SET STORAGE EXTERNAL")


class Migration(migrations.Migration):
    dependencies = [("agencies", "0003_history_guards"), ("registry", "0004_matter_kinds")]
    operations = [
        migrations.RunPython(store_plainly, migrations.RunPython.noop),
        Install(GUARDS),
    ]
