"""A payment receipt of a body stands in one case: the first that registered it."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from zhifa.enforcement.rules.receipts import PAYING, key_of


def fill(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    act = apps.get_model("enforcement", "Act")
    receipt = apps.get_model("enforcement", "Receipt")
    paid = act.objects.filter(move__in=PAYING).order_by("at", "pk")
    rows = (
        receipt(agency_id=agency, key=key_of(facts), case_id=case)
        for agency, case, facts in paid.values_list(
            "case__agency_id", "case_id", "facts"
        ).iterator()
        if key_of(facts)
    )
    receipt.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0008_client_purpose"),
        ("enforcement", "0009_destruction_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, verbose_name="票据号码")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="enforcement.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "缴款票据",
                "verbose_name_plural": "缴款票据",
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "key"), name="receipt_of_one_case")
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
