"""A case that cannot be ended on the spot goes on as another, by ordinary procedure."""

import django.db.models.deletion
from django.db import migrations, models

from zhifa.kernel.triggers import Guard, install

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
        migrations.AddField(
            model_name="case",
            name="turned_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="turned_into",
                to="enforcement.case",
                verbose_name="转来的当场案件",
            ),
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
