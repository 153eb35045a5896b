"""Packages for the archive office that the machine is to make."""

import django.db.models.deletion
from django.db import migrations, models

import zhifa.kernel.ids
from zhifa.kernel.triggers import Install, frozen

ORDER = ["id", "agency_id", "receiver", "dossiers", "ordered_by", "ordered_at"]
GUARDS = frozen("records_packageorder", columns=ORDER)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0008_client_purpose"),
        ("records", "0015_hand_proofs"),
    ]

    operations = [
        migrations.CreateModel(
            name="PackageOrder",
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
                ("dossiers", models.JSONField(verbose_name="案卷")),
                ("ordered_by", models.CharField(max_length=80, verbose_name="移交人")),
                ("ordered_at", models.DateTimeField(verbose_name="登记时间")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="已试次数")),
                ("next_at", models.DateTimeField(verbose_name="下次办理时间")),
                (
                    "error",
                    models.CharField(blank=True, max_length=300, verbose_name="未办成的原因"),
                ),
                (
                    "stopped_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="停下时间"),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="package_orders",
                        to="agencies.agency",
                        verbose_name="移交机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "移交包制作",
                "verbose_name_plural": "移交包制作",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=("agency",),
                        name="package_one_at_a_time",
                    )
                ],
            },
        ),
        Install(GUARDS),
    ]
