from django.db import migrations

from zhifa.kernel.triggers import Install, frozen, refuse_unless

ARCHIVED = "EXISTS (SELECT 1 FROM records_dossier d WHERE d.id = {} AND d.sealed_at IS NOT NULL)"
GUARDS = [
    *frozen("records_boundvolume"),
    refuse_unless(
        "records_boundvolume", "insert", ARCHIVED.format("NEW.dossier_id"), "volume_of_archived"
    ),
]


class Migration(migrations.Migration):
    dependencies = [("records", "0007_number_forms")]
    operations = [
        Install(GUARDS),
    ]
