"""A version or repeal of a law entered after the day it begins says when it was, and why so late.

What was written of that stays.
"""

from django.db import migrations, models

from zhifa.kernel.triggers import Install, refuse_change

GUARDS = [refuse_change("registry_lawversion", ["entered_on", "late_reason"])]


def _reason(model_name: str) -> migrations.AddField:
    field = models.CharField(blank=True, default="", max_length=200, verbose_name="补录原因")
    return migrations.AddField(
        model_name=model_name, name="late_reason", field=field, preserve_default=False
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0019_public_facts")]
    operations = [
        Install(GUARDS),
    ]
