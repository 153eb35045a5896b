"""Matters of every kind, and what is wrong in the libraries.

SQLite remakes the table for a new column and drops its guards with the old one; PostgreSQL keeps
them without the new columns. So they are taken away and installed anew.
"""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from zhifa.kernel.triggers import frozen, install

BEFORE = import_module("zhifa.registry.migrations.0003_guards")
ADDED = [
    "kind",
    "supervision_code",
    "levels",
    "object_kinds",
    "basis_clauses",
    "party_limits",
    "minor_note",
    "first_breach_years",
    "inspection",
    "recording",
    "clocks",
    "particulars",
    "duties",
    "liability",
    "origin",
]
GUARDS = [
    *frozen("registry_matter", columns=[*BEFORE.SAID, *ADDED]),
    BEFORE.ended("registry_matter"),
    *frozen("registry_finding", columns=["id", "rule", "subject", "words", "raised_at"]),
]


def take_away(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The guards of the matters, where the database still has them."""
    on = " ON registry_matter" if schema_editor.connection.vendor == "postgresql" else ""
    for guard in GUARDS[:3]:
        for name in (guard.name, f"{guard.name}_all"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0003_guards"),
    ]

    operations = [
        migrations.RunPython(take_away, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("dangling", "引用的条款不存在"),
                            ("expired", "依据已经失效"),
                            ("tier_gap", "裁量档次有空档"),
                            ("tier_overlap", "裁量档次有重叠"),
                            ("no_evidence", "没有证据清单"),
                            ("unknown_power", "清单上的事项不在施行"),
                            ("two_cards", "一人两证同时有效"),
                        ],
                        max_length=20,
                        verbose_name="规则",
                    ),
                ),
                ("subject", models.CharField(max_length=120, verbose_name="对象")),
                ("words", models.CharField(max_length=300, verbose_name="内容")),
                ("raised_at", models.DateTimeField(verbose_name="发现时间")),
                ("mended_at", models.DateTimeField(null=True, verbose_name="消除时间")),
            ],
            options={
                "verbose_name": "基础库问题",
                "verbose_name_plural": "基础库问题",
            },
        ),
        migrations.AddField(
            model_name="matter",
            name="basis_clauses",
            field=models.JSONField(default=list, verbose_name="设定依据"),
        ),
        migrations.AddField(
            model_name="matter",
            name="clocks",
            field=models.JSONField(default=list, verbose_name="办理期限"),
        ),
        migrations.AddField(
            model_name="matter",
            name="duties",
            field=models.JSONField(default=list, verbose_name="责任事项"),
        ),
        migrations.AddField(
            model_name="matter",
            name="first_breach_years",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="首违回看（年）"),
        ),
        migrations.AddField(
            model_name="matter",
            name="inspection",
            field=models.JSONField(default=dict, verbose_name="检查要求"),
        ),
        migrations.AddField(
            model_name="matter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("penalty", "行政处罚"),
                    ("licence", "行政许可"),
                    ("coercion", "行政强制"),
                    ("inspection", "行政检查"),
                    ("levy", "行政征收"),
                    ("requisition", "行政征用"),
                    ("other", "其他行政权力"),
                ],
                default="penalty",
                max_length=12,
                verbose_name="权力类型",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="levels",
            field=models.JSONField(default=list, verbose_name="行使层级"),
        ),
        migrations.AddField(
            model_name="matter",
            name="liability",
            field=models.JSONField(default=list, verbose_name="追责情形"),
        ),
        migrations.AddField(
            model_name="matter",
            name="minor_note",
            field=models.CharField(blank=True, max_length=200, verbose_name="轻微不罚条件"),
        ),
        migrations.AddField(
            model_name="matter",
            name="object_kinds",
            field=models.JSONField(default=list, verbose_name="行使对象"),
        ),
        migrations.AddField(
            model_name="matter",
            name="origin",
            field=models.CharField(blank=True, max_length=200, verbose_name="来源"),
        ),
        migrations.AddField(
            model_name="matter",
            name="particulars",
            field=models.JSONField(default=dict, verbose_name="分类要素"),
        ),
        migrations.AddField(
            model_name="matter",
            name="party_limits",
            field=models.JSONField(default=list, verbose_name="分对象幅度"),
        ),
        migrations.AddField(
            model_name="matter",
            name="recording",
            field=models.JSONField(default=list, verbose_name="音像记录环节"),
        ),
        migrations.AddField(
            model_name="matter",
            name="supervision_code",
            field=models.CharField(blank=True, max_length=14, verbose_name="监管事项目录编码"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["kind", "code"], name="matter_by_kind"),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["-raised_at"], name="finding_newest"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("mended_at", None)),
                fields=("rule", "subject"),
                name="finding_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mended_at", None), ("mended_at__gte", models.F("raised_at")), _connector="OR"
                ),
                name="finding_mended_after",
            ),
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
