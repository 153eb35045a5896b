"""What reviewers say of the eight points; no opinion passes without all of them."""

import django.db.models.deletion
from django.db import migrations, models

from zhifa.kernel.triggers import Guard, Install, frozen

GUARDS = [
    *frozen("review_pointanswer"),
    # only while the submission waits for its opinion, and not by who runs the case
    Guard(
        "review_answer_waits",
        "review_pointanswer",
        "insert",
        "EXISTS (SELECT 1 FROM review_submission s WHERE s.id = NEW.submission_id "
        "AND s.kind <> '')",
    ),
    Guard(
        "review_answer_own_case",
        "review_pointanswer",
        "insert",
        "EXISTS (SELECT 1 FROM review_submission s JOIN enforcement_caseofficer o "
        "ON o.case_id = s.case_id AND o.until_on IS NULL WHERE s.id = NEW.submission_id "
        "AND NEW.answered_by = 'user:' || o.user_id)",
    ),
    Guard(
        "review_points_open",
        "review_submission",
        "update",
        "OLD.kind = '' AND NEW.kind IN ('agree', 'agree_with_fixes') AND "
        "(SELECT COUNT(DISTINCT a.point) FROM review_pointanswer a "
        "WHERE a.submission_id = NEW.id) < 8",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("review", "0002_guards")]

    operations = [
        migrations.CreateModel(
            name="PointAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("point", models.PositiveSmallIntegerField(verbose_name="要点")),
                ("found", models.CharField(max_length=5, verbose_name="系统认定")),
                ("why", models.TextField(verbose_name="系统所见")),
                ("digest", models.CharField(max_length=64, verbose_name="所见摘要")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("fit", "符合"), ("unfit", "不符合"), ("none", "不适用")],
                        max_length=5,
                        verbose_name="审核人员认定",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="理由")),
                ("answered_by", models.CharField(max_length=80, verbose_name="认定人")),
                ("answered_at", models.DateTimeField(verbose_name="认定时间")),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="review.submission",
                        verbose_name="送审",
                    ),
                ),
            ],
            options={
                "verbose_name": "要点认定",
                "verbose_name_plural": "要点认定",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("point__gte", 1), ("point__lte", 8)),
                        name="answer_to_one_of_eight",
                    )
                ],
            },
        ),
        Install(GUARDS),
    ]
