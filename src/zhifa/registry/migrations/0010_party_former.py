"""What a party was until a day is kept and never changes."""

from django.db import migrations

from zhifa.kernel.triggers import Install, frozen


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_amendment_outcomes")]
    operations = [
        Install(frozen("registry_partyformer")),
    ]
