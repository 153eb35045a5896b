"""The tables of this room as they stood when its first migrations became one (ADR 0028)."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import zhifa.kernel.fields
import zhifa.kernel.ids
from zhifa.kernel.together import Together


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("registry", "0001_initial"),
        ("registry", "0002_law_search"),
        ("registry", "0006_law_index"),
        ("registry", "0007_party_file"),
        ("registry", "0012_party_inspections"),
        ("registry", "0014_law_corrections"),
        ("registry", "0016_matter_shapes"),
        ("registry", "0017_finding_pages"),
        ("registry", "0018_tasks_about"),
    ]

    dependencies = [
        ("agencies", "0001_tables"),
        # not needed, but quick: while few models lean on accounts, few are rendered anew
        ("oauth2_provider", "0022_refreshtoken_token_family_index"),
    ]

    operations = [
        Together(
            [
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
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                migrations.CreateModel(
                    name="Law",
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
                            "title",
                            models.CharField(max_length=200, unique=True, verbose_name="全称"),
                        ),
                        (
                            "short_title",
                            models.CharField(db_index=True, max_length=200, verbose_name="简称"),
                        ),
                        ("level", models.CharField(blank=True, max_length=20, verbose_name="位阶")),
                        (
                            "issuing_body",
                            models.CharField(blank=True, max_length=200, verbose_name="制定机关"),
                        ),
                        (
                            "since",
                            models.DateField(blank=True, null=True, verbose_name="最早施行日期"),
                        ),
                        (
                            "domains",
                            models.CharField(blank=True, max_length=200, verbose_name="执法领域"),
                        ),
                    ],
                    options={
                        "verbose_name": "法律法规",
                        "verbose_name_plural": "法律法规",
                    },
                ),
                migrations.CreateModel(
                    name="Citing",
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
                        (
                            "address",
                            models.CharField(blank=True, max_length=120, verbose_name="页面"),
                        ),
                        ("law", models.CharField(max_length=200, verbose_name="法律简称")),
                        ("number", models.PositiveIntegerField(verbose_name="条")),
                        ("sub", models.PositiveIntegerField(default=0, verbose_name="之")),
                        ("cited", models.CharField(max_length=300, verbose_name="引用")),
                    ],
                    options={
                        "verbose_name": "条文引用",
                        "verbose_name_plural": "条文引用",
                        "indexes": [
                            models.Index(
                                fields=["law", "number", "sub", "kind"], name="citing_by_article"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "ref", "cited"), name="citing_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
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
                        "indexes": [
                            models.Index(
                                condition=models.Q(("mended_at", None)),
                                fields=["id"],
                                name="finding_open",
                            ),
                            models.Index(
                                condition=models.Q(("mended_at", None)),
                                fields=["rule", "id"],
                                name="finding_of_rule",
                            ),
                            models.Index(fields=["mended_at", "id"], name="finding_mended"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("mended_at", None)),
                                fields=("rule", "subject"),
                                name="finding_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mended_at", None),
                                    ("mended_at__gte", models.F("raised_at")),
                                    _connector="OR",
                                ),
                                name="finding_mended_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LawVersion",
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
                            "number",
                            models.CharField(blank=True, max_length=200, verbose_name="文号"),
                        ),
                        (
                            "adopted_on",
                            models.DateField(blank=True, null=True, verbose_name="公布日期"),
                        ),
                        (
                            "in_force_from",
                            models.DateField(blank=True, null=True, verbose_name="施行日期"),
                        ),
                        (
                            "in_force_until",
                            models.DateField(blank=True, null=True, verbose_name="最后施行日"),
                        ),
                        (
                            "repealed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="因废止而最后施行之日"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(blank=True, max_length=20, verbose_name="时效性"),
                        ),
                        ("article_count", models.PositiveIntegerField(verbose_name="条数")),
                        ("numbering", models.TextField(blank=True, verbose_name="条号")),
                        ("outline", models.TextField(blank=True, verbose_name="款项数")),
                        ("has_text", models.BooleanField(default=False, verbose_name="已导入正文")),
                        (
                            "source_key",
                            models.CharField(max_length=80, unique=True, verbose_name="来源编号"),
                        ),
                        (
                            "digest",
                            models.CharField(blank=True, max_length=64, verbose_name="正文摘要值"),
                        ),
                        (
                            "corrected",
                            models.CharField(blank=True, max_length=300, verbose_name="更正原因"),
                        ),
                        ("entered_on", models.DateField(null=True, verbose_name="录入日期")),
                        (
                            "late_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="补录原因"),
                        ),
                        (
                            "law",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="registry.law",
                                verbose_name="法律",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "法律版本",
                        "verbose_name_plural": "法律版本",
                    },
                ),
                migrations.CreateModel(
                    name="Article",
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
                        ("number", models.PositiveIntegerField(verbose_name="条")),
                        ("sub", models.PositiveIntegerField(default=0, verbose_name="之")),
                        ("path", models.CharField(blank=True, max_length=300, verbose_name="章节")),
                        ("text", models.TextField(verbose_name="条文")),
                        ("paragraphs", models.JSONField(verbose_name="款项")),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="articles",
                                to="registry.lawversion",
                                verbose_name="版本",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "条文",
                        "verbose_name_plural": "条文",
                    },
                ),
                migrations.CreateModel(
                    name="Amendment",
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
                        ("from_on", models.DateField(verbose_name="施行日期")),
                        ("noted_at", models.DateTimeField(verbose_name="发现时间")),
                        ("changes", models.JSONField(verbose_name="变动条文")),
                        ("compared", models.BooleanField(verbose_name="已逐条比对")),
                        (
                            "late_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="补录原因"),
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
                    ],
                    options={
                        "verbose_name": "法律修改",
                        "verbose_name_plural": "法律修改",
                    },
                ),
                migrations.CreateModel(
                    name="Matter",
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
                        ("code", models.CharField(max_length=40, verbose_name="事项编码")),
                        ("name", models.CharField(max_length=200, verbose_name="事项名称")),
                        ("field", models.CharField(max_length=20, verbose_name="领域")),
                        ("breach", models.CharField(max_length=200, verbose_name="违法行为")),
                        ("breach_clauses", models.JSONField(verbose_name="违反条款")),
                        ("penalty_clauses", models.JSONField(verbose_name="处罚依据")),
                        ("kinds", models.JSONField(verbose_name="可处的处罚种类")),
                        (
                            "ordered_kinds",
                            models.JSONField(default=list, verbose_name="应当给予的种类"),
                        ),
                        (
                            "grave_kinds",
                            models.JSONField(default=list, verbose_name="情节严重才可给予的种类"),
                        ),
                        (
                            "fine_min",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, null=True, verbose_name="罚款下限"
                            ),
                        ),
                        (
                            "fine_max",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, null=True, verbose_name="罚款上限"
                            ),
                        ),
                        (
                            "multiple_min",
                            models.DecimalField(
                                decimal_places=2, max_digits=8, null=True, verbose_name="倍数下限"
                            ),
                        ),
                        (
                            "multiple_max",
                            models.DecimalField(
                                decimal_places=2, max_digits=8, null=True, verbose_name="倍数上限"
                            ),
                        ),
                        (
                            "multiple_base",
                            models.CharField(blank=True, max_length=60, verbose_name="倍数的基数"),
                        ),
                        (
                            "multiple_from",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=18,
                                verbose_name="基数满多少适用",
                            ),
                        ),
                        (
                            "base_floor",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=18,
                                verbose_name="基数至少按",
                            ),
                        ),
                        (
                            "fine_note",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="罚款计算说明"
                            ),
                        ),
                        ("tiers", models.JSONField(verbose_name="裁量档次")),
                        ("elements", models.JSONField(verbose_name="证据清单")),
                        (
                            "hearing_natural",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="听证标准（个人）"
                            ),
                        ),
                        (
                            "hearing_organisation",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="听证标准（单位）"
                            ),
                        ),
                        (
                            "hearing_taken_natural",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="没收听证标准（个人）"
                            ),
                        ),
                        (
                            "hearing_taken_organisation",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="没收听证标准（单位）"
                            ),
                        ),
                        ("hearing_kinds", models.JSONField(verbose_name="应当告知听证的种类")),
                        (
                            "hearing_source",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="听证标准来源"
                            ),
                        ),
                        (
                            "settled",
                            models.BooleanField(default=False, verbose_name="听证标准已核定"),
                        ),
                        (
                            "major_natural",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="重大标准（个人）"
                            ),
                        ),
                        (
                            "major_organisation",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="重大标准（单位）"
                            ),
                        ),
                        (
                            "business_counts",
                            models.BooleanField(default=False, verbose_name="个体工商户按单位"),
                        ),
                        (
                            "limitation_years",
                            models.PositiveSmallIntegerField(
                                default=2, verbose_name="追责期限（年）"
                            ),
                        ),
                        (
                            "public_interest",
                            models.BooleanField(default=False, verbose_name="涉及重大公共利益"),
                        ),
                        (
                            "correction",
                            models.BooleanField(default=True, verbose_name="应当责令改正"),
                        ),
                        (
                            "summary_allowed",
                            models.BooleanField(default=False, verbose_name="可以当场处罚"),
                        ),
                        ("waivers", models.JSONField(default=list, verbose_name="不予处罚情形")),
                        (
                            "waiver_note",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="首违不罚条件"
                            ),
                        ),
                        ("crime", models.JSONField(default=dict, verbose_name="涉嫌犯罪的标准")),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("minor", "轻微"),
                                    ("general", "一般"),
                                    ("serious", "严重"),
                                ],
                                default="general",
                                max_length=10,
                                verbose_name="公示等级",
                            ),
                        ),
                        (
                            "published",
                            models.BooleanField(default=True, verbose_name="处罚决定公示"),
                        ),
                        (
                            "kind",
                            models.CharField(
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
                        (
                            "supervision_code",
                            models.CharField(
                                blank=True, max_length=14, verbose_name="监管事项目录编码"
                            ),
                        ),
                        ("levels", models.JSONField(default=list, verbose_name="行使层级")),
                        ("object_kinds", models.JSONField(default=list, verbose_name="行使对象")),
                        ("basis_clauses", models.JSONField(default=list, verbose_name="设定依据")),
                        ("party_limits", models.JSONField(default=list, verbose_name="分对象幅度")),
                        (
                            "minor_note",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="轻微不罚条件"
                            ),
                        ),
                        (
                            "first_breach_years",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="首违回看（年）"
                            ),
                        ),
                        ("inspection", models.JSONField(default=dict, verbose_name="检查要求")),
                        ("recording", models.JSONField(default=list, verbose_name="音像记录环节")),
                        ("clocks", models.JSONField(default=list, verbose_name="办理期限")),
                        ("particulars", models.JSONField(default=dict, verbose_name="分类要素")),
                        ("duties", models.JSONField(default=list, verbose_name="责任事项")),
                        ("liability", models.JSONField(default=list, verbose_name="追责情形")),
                        (
                            "origin",
                            models.CharField(blank=True, max_length=200, verbose_name="来源"),
                        ),
                        (
                            "late_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="补录原因"),
                        ),
                        ("entered_on", models.DateField(null=True, verbose_name="登记日期")),
                        ("from_on", models.DateField(verbose_name="施行起")),
                        ("until_on", models.DateField(null=True, verbose_name="施行止")),
                        (
                            "shape",
                            models.GeneratedField(
                                db_persist=True,
                                expression=django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            django.db.models.expressions.CombinedExpression(
                                                                models.Case(
                                                                    models.When(
                                                                        models.Q(
                                                                            ("kind", "inspection")
                                                                        ),
                                                                        then=models.Value(1),
                                                                    ),
                                                                    default=models.Value(0),
                                                                ),
                                                                "+",
                                                                models.Case(
                                                                    models.When(
                                                                        models.Q(
                                                                            ("kind", "penalty")
                                                                        ),
                                                                        then=models.Value(2),
                                                                    ),
                                                                    default=models.Value(0),
                                                                ),
                                                            ),
                                                            "+",
                                                            models.Case(
                                                                models.When(
                                                                    models.Q(("duties", [])),
                                                                    then=models.Value(4),
                                                                ),
                                                                default=models.Value(0),
                                                            ),
                                                        ),
                                                        "+",
                                                        models.Case(
                                                            models.When(
                                                                models.Q(
                                                                    ("basis_clauses", []),
                                                                    ("breach_clauses", []),
                                                                    ("penalty_clauses", []),
                                                                ),
                                                                then=models.Value(8),
                                                            ),
                                                            default=models.Value(0),
                                                        ),
                                                    ),
                                                    "+",
                                                    models.Case(
                                                        models.When(
                                                            models.Q(("tiers", [])),
                                                            then=models.Value(16),
                                                        ),
                                                        default=models.Value(0),
                                                    ),
                                                ),
                                                "+",
                                                models.Case(
                                                    models.When(
                                                        models.Q(("recording", [])),
                                                        then=models.Value(32),
                                                    ),
                                                    default=models.Value(0),
                                                ),
                                            ),
                                            "+",
                                            models.Case(
                                                models.When(
                                                    models.Q(
                                                        models.Q(
                                                            ("inspection__has_key", "cap"),
                                                            _negated=True,
                                                        ),
                                                        ("inspection__cap", None),
                                                        _connector="OR",
                                                    ),
                                                    then=models.Value(64),
                                                ),
                                                default=models.Value(0),
                                            ),
                                        ),
                                        "+",
                                        models.Case(
                                            models.When(
                                                models.Q(
                                                    models.Q(
                                                        ("inspection__has_key", "ratio"),
                                                        _negated=True,
                                                    ),
                                                    ("inspection__ratio", ""),
                                                    _connector="OR",
                                                ),
                                                then=models.Value(128),
                                            ),
                                            default=models.Value(0),
                                        ),
                                    ),
                                    "+",
                                    models.Case(
                                        models.When(
                                            models.Q(
                                                models.Q(
                                                    ("inspection__has_key", "checkpoints"),
                                                    _negated=True,
                                                ),
                                                ("inspection__checkpoints", []),
                                                _connector="OR",
                                            ),
                                            then=models.Value(256),
                                        ),
                                        default=models.Value(0),
                                    ),
                                ),
                                output_field=models.PositiveSmallIntegerField(),
                                verbose_name="要素标记",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "执法事项",
                        "verbose_name_plural": "执法事项",
                        "indexes": [
                            models.Index(fields=["kind", "code"], name="matter_by_kind"),
                            models.Index(
                                fields=["code", "from_on", "until_on", "shape"],
                                name="matter_shapes",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code", "from_on"), name="matter_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("until_on", None)),
                                fields=("code",),
                                name="matter_one_open_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fine_min", None),
                                    ("fine_max", None),
                                    ("fine_min__lte", models.F("fine_max")),
                                    _connector="OR",
                                ),
                                name="matter_range_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("limitation_years__in", (2, 5))),
                                name="matter_limitation_2_or_5",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("natural_person", "自然人"),
                                    ("individual_business", "个体工商户"),
                                    ("legal_person", "法人"),
                                    ("other_organisation", "其他组织"),
                                ],
                                max_length=20,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="姓名或者名称")),
                        (
                            "credit_code",
                            models.CharField(
                                blank=True, max_length=18, verbose_name="统一社会信用代码"
                            ),
                        ),
                        (
                            "identity_kind",
                            models.CharField(default="111", max_length=3, verbose_name="证件类型"),
                        ),
                        (
                            "identity",
                            zhifa.kernel.fields.EncryptedTextField(
                                blank=True, verbose_name="证件号码"
                            ),
                        ),
                        (
                            "identity_hash",
                            models.CharField(
                                blank=True,
                                db_index=True,
                                max_length=64,
                                verbose_name="证件号码检索值",
                            ),
                        ),
                        (
                            "representative",
                            models.CharField(
                                blank=True,
                                max_length=60,
                                verbose_name="法定代表人、负责人或者经营者",
                            ),
                        ),
                        (
                            "guardian",
                            zhifa.kernel.fields.EncryptedTextField(
                                blank=True, verbose_name="监护人"
                            ),
                        ),
                        (
                            "address",
                            zhifa.kernel.fields.EncryptedTextField(blank=True, verbose_name="住所"),
                        ),
                        (
                            "phone",
                            zhifa.kernel.fields.EncryptedTextField(blank=True, verbose_name="电话"),
                        ),
                        (
                            "bank_account",
                            zhifa.kernel.fields.EncryptedTextField(
                                blank=True, verbose_name="银行账号"
                            ),
                        ),
                        (
                            "area_code",
                            models.CharField(
                                blank=True, max_length=12, verbose_name="所在街道（镇）"
                            ),
                        ),
                        (
                            "gone_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="死亡或者终止日期"
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="registry.party",
                                verbose_name="并入",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人",
                        "verbose_name_plural": "当事人",
                    },
                ),
                migrations.CreateModel(
                    name="PartyApart",
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
                        ("reason", models.CharField(max_length=200, verbose_name="理由")),
                        ("by", models.CharField(max_length=80, verbose_name="认定人")),
                        ("at", models.DateTimeField(verbose_name="认定时间")),
                        (
                            "one",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.party",
                                verbose_name="一条",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.party",
                                verbose_name="另一条",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "不是同一当事人",
                        "verbose_name_plural": "不是同一当事人",
                    },
                ),
                migrations.CreateModel(
                    name="PartyCorrection",
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
                        ("told", zhifa.kernel.fields.EncryptedJSONField(verbose_name="更正内容")),
                        ("reason", models.CharField(max_length=200, verbose_name="理由")),
                        ("by", models.CharField(max_length=80, verbose_name="更正人")),
                        ("at", models.DateTimeField(verbose_name="更正时间")),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="registry.party",
                                verbose_name="当事人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人更正",
                        "verbose_name_plural": "当事人更正",
                    },
                ),
                migrations.CreateModel(
                    name="PartyFormer",
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
                        ("until_on", models.DateField(verbose_name="沿用至")),
                        ("told", zhifa.kernel.fields.EncryptedTextField(verbose_name="原登记内容")),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="former",
                                to="registry.party",
                                verbose_name="当事人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人沿革",
                        "verbose_name_plural": "当事人沿革",
                    },
                ),
                migrations.CreateModel(
                    name="PartyKey",
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
                        ("kind", models.CharField(max_length=8, verbose_name="种类")),
                        ("value", models.CharField(max_length=32, verbose_name="键")),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="keys",
                                to="registry.party",
                                verbose_name="当事人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人近似键",
                        "verbose_name_plural": "当事人近似键",
                    },
                ),
                migrations.CreateModel(
                    name="PartyLook",
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
                        ("kind", models.CharField(max_length=10, verbose_name="方式")),
                        ("ground", models.CharField(max_length=20, verbose_name="事由")),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=200, verbose_name="说明"),
                        ),
                        ("by", models.CharField(max_length=80, verbose_name="查看人")),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        (
                            "party",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looks",
                                to="registry.party",
                                verbose_name="当事人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人信息查看",
                        "verbose_name_plural": "当事人信息查看",
                    },
                ),
                migrations.CreateModel(
                    name="PartyMerge",
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
                        ("reason", models.CharField(max_length=200, verbose_name="理由")),
                        ("before", models.CharField(max_length=64, verbose_name="合并前摘要")),
                        ("by", models.CharField(max_length=80, verbose_name="合并人")),
                        ("at", models.DateTimeField(verbose_name="合并时间")),
                        (
                            "undone_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="撤回理由"),
                        ),
                        (
                            "undone_by",
                            models.CharField(blank=True, max_length=80, verbose_name="撤回人"),
                        ),
                        ("undone_at", models.DateTimeField(null=True, verbose_name="撤回时间")),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.party",
                                verbose_name="保留的一条",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges",
                                to="registry.party",
                                verbose_name="被并入的一条",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人合并",
                        "verbose_name_plural": "当事人合并",
                    },
                ),
                migrations.CreateModel(
                    name="PartyRecord",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("licence", "许可证照"),
                                    ("inspection", "行政检查"),
                                    ("promise", "信用承诺"),
                                    ("repair", "信用修复"),
                                ],
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "number",
                            models.CharField(blank=True, max_length=60, verbose_name="编号"),
                        ),
                        ("body", models.CharField(max_length=100, verbose_name="发证、受理机关")),
                        ("from_on", models.DateField(verbose_name="有效期起或者作出日期")),
                        (
                            "until_on",
                            models.DateField(blank=True, null=True, verbose_name="有效期止"),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="来源")),
                        (
                            "detail",
                            models.CharField(blank=True, max_length=400, verbose_name="内容"),
                        ),
                        ("ended_on", models.DateField(null=True, verbose_name="终止日期")),
                        (
                            "end_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="终止原因"),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="registry.party",
                                verbose_name="当事人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人档案",
                        "verbose_name_plural": "当事人档案",
                    },
                ),
                migrations.CreateModel(
                    name="PlannedCheck",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("matter_code", models.CharField(max_length=40, verbose_name="事项编码")),
                        ("objects_said", models.CharField(max_length=120, verbose_name="检查对象")),
                        ("share", models.CharField(max_length=30, verbose_name="抽查比例")),
                        (
                            "times",
                            models.PositiveSmallIntegerField(verbose_name="每个对象全年最多（次）"),
                        ),
                        ("first_month", models.PositiveSmallIntegerField(verbose_name="起始月份")),
                        ("last_month", models.PositiveSmallIntegerField(verbose_name="截止月份")),
                        ("from_on", models.DateField(verbose_name="公布日期")),
                        ("until_on", models.DateField(null=True, verbose_name="撤销日期")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                                verbose_name="机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "年度检查计划",
                        "verbose_name_plural": "年度检查计划",
                    },
                ),
                migrations.CreateModel(
                    name="PowerItem",
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
                        ("matter_code", models.CharField(max_length=40, verbose_name="事项编码")),
                        ("from_on", models.DateField(verbose_name="列入日期")),
                        ("until_on", models.DateField(null=True, verbose_name="移出日期")),
                        ("published_on", models.DateField(null=True, verbose_name="公布日期")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="powers",
                                to="agencies.agency",
                                verbose_name="机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "权责清单",
                        "verbose_name_plural": "权责清单",
                    },
                ),
                migrations.CreateModel(
                    name="AmendmentTask",
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
                        (
                            "address",
                            models.CharField(blank=True, max_length=120, verbose_name="页面"),
                        ),
                        ("cited", models.CharField(max_length=300, verbose_name="涉及条文")),
                        (
                            "advice",
                            models.CharField(blank=True, max_length=300, verbose_name="建议"),
                        ),
                        ("due_on", models.DateField(verbose_name="期限")),
                        ("done_at", models.DateTimeField(null=True, verbose_name="办结时间")),
                        (
                            "done_by",
                            models.CharField(blank=True, max_length=80, verbose_name="办结人"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("changed", "已改"), ("kept", "不用改")],
                                max_length=10,
                                verbose_name="处理结果",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="处理情况"),
                        ),
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
                        "indexes": [
                            models.Index(
                                fields=["amendment", "agency", "kind", "id"],
                                name="amendment_task_by_owner",
                            ),
                            models.Index(
                                condition=models.Q(("done_at", None)),
                                fields=["kind", "key"],
                                name="amendment_task_about",
                            ),
                            models.Index(
                                condition=models.Q(("done_at", None)),
                                fields=["agency", "due_on", "id"],
                                name="amendment_task_open",
                            ),
                            models.Index(
                                condition=models.Q(("done_at", None)),
                                fields=["agency", "amendment", "kind", "due_on"],
                                name="amendment_task_heaps",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("agency", None), _negated=True),
                                fields=("amendment", "kind", "key", "agency"),
                                name="amendment_task_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("agency", None)),
                                fields=("amendment", "kind", "key"),
                                name="amendment_task_of_keepers_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("done_at", None),
                                        ("done_by", ""),
                                        ("outcome", ""),
                                        ("reason", ""),
                                    ),
                                    models.Q(
                                        ("done_at__isnull", False),
                                        models.Q(("done_by", ""), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="amendment_task_done_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Channel",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("phone", "电话"),
                                    ("site", "网站"),
                                    ("mail", "电子邮箱"),
                                    ("letter", "来信"),
                                    ("visit", "来访"),
                                ],
                                max_length=10,
                                verbose_name="方式",
                            ),
                        ),
                        ("address", models.CharField(max_length=120, verbose_name="号码或者地址")),
                        ("handler", models.CharField(max_length=60, verbose_name="受理机构")),
                        (
                            "hours",
                            models.CharField(blank=True, max_length=60, verbose_name="受理时间"),
                        ),
                        ("from_on", models.DateField(verbose_name="启用日期")),
                        ("until_on", models.DateField(null=True, verbose_name="停用日期")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                                verbose_name="机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "投诉举报渠道",
                        "verbose_name_plural": "投诉举报渠道",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until_on", None)),
                                fields=("agency", "kind", "address"),
                                name="channel_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on", None),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="channel_days_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Digest",
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
                        ("number", models.PositiveIntegerField(verbose_name="条")),
                        ("sub", models.PositiveIntegerField(default=0, verbose_name="之")),
                        ("text", models.TextField(verbose_name="要点")),
                        (
                            "adopted_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="所依据版本的公布日期"
                            ),
                        ),
                        (
                            "law",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="digests",
                                to="registry.law",
                                verbose_name="法律",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "条文要点",
                        "verbose_name_plural": "条文要点",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("law", "number", "sub"), name="digest_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LawLink",
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("law", "other", "kind"), name="law_link_once"
                            )
                        ],
                    },
                ),
                migrations.AddIndex(
                    model_name="lawversion",
                    index=models.Index(fields=["law", "in_force_from"], name="law_version_by_day"),
                ),
                migrations.AddConstraint(
                    model_name="lawversion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("has_text", False),
                            models.Q(("digest", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="law_text_has_digest",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="article",
                    constraint=models.UniqueConstraint(
                        fields=("version", "number", "sub"), name="article_once"
                    ),
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
                    model_name="party",
                    index=models.Index(fields=["name", "id"], name="party_by_name"),
                ),
                migrations.AddConstraint(
                    model_name="party",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("credit_code", ""), _negated=True),
                        fields=("credit_code",),
                        name="party_credit_code_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="party",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("identity_hash", ""), _negated=True),
                            ("kind", "natural_person"),
                        ),
                        fields=("identity_hash",),
                        name="party_identity_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="party",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("identity", ""), ("identity_hash", "")),
                            models.Q(
                                models.Q(("identity", ""), _negated=True),
                                models.Q(("identity_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="party_identity_hashed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="party",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="party_not_into_itself",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partyapart",
                    constraint=models.UniqueConstraint(
                        fields=("one", "other"), name="party_apart_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partyapart",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="party_apart_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partycorrection",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="party_correction_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partyformer",
                    constraint=models.UniqueConstraint(
                        fields=("party", "until_on"), name="party_former_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="partykey",
                    index=models.Index(fields=["kind", "value", "party"], name="party_by_key"),
                ),
                migrations.AddConstraint(
                    model_name="partykey",
                    constraint=models.UniqueConstraint(
                        fields=("party", "kind", "value"), name="party_key_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="partylook",
                    index=models.Index(fields=["party", "-at"], name="look_of_party"),
                ),
                migrations.AddIndex(
                    model_name="partylook",
                    index=models.Index(fields=["by", "-at"], name="look_by_person"),
                ),
                migrations.AddConstraint(
                    model_name="partymerge",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("party",),
                        name="party_merge_one_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partymerge",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_by", ""), ("undone_reason", "")),
                            models.Q(
                                ("undone_at__isnull", False),
                                models.Q(("undone_by", ""), _negated=True),
                                models.Q(("undone_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="party_merge_undone_with_reason",
                    ),
                ),
                migrations.AddIndex(
                    model_name="partyrecord",
                    index=models.Index(
                        fields=["party", "kind", "-from_on"], name="record_of_party"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partyrecord",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="party_record_days_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partyrecord",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_on", None)),
                            models.Q(
                                ("ended_on__isnull", False),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="party_record_ended_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="partyrecord",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("party", "kind", "number"),
                        name="party_record_number_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plannedcheck",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("agency", "year", "matter_code", "objects_said"),
                        name="planned_check_open_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plannedcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("first_month__gte", 1),
                            ("last_month__lte", 12),
                            ("first_month__lte", models.F("last_month")),
                        ),
                        name="planned_check_months_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plannedcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="planned_check_days_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="poweritem",
                    constraint=models.UniqueConstraint(
                        fields=("agency", "matter_code", "from_on"), name="power_item_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="poweritem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="power_item_days_in_order",
                    ),
                ),
            ]
        )
    ]
