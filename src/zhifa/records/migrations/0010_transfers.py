import django.db.models.deletion
from django.db import migrations, models

import zhifa.kernel.ids
from zhifa.kernel.triggers import frozen, install

GUARDS = [*frozen("records_transfer"), *frozen("records_transferitem")]


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0007_client_registration_guards"),
        ("records", "0009_drafting_guides"),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=zhifa.kernel.ids.new,
                        max_length=26,
                        primary_key=True,
                        serialize=False,
                        verbose_name="编号",
                    ),
                ),
                ("receiver", models.CharField(max_length=100, verbose_name="接收单位")),
                ("count", models.PositiveIntegerField(verbose_name="案卷数")),
                ("sha256", models.CharField(max_length=64, verbose_name="清单摘要")),
                ("made_by", models.CharField(max_length=80, verbose_name="移交人")),
                ("made_at", models.DateTimeField(verbose_name="移交时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="agencies.agency",
                        verbose_name="移交机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "案卷移交",
                "verbose_name_plural": "案卷移交",
            },
        ),
        migrations.CreateModel(
            name="TransferItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="records.dossier",
                        verbose_name="案卷",
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="records.transfer",
                        verbose_name="移交",
                    ),
                ),
            ],
            options={
                "verbose_name": "移交案卷",
                "verbose_name_plural": "移交案卷",
                "constraints": [
                    models.UniqueConstraint(fields=("transfer", "dossier"), name="transferred_once")
                ],
            },
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
