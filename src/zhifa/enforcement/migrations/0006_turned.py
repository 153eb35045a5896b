"""A case that cannot be ended on the spot goes on as another, by ordinary procedure."""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install

GUARDS = [
    Guard(
        "case_turned_kept",
        "enforcement_case",
        "update",
        "OLD.turned_from_id IS NOT NULL AND "
        "(NEW.turned_from_id IS NULL OR NEW.turned_from_id <> OLD.turned_from_id)",
        ["turned_from_id"],
    ),
]


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0005_decision_guards")]
    operations = [
        Install(GUARDS),
    ]
