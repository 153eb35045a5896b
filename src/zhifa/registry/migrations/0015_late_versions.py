"""A version entered after the day it begins says since when it is known, and why so late.

The guards of the matters are installed anew with the two columns.
"""

from importlib import import_module

from django.db import migrations, models

from zhifa.kernel.triggers import frozen, install, lift, stand

BEFORE = import_module("zhifa.registry.migrations.0013_matter_kinds_apart")
COLUMNS = [*BEFORE.COLUMNS, "late_reason", "entered_on"]
GUARDS = frozen("registry_matter", columns=COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("registry", "0014_law_corrections")]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.AddField(
            model_name="matter",
            name="entered_on",
            field=models.DateField(null=True, verbose_name="登记日期"),
        ),
        migrations.AddField(
            model_name="matter",
            name="late_reason",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="补录原因"),
            preserve_default=False,
        ),
        migrations.RunPython(stand, migrations.RunPython.noop),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
