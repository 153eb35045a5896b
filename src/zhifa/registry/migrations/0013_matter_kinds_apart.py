"""Kinds that a clause demands, and kinds that it keeps for grave circumstances.

SQLite remakes the table, and triggers of other tables speak of it: every one is sent away meanwhile.
The guards of the matters are installed anew with the two columns.
"""

from importlib import import_module

from django.db import migrations, models

from zhifa.kernel.triggers import frozen, install, lift, stand

FIRST = import_module("zhifa.registry.migrations.0003_guards")
LATER = import_module("zhifa.registry.migrations.0004_matter_kinds")
COLUMNS = [*FIRST.SAID, *LATER.ADDED, "ordered_kinds", "grave_kinds"]
GUARDS = frozen("registry_matter", columns=COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_party_inspections")]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.AddField(
            model_name="matter",
            name="ordered_kinds",
            field=models.JSONField(default=list, verbose_name="应当给予的种类"),
        ),
        migrations.AddField(
            model_name="matter",
            name="grave_kinds",
            field=models.JSONField(default=list, verbose_name="情节严重才可给予的种类"),
        ),
        migrations.RunPython(stand, migrations.RunPython.noop),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
