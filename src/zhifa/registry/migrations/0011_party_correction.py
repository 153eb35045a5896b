"""What was written wrongly of a party and put right is kept, and never changes."""

from django.db import migrations

from zhifa.kernel.triggers import Install, frozen


class Migration(migrations.Migration):
    dependencies = [("registry", "0010_party_former")]
    operations = [
        Install(frozen("registry_partycorrection")),
    ]
