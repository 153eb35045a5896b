"""Channels of complaint and yearly plans: never removed, given their last day once."""

import django.db.models.deletion
from django.db import migrations, models

from zhifa.kernel.triggers import Guard, frozen, install

CHANNEL = ["id", "agency_id", "kind", "address", "handler", "hours", "from_on"]
PLAN = ["id", "agency_id", "year", "matter_code", "objects_said", "share", "times", "first_month",
        "last_month", "from_on"]  # fmt: skip
ONCE = "OLD.until_on IS NOT NULL"
GUARDS = [
    *frozen("registry_channel", columns=CHANNEL),
    Guard("registry_channel_ended", "registry_channel", "update", ONCE, ["until_on"]),
    *frozen("registry_plannedcheck", columns=PLAN),
    Guard("registry_plannedcheck_ended", "registry_plannedcheck", "update", ONCE, ["until_on"]),
]


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0008_client_purpose"),
        ("registry", "0018_tasks_about"),
    ]

    operations = [
        migrations.CreateModel(
            name="Channel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("phone", "电话"),
                            ("site", "网站"),
                            ("mail", "电子邮箱"),
                            ("letter", "来信"),
                            ("visit", "来访"),
                        ],
                        max_length=10,
                        verbose_name="方式",
                    ),
                ),
                ("address", models.CharField(max_length=120, verbose_name="号码或者地址")),
                ("handler", models.CharField(max_length=60, verbose_name="受理机构")),
                ("hours", models.CharField(blank=True, max_length=60, verbose_name="受理时间")),
                ("from_on", models.DateField(verbose_name="启用日期")),
                ("until_on", models.DateField(null=True, verbose_name="停用日期")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "投诉举报渠道",
                "verbose_name_plural": "投诉举报渠道",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("agency", "kind", "address"),
                        name="channel_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="channel_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("matter_code", models.CharField(max_length=40, verbose_name="事项编码")),
                ("objects_said", models.CharField(max_length=120, verbose_name="检查对象")),
                ("share", models.CharField(max_length=30, verbose_name="抽查比例")),
                ("times", models.PositiveSmallIntegerField(verbose_name="每个对象全年最多（次）")),
                ("first_month", models.PositiveSmallIntegerField(verbose_name="起始月份")),
                ("last_month", models.PositiveSmallIntegerField(verbose_name="截止月份")),
                ("from_on", models.DateField(verbose_name="公布日期")),
                ("until_on", models.DateField(null=True, verbose_name="撤销日期")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度检查计划",
                "verbose_name_plural": "年度检查计划",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("agency", "year", "matter_code", "objects_said"),
                        name="planned_check_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_month__gte", 1),
                            ("last_month__lte", 12),
                            ("first_month__lte", models.F("last_month")),
                        ),
                        name="planned_check_months_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="planned_check_days_in_order",
                    ),
                ],
            },
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
