"""Clerical corrections beside the publications of their decisions."""

import django.db.models.deletion
from django.db import migrations, models

from zhifa.kernel.triggers import Install, frozen

KEPT = ["publication_id", "number", "issued_on", "effective_on", "error", "correction"]
GUARDS = frozen("disclosure_correction", columns=KEPT)


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="更正书文号")),
                ("issued_on", models.DateField(verbose_name="更正书日期")),
                ("effective_on", models.DateField(verbose_name="送达生效日期")),
                ("error", models.TextField(verbose_name="原文")),
                ("correction", models.TextField(verbose_name="更正为")),
                (
                    "checked_by",
                    models.CharField(blank=True, max_length=80, verbose_name="保密审查人"),
                ),
                ("published_at", models.DateTimeField(null=True, verbose_name="公示时间")),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="disclosure.publication",
                        verbose_name="公示",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正公示",
                "verbose_name_plural": "更正公示",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "number"), name="correction_told_once"
                    )
                ],
            },
        ),
        Install(GUARDS),
    ]
