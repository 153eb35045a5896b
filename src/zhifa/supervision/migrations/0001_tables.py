"""The tables of this room as they stood when its first migrations became one (ADR 0028)."""

import django.db.models.deletion
from django.db import migrations, models

from zhifa.kernel.together import Together


class Migration(migrations.Migration):
    initial = True
    replaces = [("supervision", "0001_initial"), ("supervision", "0002_major_filing")]

    dependencies = [
        ("agencies", "0001_tables"),
        ("enforcement", "0001_tables"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Alert",
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
                        ("rule", models.CharField(max_length=30, verbose_name="规则")),
                        ("about", models.CharField(max_length=60, verbose_name="对象")),
                        (
                            "severity",
                            models.CharField(
                                choices=[
                                    ("yellow", "提醒"),
                                    ("orange", "要求说明"),
                                    ("red", "监督处理"),
                                ],
                                max_length=6,
                                verbose_name="程度",
                            ),
                        ),
                        ("words", models.CharField(max_length=300, verbose_name="内容")),
                        ("raised_at", models.DateTimeField(verbose_name="发出时间")),
                        ("answer", models.TextField(blank=True, verbose_name="答复")),
                        (
                            "answered_by",
                            models.CharField(blank=True, max_length=80, verbose_name="答复人"),
                        ),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                        (
                            "closed_by",
                            models.CharField(blank=True, max_length=80, verbose_name="销号人"),
                        ),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="销号时间")),
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
                                related_name="alerts",
                                to="enforcement.case",
                                verbose_name="案件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "预警",
                        "verbose_name_plural": "预警",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_at__isnull", True)),
                                fields=["agency", "-raised_at"],
                                name="alert_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "rule", "about"), name="alert_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MajorFiling",
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
                                    ("due", "待报送"),
                                    ("sent", "待收"),
                                    ("returned", "已退回"),
                                    ("received", "已收"),
                                    ("lapsed", "不再报送"),
                                ],
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="报送期限")),
                        ("sent_on", models.DateField(null=True, verbose_name="报送日期")),
                        (
                            "rounds",
                            models.PositiveSmallIntegerField(default=0, verbose_name="报送次数"),
                        ),
                        ("opinion", models.TextField(blank=True, verbose_name="意见")),
                        (
                            "answered_by",
                            models.CharField(blank=True, max_length=80, verbose_name="答复人"),
                        ),
                        ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
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
                                related_name="filings",
                                to="enforcement.case",
                                verbose_name="案件",
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
                        "verbose_name": "重大处罚备案",
                        "verbose_name_plural": "重大处罚备案",
                        "indexes": [
                            models.Index(fields=["state", "due_on", "id"], name="filing_queue")
                        ],
                    },
                ),
            ]
        )
    ]
