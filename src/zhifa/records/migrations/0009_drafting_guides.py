import django.db.models.deletion
from django.db import migrations, models

import zhifa.kernel.ids
from zhifa.kernel.triggers import Guard, install, refuse_change, refuse_delete

SAID = ["id", "agency_id", "code", "general", "notes", "sent_by", "sent_at"]
GUARDS = [
    refuse_change("records_draftingguide", SAID),
    refuse_delete("records_draftingguide"),
    Guard("guide_judged_once", "records_draftingguide", "update", "OLD.judged_at IS NOT NULL"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0007_client_registration_guards"),
        ("records", "0008_bound_volumes"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftingGuide",
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
                ("code", models.CharField(max_length=10, verbose_name="文书种类")),
                ("general", models.TextField(blank=True, verbose_name="总的要求")),
                ("notes", models.JSONField(default=dict, verbose_name="逐项要求")),
                ("sent_by", models.CharField(max_length=80, verbose_name="报送人")),
                ("sent_at", models.DateTimeField(verbose_name="报送时间")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("", "待审"), ("accepted", "已备案"), ("returned", "已退回")],
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="退回理由")),
                ("judged_by", models.CharField(blank=True, max_length=80, verbose_name="审阅人")),
                ("judged_at", models.DateTimeField(null=True, verbose_name="审阅时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafting_guides",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "文书制作指引",
                "verbose_name_plural": "文书制作指引",
                "indexes": [
                    models.Index(fields=["agency", "verdict", "code"], name="guide_in_force")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("judged_at__isnull", True),
                                ("judged_by", ""),
                                ("reason", ""),
                                ("verdict", ""),
                            ),
                            models.Q(
                                models.Q(("verdict", ""), _negated=True),
                                models.Q(("judged_by", ""), _negated=True),
                                ("judged_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="guide_judged_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("verdict", "returned"), models.Q(("reason", ""), _negated=True)
                            ),
                            models.Q(("verdict", "returned"), _negated=True),
                            _connector="OR",
                        ),
                        name="guide_returned_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("verdict", "")),
                        fields=("agency", "code"),
                        name="guide_waits_once",
                    ),
                ],
            },
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
