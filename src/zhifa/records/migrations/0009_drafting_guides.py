from django.db import migrations

from zhifa.kernel.triggers import Guard, Install, refuse_change, refuse_delete

SAID = ["id", "agency_id", "code", "general", "notes", "sent_by", "sent_at"]
GUARDS = [
    refuse_change("records_draftingguide", SAID),
    refuse_delete("records_draftingguide"),
    Guard("guide_judged_once", "records_draftingguide", "update", "OLD.judged_at IS NOT NULL"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0007_client_registration_guards"),
        ("records", "0008_bound_volumes"),
    ]
    operations = [
        Install(GUARDS),
    ]
