"""Appraisal and destruction: papers may lose their words, and nothing else, once destroyed.

A dossier is destroyed only under an approved list, after its term, with two people watching.
"""

import django.db.models.deletion
from django.db import migrations, models

import zhifa.kernel.ids
from zhifa.kernel.triggers import (
    Guard,
    frozen,
    install,
    refuse_change,
    refuse_delete,
    refuse_unless,
)

WORDS = ["content", "fields"]
KEPT = [  # of a paper, whatever happens
    "id",
    "dossier_id",
    "template",
    "title",
    "number",
    "volume",
    "outgoing",
    "made_for",
    "made_by",
    "made_at",
    "issued_on",
    "sha256",
    "signed_by",
    "replaces_id",
]
ERASED = (
    "NEW.content = '' AND NEW.fields = '' AND EXISTS"
    " (SELECT 1 FROM records_destruction x WHERE x.dossier_id = OLD.dossier_id)"
)
YEAR = "CAST(SUBSTR(CAST({} AS TEXT), 1, 4) AS INTEGER)"
ON_LIST = (
    "EXISTS (SELECT 1 FROM records_appraisalitem i JOIN records_appraisal a"
    " ON a.id = i.appraisal_id WHERE a.id = NEW.appraisal_id AND a.verdict = 'approved'"
    " AND i.dossier_id = NEW.dossier_id AND i.verdict = 'destroy')"
)
TERM_OVER = (
    "EXISTS (SELECT 1 FROM records_dossier d WHERE d.id = NEW.dossier_id"  # noqa: S608 - our own names
    " AND d.sealed_at IS NOT NULL AND CASE WHEN d.retention IN ('10年', '30年')"
    " AND d.archive_number <> '' THEN CAST(SUBSTR(d.archive_number, 1, 4) AS INTEGER)"
    " + CAST(SUBSTR(d.retention, 1, 2) AS INTEGER) ELSE 9999 END < "
    f"{YEAR.format('NEW.destroyed_on')})"
    f" AND {YEAR.format('NEW.destroyed_on')} <= {YEAR.format('CURRENT_TIMESTAMP')}"
)
KEPT_ON = (
    "EXISTS (SELECT 1 FROM records_appraisalitem i JOIN records_appraisal a"
    " ON a.id = i.appraisal_id WHERE a.verdict = 'approved' AND i.dossier_id = NEW.dossier_id"
    " AND i.verdict = 'keep' AND i.kept_until >= NEW.destroyed_on)"
)
HANDED_OVER = (
    "EXISTS (SELECT 1 FROM records_transferitem i"
    " LEFT JOIN records_transferreceipt r ON r.transfer_id = i.transfer_id"
    " WHERE i.dossier_id = NEW.dossier_id AND COALESCE(r.verdict, '') <> 'returned')"
)
TWO = (
    "(SELECT COUNT(*) FROM records_destructionwatch w"
    " WHERE w.appraisal_id = NEW.appraisal_id AND w.watched_by <> NEW.destroyed_by) >= 2"
)
OPEN_LIST = (
    "EXISTS (SELECT 1 FROM records_appraisal a WHERE a.id = NEW.appraisal_id AND a.verdict = '')"
)
APPROVED = (
    "EXISTS (SELECT 1 FROM records_appraisal a"
    " WHERE a.id = NEW.appraisal_id AND a.verdict = 'approved')"
)
DESTROYED = "EXISTS (SELECT 1 FROM records_destruction x WHERE x.dossier_id = NEW.dossier_id)"
GUARDS = [
    refuse_change("records_document", KEPT),
    Guard("records_document_words", "records_document", "update", f"NOT ({ERASED})", WORDS),
    refuse_change("records_appraisal", ["id", "agency_id", "number", "made_by", "made_at"]),
    refuse_delete("records_appraisal"),
    Guard("appraisal_judged_once", "records_appraisal", "update", "OLD.verdict <> ''"),
    Guard("appraisal_born_open", "records_appraisal", "insert", "NEW.verdict <> ''"),
    *frozen("records_appraisalitem"),
    refuse_unless("records_appraisalitem", "insert", OPEN_LIST, "appraised_before_approval"),
    *frozen("records_destructionwatch"),
    refuse_unless("records_destructionwatch", "insert", APPROVED, "watched_after_approval"),
    *frozen("records_destruction"),
    refuse_unless("records_destruction", "insert", ON_LIST, "destroyed_by_list"),
    refuse_unless("records_destruction", "insert", TERM_OVER, "destroyed_after_term"),
    refuse_unless("records_destruction", "insert", TWO, "destroyed_before_two"),
    Guard("destroyed_though_kept", "records_destruction", "insert", KEPT_ON),
    Guard("destroyed_though_away", "records_destruction", "insert", HANDED_OVER),
    Guard("destroyed_not_handed_over", "records_transferitem", "insert", DESTROYED),
]


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0008_client_purpose"),
        ("records", "0012_sendings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appraisal",
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
                ("number", models.PositiveIntegerField(verbose_name="清册号")),
                ("made_by", models.CharField(max_length=80, verbose_name="鉴定人")),
                ("made_at", models.DateTimeField(verbose_name="鉴定时间")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("", "待审批"), ("approved", "已批准"), ("returned", "已退回")],
                        max_length=8,
                        verbose_name="审批结果",
                    ),
                ),
                ("opinion", models.CharField(blank=True, max_length=300, verbose_name="审批意见")),
                ("judged_by", models.CharField(blank=True, max_length=80, verbose_name="审批人")),
                ("judged_at", models.DateTimeField(null=True, verbose_name="审批时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "鉴定清册",
                "verbose_name_plural": "鉴定清册",
            },
        ),
        migrations.CreateModel(
            name="AppraisalItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("keep", "续存"), ("destroy", "销毁")],
                        max_length=8,
                        verbose_name="鉴定意见",
                    ),
                ),
                ("term", models.CharField(blank=True, max_length=10, verbose_name="续存期限")),
                ("kept_until", models.DateField(null=True, verbose_name="保管至")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                (
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="records.appraisal",
                        verbose_name="鉴定清册",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to="records.dossier",
                        verbose_name="案卷",
                    ),
                ),
            ],
            options={
                "verbose_name": "鉴定意见",
                "verbose_name_plural": "鉴定意见",
            },
        ),
        migrations.CreateModel(
            name="Destruction",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="destruction",
                        serialize=False,
                        to="records.dossier",
                        verbose_name="案卷",
                    ),
                ),
                ("files", models.JSONField(default=list, verbose_name="销毁的文件")),
                ("destroyed_on", models.DateField(verbose_name="销毁日期")),
                ("destroyed_by", models.CharField(max_length=80, verbose_name="销毁人")),
                ("destroyed_at", models.DateTimeField(verbose_name="销毁时间")),
                (
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destroyed",
                        to="records.appraisal",
                        verbose_name="鉴定清册",
                    ),
                ),
            ],
            options={
                "verbose_name": "案卷销毁",
                "verbose_name_plural": "案卷销毁",
            },
        ),
        migrations.CreateModel(
            name="DestructionWatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("watched_by", models.CharField(max_length=80, verbose_name="监销人")),
                ("watched_at", models.DateTimeField(verbose_name="监销时间")),
                (
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="watches",
                        to="records.appraisal",
                        verbose_name="鉴定清册",
                    ),
                ),
            ],
            options={
                "verbose_name": "监销",
                "verbose_name_plural": "监销",
            },
        ),
        migrations.AddConstraint(
            model_name="appraisal",
            constraint=models.UniqueConstraint(
                fields=("agency", "number"), name="appraisal_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("judged_at__isnull", True),
                        ("judged_by", ""),
                        ("opinion", ""),
                        ("verdict", ""),
                    ),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(("judged_by", ""), _negated=True),
                        models.Q(("judged_by", models.F("made_by")), _negated=True),
                        ("judged_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="appraisal_judged_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict", "returned"), _negated=True),
                    models.Q(("opinion", ""), _negated=True),
                    _connector="OR",
                ),
                name="appraisal_returned_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisalitem",
            constraint=models.UniqueConstraint(
                fields=("appraisal", "dossier"), name="appraised_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisalitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="appraised_for_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="appraisalitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kept_until__isnull", True), ("term", ""), ("verdict", "destroy")),
                    models.Q(
                        ("kept_until__isnull", False),
                        ("verdict", "keep"),
                        models.Q(("term", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="kept_for_a_term",
            ),
        ),
        migrations.AddConstraint(
            model_name="destructionwatch",
            constraint=models.UniqueConstraint(
                fields=("appraisal", "watched_by"), name="watched_once"
            ),
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
