"""The tables of this room as they stood when its first migrations became one (ADR 0028)."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zhifa.kernel.fields
import zhifa.kernel.ids
from zhifa.kernel.together import Together


class Migration(migrations.Migration):
    initial = True
    replaces = [("enforcement", "0001_initial"), ("enforcement", "0010_decision_changes")]

    dependencies = [
        ("agencies", "0001_tables"),
        ("records", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Case",
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
                        ("procedure", models.CharField(max_length=40, verbose_name="程序")),
                        ("procedure_version", models.DateField(verbose_name="程序版本")),
                        ("stage", models.CharField(max_length=30, verbose_name="环节")),
                        ("rev", models.PositiveIntegerField(default=0, verbose_name="步数")),
                        (
                            "number",
                            models.CharField(blank=True, max_length=60, verbose_name="案号"),
                        ),
                        ("title", models.CharField(max_length=300, verbose_name="案由")),
                        ("place", models.CharField(max_length=200, verbose_name="违法行为地")),
                        (
                            "area_code",
                            models.CharField(max_length=12, verbose_name="所在街道（镇）"),
                        ),
                        ("discovered_on", models.DateField(verbose_name="发现日期")),
                        ("act_from", models.DateField(null=True, verbose_name="行为开始日期")),
                        ("act_until", models.DateField(null=True, verbose_name="行为终了日期")),
                        ("filed_on", models.DateField(null=True, verbose_name="立案日期")),
                        ("decided_on", models.DateField(null=True, verbose_name="决定日期")),
                        ("closed_on", models.DateField(null=True, verbose_name="结案日期")),
                        (
                            "close_reason",
                            models.CharField(blank=True, max_length=20, verbose_name="结案情形"),
                        ),
                        ("archived_on", models.DateField(null=True, verbose_name="归档日期")),
                        ("marks", models.JSONField(default=list, verbose_name="标记")),
                        (
                            "nearest_on",
                            models.DateField(
                                default=datetime.date(9999, 12, 31), verbose_name="最近期限"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.agency",
                                verbose_name="办案机关",
                            ),
                        ),
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.dossier",
                                verbose_name="案卷",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="registry.matter",
                                verbose_name="违法事项",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="registry.party",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "redo_of",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redone_in",
                                to="enforcement.case",
                                verbose_name="重新作出的原案",
                            ),
                        ),
                        (
                            "turned_from",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="turned_into",
                                to="enforcement.case",
                                verbose_name="转来的当场案件",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.unit",
                                verbose_name="承办机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "案件",
                        "verbose_name_plural": "案件",
                    },
                ),
                migrations.CreateModel(
                    name="Act",
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
                        ("seq", models.PositiveIntegerField(verbose_name="序号")),
                        ("move", models.CharField(max_length=40, verbose_name="步骤")),
                        ("origin", models.CharField(max_length=30, verbose_name="原环节")),
                        ("stage", models.CharField(max_length=30, verbose_name="环节")),
                        ("on", models.DateField(verbose_name="办理日期")),
                        ("by", models.CharField(max_length=80, verbose_name="办理人")),
                        ("at", models.DateTimeField(verbose_name="登记时间")),
                        ("facts", models.JSONField(verbose_name="内容")),
                        ("texts", models.JSONField(verbose_name="文字")),
                        (
                            "personal",
                            zhifa.kernel.fields.EncryptedTextField(
                                blank=True, verbose_name="个人信息"
                            ),
                        ),
                        ("token", models.CharField(max_length=40, verbose_name="提交标识")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acts",
                                to="enforcement.case",
                                verbose_name="案件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办理步骤",
                        "verbose_name_plural": "办理步骤",
                    },
                ),
                migrations.CreateModel(
                    name="CaseOfficer",
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
                        ("from_on", models.DateField(verbose_name="指派日期")),
                        ("until_on", models.DateField(null=True, verbose_name="调整日期")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="officers",
                                to="enforcement.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "承办人",
                        "verbose_name_plural": "承办人",
                    },
                ),
                migrations.CreateModel(
                    name="CaseWords",
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
                        ("words", models.TextField(verbose_name="检索词")),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enforcement.case",
                                verbose_name="案件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "案由检索词",
                        "verbose_name_plural": "案由检索词",
                    },
                ),
                migrations.CreateModel(
                    name="Clearance",
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
                        ("kind", models.CharField(max_length=40, verbose_name="种类")),
                        (
                            "content_digest",
                            models.CharField(max_length=64, verbose_name="审核内容摘要"),
                        ),
                        ("given_by", models.CharField(max_length=80, verbose_name="作出人")),
                        ("given_on", models.DateField(verbose_name="作出日期")),
                        ("given_seq", models.PositiveIntegerField(verbose_name="作出时步数")),
                        (
                            "revoked_seq",
                            models.PositiveIntegerField(null=True, verbose_name="失效时步数"),
                        ),
                        (
                            "act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="enforcement.act",
                                verbose_name="步骤",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clearances",
                                to="enforcement.case",
                                verbose_name="案件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "准予",
                        "verbose_name_plural": "准予",
                    },
                ),
                migrations.CreateModel(
                    name="Clock",
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
                        ("code", models.CharField(max_length=30, verbose_name="期限")),
                        ("round", models.PositiveSmallIntegerField(default=1, verbose_name="次数")),
                        ("start_on", models.DateField(verbose_name="起算日期")),
                        ("start_at", models.DateTimeField(null=True, verbose_name="起算时间")),
                        ("due_on", models.DateField(verbose_name="期满日")),
                        ("due_at", models.DateTimeField(null=True, verbose_name="期满时间")),
                        ("raw_on", models.DateField(verbose_name="未顺延的期满日")),
                        ("conservative_on", models.DateField(verbose_name="稳妥办结日")),
                        (
                            "provisional",
                            models.BooleanField(default=False, verbose_name="待放假安排公布后重算"),
                        ),
                        ("excluded", models.JSONField(default=list, verbose_name="扣除期间")),
                        ("extension", models.PositiveIntegerField(default=0, verbose_name="延长")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "进行中"),
                                    ("paused", "已中止计算"),
                                    ("met", "已完成"),
                                    ("late", "超期完成"),
                                ],
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("stopped_on", models.DateField(null=True, verbose_name="停止日期")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clocks",
                                to="enforcement.case",
                                verbose_name="案件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "期限",
                        "verbose_name_plural": "期限",
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                        (
                            "outcome",
                            models.CharField(
                                choices=[("penalty", "行政处罚"), ("no_penalty", "不予行政处罚")],
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="不予处罚情形"
                            ),
                        ),
                        ("kinds", models.JSONField(default=list, verbose_name="处罚种类")),
                        (
                            "fine",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="罚款"
                            ),
                        ),
                        (
                            "confiscation",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="没收"
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(blank=True, max_length=20, verbose_name="裁量档次"),
                        ),
                        (
                            "surcharge",
                            models.BooleanField(default=False, verbose_name="逾期加处罚款"),
                        ),
                        ("summary", models.BooleanField(default=False, verbose_name="当场决定")),
                        ("review_required", models.BooleanField(verbose_name="属于法制审核范围")),
                        ("review_rules", models.JSONField(default=list, verbose_name="审核情形")),
                        (
                            "hearing_seq",
                            models.PositiveIntegerField(default=0, verbose_name="听证结束时步数"),
                        ),
                        (
                            "number",
                            models.CharField(max_length=60, unique=True, verbose_name="文号"),
                        ),
                        ("decided_on", models.DateField(verbose_name="决定日期")),
                        ("decided_by", models.CharField(max_length=80, verbose_name="决定人")),
                        ("annulled_on", models.DateField(null=True, verbose_name="撤销生效日期")),
                        (
                            "annulment",
                            models.CharField(blank=True, max_length=20, verbose_name="撤销情形"),
                        ),
                        ("changed_on", models.DateField(null=True, verbose_name="变更生效日期")),
                        ("changed_to", models.JSONField(null=True, verbose_name="变更后的内容")),
                        (
                            "act",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="enforcement.act",
                                verbose_name="步骤",
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="enforcement.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="决定书",
                            ),
                        ),
                        (
                            "notice_document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.document",
                                verbose_name="告知书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "处理决定",
                        "verbose_name_plural": "处理决定",
                    },
                ),
                migrations.CreateModel(
                    name="Holding",
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
                        ("stage", models.CharField(max_length=30, verbose_name="环节")),
                        (
                            "nearest_on",
                            models.DateField(
                                default=datetime.date(9999, 12, 31), verbose_name="最近期限"
                            ),
                        ),
                        ("open", models.BooleanField(verbose_name="未办结")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holdings",
                                to="enforcement.case",
                                verbose_name="案件",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="承办人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "在办清单",
                        "verbose_name_plural": "在办清单",
                    },
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(
                        fields=["agency", "nearest_on", "id"], name="case_by_deadline"
                    ),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(
                        fields=["agency", "stage", "nearest_on", "id"], name="case_by_stage"
                    ),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(fields=["agency", "-id"], name="case_by_birth"),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(fields=["number"], name="case_by_number"),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(
                        fields=["agency", "number"],
                        name="case_by_own_number",
                        opclasses=["int8_ops", "varchar_pattern_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(fields=["party", "matter"], name="case_by_party"),
                ),
                migrations.AddConstraint(
                    model_name="act",
                    constraint=models.UniqueConstraint(fields=("case", "seq"), name="act_in_order"),
                ),
                migrations.AddConstraint(
                    model_name="act",
                    constraint=models.UniqueConstraint(fields=("case", "token"), name="act_once"),
                ),
                migrations.AddIndex(
                    model_name="caseofficer",
                    index=models.Index(fields=["user", "case"], name="case_officer_mine"),
                ),
                migrations.AddIndex(
                    model_name="clock",
                    index=models.Index(
                        condition=models.Q(("state__in", ["running", "paused"])),
                        fields=["due_on"],
                        name="clock_running",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="clock",
                    constraint=models.UniqueConstraint(
                        fields=("case", "code", "round"), name="clock_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="holding",
                    index=models.Index(
                        fields=["user", "nearest_on", "case"], name="holding_by_deadline"
                    ),
                ),
                migrations.AddIndex(
                    model_name="holding",
                    index=models.Index(
                        fields=["user", "stage", "nearest_on", "case"], name="holding_by_stage"
                    ),
                ),
                migrations.AddIndex(
                    model_name="holding",
                    index=models.Index(
                        condition=models.Q(("open", True)),
                        fields=["user", "nearest_on", "case"],
                        name="holding_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="holding",
                    constraint=models.UniqueConstraint(
                        fields=("case", "user"), name="holding_once"
                    ),
                ),
            ]
        )
    ]
