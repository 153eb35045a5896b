from django.db import migrations

from zhifa.kernel.triggers import Install, frozen

GUARDS = [*frozen("records_transfer"), *frozen("records_transferitem")]


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0007_client_registration_guards"),
        ("records", "0009_drafting_guides"),
    ]
    operations = [
        Install(GUARDS),
    ]
