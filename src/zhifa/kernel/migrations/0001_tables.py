"""The tables of this room as they stood when its first migrations became one (ADR 0028)."""

import django.db.models.deletion
from django.db import migrations, models

from zhifa.kernel.together import Together


class Migration(migrations.Migration):
    initial = True
    replaces = [("kernel", "0001_initial")]

    dependencies = []

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Head",
                    fields=[
                        (
                            "subject",
                            models.CharField(
                                max_length=60,
                                primary_key=True,
                                serialize=False,
                                verbose_name="对象",
                            ),
                        ),
                        ("seq", models.PositiveIntegerField(verbose_name="序号")),
                        ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                    ],
                    options={
                        "verbose_name": "链首",
                        "verbose_name_plural": "链首",
                    },
                ),
                migrations.CreateModel(
                    name="Series",
                    fields=[
                        (
                            "key",
                            models.CharField(
                                max_length=80,
                                primary_key=True,
                                serialize=False,
                                verbose_name="号段",
                            ),
                        ),
                        ("last", models.PositiveIntegerField(default=0, verbose_name="已用至")),
                    ],
                    options={
                        "verbose_name": "号段",
                        "verbose_name_plural": "号段",
                    },
                ),
                migrations.CreateModel(
                    name="WatchRun",
                    fields=[
                        (
                            "name",
                            models.CharField(
                                max_length=120,
                                primary_key=True,
                                serialize=False,
                                verbose_name="名称",
                            ),
                        ),
                        ("ran_at", models.DateTimeField(verbose_name="运行时间")),
                        ("error", models.TextField(blank=True, verbose_name="错误")),
                    ],
                    options={
                        "verbose_name": "巡查",
                        "verbose_name_plural": "巡查",
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
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
                        ("subject", models.CharField(max_length=60, verbose_name="对象")),
                        ("seq", models.PositiveIntegerField(verbose_name="序号")),
                        ("kind", models.CharField(max_length=80, verbose_name="事项")),
                        ("payload", models.JSONField(verbose_name="内容")),
                        ("seals", models.JSONField(default=dict, verbose_name="行摘要")),
                        ("by", models.CharField(max_length=80, verbose_name="操作人")),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        ("previous", models.CharField(max_length=64, verbose_name="前一摘要")),
                        (
                            "digest",
                            models.CharField(max_length=64, unique=True, verbose_name="摘要"),
                        ),
                    ],
                    options={
                        "verbose_name": "流水",
                        "verbose_name_plural": "流水",
                        "indexes": [
                            models.Index(fields=["by", "id"], name="entry_by_actor"),
                            models.Index(fields=["kind", "id"], name="entry_by_kind"),
                            models.Index(fields=["at", "id"], name="entry_by_time"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("subject", "seq"), name="entry_in_order"
                            ),
                            models.UniqueConstraint(
                                fields=("subject", "previous"), name="entry_never_forks"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
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
                        ("subject", models.CharField(max_length=60, verbose_name="对象")),
                        ("listener", models.CharField(max_length=120, verbose_name="接收方")),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="次数"),
                        ),
                        ("next_at", models.DateTimeField(verbose_name="下次时间")),
                        ("error", models.TextField(blank=True, verbose_name="错误")),
                        ("done_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                        ("dead_at", models.DateTimeField(null=True, verbose_name="停投时间")),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="kernel.entry",
                                verbose_name="流水",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "投递",
                        "verbose_name_plural": "投递",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["subject", "listener", "entry"],
                                name="delivery_pending",
                            ),
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["next_at"],
                                name="delivery_due",
                            ),
                            models.Index(
                                condition=models.Q(("dead_at__isnull", False)),
                                fields=["dead_at"],
                                name="delivery_dead",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("entry", "listener"), name="delivery_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Number",
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
                        ("value", models.PositiveIntegerField(verbose_name="序号")),
                        (
                            "text",
                            models.CharField(blank=True, max_length=80, verbose_name="编号全文"),
                        ),
                        (
                            "about",
                            models.CharField(blank=True, max_length=200, verbose_name="取号用途"),
                        ),
                        ("holder", models.CharField(max_length=80, verbose_name="持有者")),
                        ("by", models.CharField(max_length=80, verbose_name="取号人")),
                        ("at", models.DateTimeField(verbose_name="取号时间")),
                        (
                            "void_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="作废原因"),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="numbers",
                                to="kernel.series",
                                verbose_name="号段",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "编号",
                        "verbose_name_plural": "编号",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("void_reason", ""), _negated=True),
                                fields=["series", "-value"],
                                name="number_void",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("series", "value"), name="number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                fields=("text",),
                                name="number_written_once",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
