"""Kinds that a clause demands, and kinds that it keeps for grave circumstances.

SQLite remakes the table, and triggers of other tables speak of it: every one is sent away meanwhile.
The guards of the matters are installed anew with the two columns.
"""

from importlib import import_module

from django.db import migrations

from zhifa.kernel.triggers import Install, frozen

FIRST = import_module("zhifa.registry.migrations.0003_guards")
LATER = import_module("zhifa.registry.migrations.0004_matter_kinds")
COLUMNS = [*FIRST.SAID, *LATER.ADDED, "ordered_kinds", "grave_kinds"]
GUARDS = frozen("registry_matter", columns=COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("registry", "0011_party_correction")]
    operations = [
        Install(GUARDS),
    ]
