"""The tables of this room as they stood when its first migrations became one (ADR 0028)."""

import django.db.models.deletion
from django.db import migrations, models

from zhifa.kernel.together import Together


class Migration(migrations.Migration):
    initial = True
    replaces = [("review", "0001_initial")]

    dependencies = [
        ("enforcement", "0001_tables"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Submission",
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
                        ("round", models.PositiveSmallIntegerField(verbose_name="次数")),
                        ("rules", models.JSONField(verbose_name="适用情形")),
                        ("note", models.TextField(verbose_name="送审说明")),
                        ("sent_by", models.CharField(max_length=80, verbose_name="送审人")),
                        ("sent_at", models.DateTimeField(verbose_name="送审时间")),
                        ("due_on", models.DateField(verbose_name="审核期限")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agree", "同意"),
                                    ("agree_with_fixes", "补正后同意"),
                                    ("supplement_evidence", "补充调查"),
                                    ("correct_procedure", "纠正程序"),
                                    ("change", "变更定性、依据或者裁量"),
                                    ("disagree", "不同意"),
                                    ("transfer", "移送"),
                                ],
                                max_length=24,
                                verbose_name="意见",
                            ),
                        ),
                        ("opinion", models.TextField(blank=True, verbose_name="审核意见")),
                        (
                            "opined_by",
                            models.CharField(blank=True, max_length=80, verbose_name="审核人"),
                        ),
                        ("opined_at", models.DateTimeField(null=True, verbose_name="审核时间")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to="enforcement.case",
                                verbose_name="案件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "送审",
                        "verbose_name_plural": "送审",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("kind", "")),
                                fields=["due_on"],
                                name="submission_waiting",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "round"), name="submission_round_once"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
