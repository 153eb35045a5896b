"""Merges may be taken back, exactly; records, looks and findings stay as they were written.

A merged entry changes in one way only: back to what it was, when its merge is marked as undone.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from zhifa.kernel.triggers import Guard, Install, frozen, refuse_change, refuse_delete

OLD = "party_merged_once"
KEPT = (
    "id",
    "kind",
    "name",
    "credit_code",
    "identity_kind",
    "identity",
    "identity_hash",
    "representative",
    "guardian",
    "address",
    "phone",
    "bank_account",
    "area_code",
)
GONE = "COALESCE(CAST({row}.gone_on AS VARCHAR(30)), '')"
SAME = " AND ".join(
    [
        *(f'NEW."{c}" = OLD."{c}"' for c in KEPT),
        f"{GONE.format(row='NEW')} = {GONE.format(row='OLD')}",
    ]
)
MERGES = "SELECT 1 FROM registry_partymerge m WHERE m.party_id = OLD.id"
TAKEN_BACK = (
    f"NEW.merged_into_id IS NULL AND {SAME} AND EXISTS ({MERGES})"
    f" AND NOT EXISTS ({MERGES} AND m.undone_at IS NULL)"
)
SAID = ["id", "party_id", "kept_id", "reason", "before", "by", "at"]
TOLD = [
    "id",
    "party_id",
    "kind",
    "title",
    "number",
    "body",
    "from_on",
    "until_on",
    "source",
    "detail",
]

GUARDS = [
    Guard(
        OLD, "registry_party", "update", f"OLD.merged_into_id IS NOT NULL AND NOT ({TAKEN_BACK})"
    ),
    *frozen("registry_partymerge", columns=SAID),
    Guard(
        "party_merge_undone_once",
        "registry_partymerge",
        "update",
        "OLD.undone_at IS NOT NULL",
        ["undone_at", "undone_by", "undone_reason"],
    ),
    refuse_change("registry_partyrecord", TOLD),
    refuse_delete("registry_partyrecord"),
    Guard(
        "party_record_ended_once",
        "registry_partyrecord",
        "update",
        "OLD.ended_on IS NOT NULL",
        ["ended_on", "end_reason"],
    ),
    *frozen("registry_partyapart"),
    *frozen("registry_partylook"),
]


def lift(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the old guard away, so that the new one can have its name."""
    where = " ON registry_party" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER IF EXISTS {OLD}{where}")


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_law_changes")]
    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        Install(GUARDS),
    ]
