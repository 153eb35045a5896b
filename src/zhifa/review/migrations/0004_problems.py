"""Numbered problems of an opinion, and the unit's answers; neither ever changes."""

import django.db.models.deletion
from django.db import migrations, models

from zhifa.kernel.triggers import Guard, Install, refuse_change, refuse_delete

GUARDS = [
    refuse_change(
        "review_reviewproblem", ["submission_id", "number", "point", "wrong", "basis", "todo"]
    ),
    refuse_delete("review_reviewproblem"),
    Guard("review_problem_answered_once", "review_reviewproblem", "update", "OLD.answer <> ''"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0003_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewProblem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("point", models.PositiveSmallIntegerField(verbose_name="要点")),
                ("wrong", models.CharField(max_length=300, verbose_name="问题")),
                ("basis", models.CharField(blank=True, max_length=100, verbose_name="依据")),
                ("todo", models.CharField(max_length=200, verbose_name="要求")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="答复")),
                ("answered_by", models.CharField(blank=True, max_length=80, verbose_name="答复人")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="problems",
                        to="review.submission",
                        verbose_name="送审",
                    ),
                ),
            ],
            options={
                "verbose_name": "审核问题",
                "verbose_name_plural": "审核问题",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "number"), name="problem_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("point__gte", 1), ("point__lte", 8)),
                        name="problem_of_one_of_eight",
                    ),
                ],
            },
        ),
        Install(GUARDS),
    ]
