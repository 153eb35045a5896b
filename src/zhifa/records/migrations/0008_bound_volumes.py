import django.db.models.deletion
from django.db import migrations, models

import zhifa.kernel.ids
from zhifa.kernel.triggers import frozen, install, refuse_unless

ARCHIVED = "EXISTS (SELECT 1 FROM records_dossier d WHERE d.id = {} AND d.sealed_at IS NOT NULL)"
GUARDS = [
    *frozen("records_boundvolume"),
    refuse_unless(
        "records_boundvolume", "insert", ARCHIVED.format("NEW.dossier_id"), "volume_of_archived"
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_number_forms"),
    ]

    operations = [
        migrations.CreateModel(
            name="BindingDue",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="binding_due",
                        serialize=False,
                        to="records.dossier",
                        verbose_name="案卷",
                    ),
                ),
            ],
            options={
                "verbose_name": "待装订的案卷",
                "verbose_name_plural": "待装订的案卷",
            },
        ),
        migrations.CreateModel(
            name="BoundVolume",
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
                (
                    "volume",
                    models.CharField(
                        choices=[("main", "正卷"), ("side", "副卷")],
                        max_length=4,
                        verbose_name="卷别",
                    ),
                ),
                ("contents", models.JSONField(verbose_name="卷内目录")),
                ("end", models.JSONField(verbose_name="备考表")),
                ("pages", models.PositiveIntegerField(verbose_name="页数")),
                ("stamped_at", models.DateTimeField(null=True, verbose_name="时间戳")),
                ("made_by", models.CharField(max_length=80, verbose_name="装订人")),
                ("made_at", models.DateTimeField(verbose_name="装订时间")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volumes",
                        to="records.dossier",
                        verbose_name="案卷",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.storedfile",
                        verbose_name="文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "装订件",
                "verbose_name_plural": "装订件",
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "volume"), name="volume_bound_once")
                ],
            },
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
