"""The tables of this room as they stood when its first migrations became one (ADR 0028)."""

import django.db.models.deletion
from django.db import migrations, models

from zhifa.kernel.together import Together


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("disclosure", "0001_initial"),
        ("disclosure", "0002_effective_on"),
        ("disclosure", "0003_changed_on"),
    ]

    dependencies = [
        ("agencies", "0001_tables"),
        ("enforcement", "0001_tables"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Publication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "待公示"),
                                    ("withheld", "不予公示"),
                                    ("published", "已公示"),
                                    ("leaving", "待撤下"),
                                    ("withdrawn", "已撤下"),
                                ],
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "slug",
                            models.CharField(max_length=26, unique=True, verbose_name="公开地址"),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("fields", models.JSONField(verbose_name="公示内容")),
                        (
                            "withheld_reason",
                            models.CharField(
                                blank=True, max_length=20, verbose_name="不予公示原因"
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="公示期限")),
                        (
                            "effective_on",
                            models.DateField(null=True, verbose_name="决定送达生效日期"),
                        ),
                        (
                            "checked_by",
                            models.CharField(blank=True, max_length=80, verbose_name="保密审查人"),
                        ),
                        ("published_at", models.DateTimeField(null=True, verbose_name="公示时间")),
                        (
                            "published_by",
                            models.CharField(blank=True, max_length=80, verbose_name="公示人"),
                        ),
                        ("annulled_on", models.DateField(null=True, verbose_name="撤销生效日期")),
                        ("changed_on", models.DateField(null=True, verbose_name="变更生效日期")),
                        (
                            "withdraw_target_on",
                            models.DateField(null=True, verbose_name="撤下目标日"),
                        ),
                        (
                            "withdraw_limit_on",
                            models.DateField(null=True, verbose_name="撤下最迟日"),
                        ),
                        ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤下时间")),
                        (
                            "withdrawn_by",
                            models.CharField(blank=True, max_length=80, verbose_name="撤下人"),
                        ),
                        (
                            "withdraw_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="撤下原因"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.agency",
                                verbose_name="机关",
                            ),
                        ),
                        (
                            "decision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="enforcement.decision",
                                verbose_name="决定",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公示",
                        "verbose_name_plural": "公示",
                        "indexes": [
                            models.Index(
                                fields=["agency", "state", "due_on"], name="publication_queue"
                            ),
                            models.Index(
                                fields=["state", "-published_at"], name="publication_public"
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
