"""A version entered after the day it begins says since when it is known, and why so late.

The guards of the matters are installed anew with the two columns.
"""

from importlib import import_module

from django.db import migrations

from zhifa.kernel.triggers import Install, frozen

BEFORE = import_module("zhifa.registry.migrations.0013_matter_kinds_apart")
COLUMNS = [*BEFORE.COLUMNS, "late_reason", "entered_on"]
GUARDS = frozen("registry_matter", columns=COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("registry", "0013_matter_kinds_apart")]
    operations = [
        Install(GUARDS),
    ]
