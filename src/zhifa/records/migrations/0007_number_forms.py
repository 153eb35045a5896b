from django.db import migrations

from zhifa.kernel.triggers import Install, frozen

GUARDS = frozen("records_numberform")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0007_client_registration_guards"),
        ("records", "0006_local_templates"),
    ]
    operations = [
        Install(GUARDS),
    ]
