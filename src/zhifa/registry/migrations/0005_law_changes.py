"""Law changes and what depends on them; the index of articles kept by ourselves.

An amendment never changes; a task may only be settled, once.
"""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from zhifa.kernel.triggers import Guard, frozen, install, refuse_change

TASK = "registry_amendmenttask"
ASKED = [
    "id",
    "amendment_id",
    "kind",
    "key",
    "agency_id",
    "title",
    "address",
    "cited",
    "advice",
    "due_on",
]
SETTLED = ["done_at", "done_by", "reason"]
GUARDS = [
    *frozen("registry_amendment"),
    *frozen(TASK, columns=ASKED),
    Guard(f"{TASK}_settled", TASK, "update", "OLD.done_at IS NOT NULL", SETTLED),
    refuse_change("registry_indexpart", ["id", "token", "bits", "articles", "numbers", "places"]),
]


def store_plainly(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Postings do not shrink; PostgreSQL need not try."""
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE registry_indexbucket ALTER COLUMN data SET STORAGE EXTERNAL")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_history_guards"),
        ("registry", "0004_matter_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexBucket",
            fields=[
                (
                    "id",
                    models.PositiveBigIntegerField(
                        primary_key=True, serialize=False, verbose_name="键"
                    ),
                ),
                ("data", models.BinaryField(verbose_name="出现处")),
            ],
            options={
                "verbose_name": "条文索引桶",
                "verbose_name_plural": "条文索引桶",
            },
        ),
        migrations.CreateModel(
            name="IndexPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=26, verbose_name="标识")),
                ("bits", models.PositiveSmallIntegerField(verbose_name="桶位数")),
                ("size", models.PositiveIntegerField(verbose_name="条数")),
                ("articles", models.BinaryField(verbose_name="条文键")),
                ("versions", models.BinaryField(verbose_name="版本键")),
                ("numbers", models.BinaryField(verbose_name="条号")),
                ("places", models.BinaryField(verbose_name="章节号")),
                ("paths", models.JSONField(verbose_name="章节")),
            ],
            options={
                "verbose_name": "条文索引",
                "verbose_name_plural": "条文索引",
            },
        ),
        migrations.AddField(
            model_name="law",
            name="domains",
            field=models.CharField(blank=True, max_length=200, verbose_name="执法领域"),
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField(verbose_name="施行日期")),
                ("noted_at", models.DateTimeField(verbose_name="发现时间")),
                ("changes", models.JSONField(verbose_name="变动条文")),
                ("compared", models.BooleanField(verbose_name="已逐条比对")),
                (
                    "after",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.lawversion",
                        verbose_name="新版本",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.lawversion",
                        verbose_name="原版本",
                    ),
                ),
                (
                    "law",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="registry.law",
                        verbose_name="法律",
                    ),
                ),
            ],
            options={
                "verbose_name": "法律修改",
                "verbose_name_plural": "法律修改",
            },
        ),
        migrations.CreateModel(
            name="AmendmentTask",
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
                            ("matter", "执法事项"),
                            ("discretion", "裁量基准"),
                            ("listing", "权责清单公示"),
                            ("procedure", "执法程序"),
                            ("template", "文书模板"),
                            ("case", "在办案件"),
                        ],
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                ("key", models.CharField(max_length=60, verbose_name="键")),
                ("title", models.CharField(max_length=300, verbose_name="名称")),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="页面")),
                ("cited", models.CharField(max_length=300, verbose_name="涉及条文")),
                ("advice", models.CharField(blank=True, max_length=300, verbose_name="建议")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("done_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                ("done_by", models.CharField(blank=True, max_length=80, verbose_name="办结人")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="处理情况")),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.agency",
                        verbose_name="责任机关",
                    ),
                ),
                (
                    "amendment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="registry.amendment",
                        verbose_name="法律修改",
                    ),
                ),
            ],
            options={
                "verbose_name": "法律修改待办",
                "verbose_name_plural": "法律修改待办",
            },
        ),
        migrations.CreateModel(
            name="Citing",
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
                            ("matter", "执法事项"),
                            ("procedure", "执法程序"),
                            ("template", "文书模板"),
                        ],
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                ("ref", models.CharField(max_length=60, verbose_name="键")),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="页面")),
                ("law", models.CharField(max_length=200, verbose_name="法律简称")),
                ("number", models.PositiveIntegerField(verbose_name="条")),
                ("sub", models.PositiveIntegerField(default=0, verbose_name="之")),
                ("cited", models.CharField(max_length=300, verbose_name="引用")),
            ],
            options={
                "verbose_name": "条文引用",
                "verbose_name_plural": "条文引用",
                "indexes": [
                    models.Index(fields=["law", "number", "sub", "kind"], name="citing_by_article")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "ref", "cited"), name="citing_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LawLink",
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
                        choices=[("repeals", "废止")], max_length=10, verbose_name="关系"
                    ),
                ),
                ("cited", models.CharField(max_length=250, verbose_name="出处")),
                ("on", models.DateField(null=True, verbose_name="起算日期")),
                (
                    "law",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="registry.law",
                        verbose_name="法律",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked",
                        to="registry.law",
                        verbose_name="所及法律",
                    ),
                ),
            ],
            options={
                "verbose_name": "法律关系",
                "verbose_name_plural": "法律关系",
            },
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("after", None), _negated=True),
                fields=("before", "after"),
                name="amendment_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("after", None)), fields=("before",), name="repeal_once"
            ),
        ),
        migrations.AddIndex(
            model_name="amendmenttask",
            index=models.Index(
                fields=["amendment", "agency", "kind", "id"], name="amendment_task_by_owner"
            ),
        ),
        migrations.AddIndex(
            model_name="amendmenttask",
            index=models.Index(
                condition=models.Q(("done_at", None)),
                fields=["agency", "due_on", "id"],
                name="amendment_task_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendmenttask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agency", None), _negated=True),
                fields=("amendment", "kind", "key", "agency"),
                name="amendment_task_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendmenttask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agency", None)),
                fields=("amendment", "kind", "key"),
                name="amendment_task_of_keepers_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendmenttask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("done_by", ""), ("reason", "")),
                    models.Q(
                        ("done_at__isnull", False),
                        models.Q(("done_by", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="amendment_task_done_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="lawlink",
            constraint=models.UniqueConstraint(
                fields=("law", "other", "kind"), name="law_link_once"
            ),
        ),
        migrations.RunPython(store_plainly, migrations.RunPython.noop),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
