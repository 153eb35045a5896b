"""The tables of this room as they stood when its first migrations became one (ADR 0028)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zhifa.kernel.fields
from zhifa.kernel.together import Together


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("agencies", "0001_initial"),
        ("agencies", "0002_history"),
        ("agencies", "0004_client_grant"),
        ("agencies", "0006_client_registration"),
    ]

    dependencies = []

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="User",
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
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "username",
                            models.CharField(max_length=60, unique=True, verbose_name="账号"),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        (
                            "phone",
                            zhifa.kernel.fields.EncryptedTextField(blank=True, verbose_name="手机"),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="可登录")),
                        (
                            "is_client",
                            models.BooleanField(default=False, verbose_name="接口客户端"),
                        ),
                        (
                            "legally_qualified_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="取得法律职业资格日期"
                            ),
                        ),
                        (
                            "reviewer_since",
                            models.DateField(
                                blank=True, null=True, verbose_name="初次从事法制审核日期"
                            ),
                        ),
                        (
                            "must_change_password",
                            models.BooleanField(default=False, verbose_name="须修改初始密码"),
                        ),
                        (
                            "totp_secret",
                            zhifa.kernel.fields.EncryptedTextField(
                                blank=True, verbose_name="动态口令密钥"
                            ),
                        ),
                        (
                            "totp_confirmed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="动态口令启用时间"
                            ),
                        ),
                        (
                            "totp_last_step",
                            models.BigIntegerField(default=0, verbose_name="已用动态口令序号"),
                        ),
                    ],
                    options={
                        "verbose_name": "人员",
                        "verbose_name_plural": "人员",
                    },
                ),
                migrations.CreateModel(
                    name="Agency",
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
                            "code",
                            models.CharField(max_length=20, unique=True, verbose_name="主体代码"),
                        ),
                        (
                            "name",
                            models.CharField(max_length=100, unique=True, verbose_name="名称"),
                        ),
                        ("short_name", models.CharField(max_length=20, verbose_name="文号简称")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("organ", "行政机关"),
                                    ("authorised", "法律法规授权的组织"),
                                    ("delegated", "受委托组织"),
                                    ("town", "乡镇人民政府、街道办事处"),
                                    ("office", "不执法的机关"),
                                ],
                                max_length=12,
                                verbose_name="性质",
                            ),
                        ),
                        (
                            "credit_code",
                            models.CharField(
                                max_length=18, unique=True, verbose_name="统一社会信用代码"
                            ),
                        ),
                        ("area_code", models.CharField(max_length=12, verbose_name="行政区划代码")),
                        (
                            "legal_representative",
                            models.CharField(blank=True, max_length=40, verbose_name="法定代表人"),
                        ),
                        (
                            "address",
                            models.CharField(blank=True, max_length=200, verbose_name="地址"),
                        ),
                        (
                            "phone",
                            models.CharField(blank=True, max_length=40, verbose_name="公开电话"),
                        ),
                        (
                            "basis",
                            models.CharField(blank=True, max_length=200, verbose_name="职权依据"),
                        ),
                        (
                            "reconsideration_body",
                            models.CharField(max_length=100, verbose_name="行政复议机关"),
                        ),
                        ("court", models.CharField(max_length=100, verbose_name="管辖法院")),
                        (
                            "bank",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="罚款代收机构"
                            ),
                        ),
                        ("established_on", models.DateField(verbose_name="设立日期")),
                        (
                            "abolished_on",
                            models.DateField(blank=True, null=True, verbose_name="撤销日期"),
                        ),
                        (
                            "superior",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.agency",
                                verbose_name="委托机关或上级",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "执法主体",
                        "verbose_name_plural": "执法主体",
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
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
                            models.CharField(max_length=30, unique=True, verbose_name="证号"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("enforcement", "行政执法证"),
                                    ("delegated", "委托执法证"),
                                    ("supervision", "行政执法监督检查证"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        ("areas", models.JSONField(verbose_name="执法区域代码")),
                        ("valid_from", models.DateField(verbose_name="有效期起")),
                        ("valid_until", models.DateField(verbose_name="有效期止")),
                        (
                            "cancelled_on",
                            models.DateField(blank=True, null=True, verbose_name="注销日期"),
                        ),
                        (
                            "cancel_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="注销原因"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.agency",
                                verbose_name="所在单位",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="持证人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "执法证件",
                        "verbose_name_plural": "执法证件",
                    },
                ),
                migrations.CreateModel(
                    name="CertificateSuspension",
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
                        ("from_on", models.DateField(verbose_name="暂扣起")),
                        (
                            "until_on",
                            models.DateField(blank=True, null=True, verbose_name="暂扣止"),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="原因")),
                        (
                            "certificate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="suspensions",
                                to="agencies.certificate",
                                verbose_name="证件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证件暂扣",
                        "verbose_name_plural": "证件暂扣",
                    },
                ),
                migrations.CreateModel(
                    name="ClientGrant",
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
                        ("from_on", models.DateField(verbose_name="授权起")),
                        ("until_on", models.DateField(verbose_name="授权止")),
                        (
                            "scope",
                            models.JSONField(blank=True, default=list, verbose_name="授权事项"),
                        ),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="提前结束日期"),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants_held",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="接口客户端",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants_given",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="授权人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "接口授权",
                        "verbose_name_plural": "接口授权",
                    },
                ),
                migrations.CreateModel(
                    name="ClientRegistration",
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
                        ("purpose", models.CharField(max_length=200, verbose_name="用途")),
                        ("asked_by", models.CharField(max_length=80, verbose_name="登记人")),
                        ("asked_at", models.DateTimeField(verbose_name="登记时间")),
                        ("agreed", models.BooleanField(blank=True, null=True, verbose_name="确认")),
                        (
                            "decided_by",
                            models.CharField(blank=True, max_length=80, verbose_name="确认人"),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="不予确认的理由"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.agency",
                                verbose_name="机关",
                            ),
                        ),
                        (
                            "client",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="registration",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="接口客户端",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "接口登记",
                        "verbose_name_plural": "接口登记",
                    },
                ),
                migrations.CreateModel(
                    name="Delegation",
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
                            models.CharField(max_length=60, unique=True, verbose_name="委托书文号"),
                        ),
                        ("matter_codes", models.JSONField(verbose_name="委托事项代码")),
                        (
                            "powers",
                            models.CharField(blank=True, max_length=200, verbose_name="委托权限"),
                        ),
                        ("from_on", models.DateField(verbose_name="委托起")),
                        ("until_on", models.DateField(verbose_name="委托止")),
                        (
                            "published_on",
                            models.DateField(blank=True, null=True, verbose_name="公布日期"),
                        ),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="提前终止日期"),
                        ),
                        (
                            "delegate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations_held",
                                to="agencies.agency",
                                verbose_name="受委托组织",
                            ),
                        ),
                        (
                            "principal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations_given",
                                to="agencies.agency",
                                verbose_name="委托机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "委托执法",
                        "verbose_name_plural": "委托执法",
                    },
                ),
                migrations.CreateModel(
                    name="FormerFacts",
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
                        ("facts", models.JSONField(verbose_name="原登记内容")),
                        (
                            "document",
                            models.CharField(blank=True, max_length=120, verbose_name="变更依据"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="former",
                                to="agencies.agency",
                                verbose_name="机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "主体沿革",
                        "verbose_name_plural": "主体沿革",
                    },
                ),
                migrations.CreateModel(
                    name="FormerName",
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
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("until_on", models.DateField(verbose_name="沿用至")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="former_names",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "曾用名",
                        "verbose_name_plural": "曾用名",
                    },
                ),
                migrations.CreateModel(
                    name="MandateLetter",
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
                        ("name", models.CharField(max_length=120, verbose_name="文件名")),
                        ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                        ("size", models.PositiveIntegerField(verbose_name="字节数")),
                        ("content", models.BinaryField(verbose_name="内容")),
                        (
                            "delegation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letter",
                                to="agencies.delegation",
                                verbose_name="委托执法",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "委托书",
                        "verbose_name_plural": "委托书",
                    },
                ),
                migrations.CreateModel(
                    name="Portrait",
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
                        ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                        ("content", models.BinaryField(verbose_name="内容")),
                        ("taken_at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="portraits",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证件照",
                        "verbose_name_plural": "证件照",
                    },
                ),
                migrations.CreateModel(
                    name="RecoveryCode",
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
                            "code_hash",
                            models.CharField(max_length=64, unique=True, verbose_name="恢复码摘要"),
                        ),
                        (
                            "void_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="失效时间"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recovery_codes",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "恢复码",
                        "verbose_name_plural": "恢复码",
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
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
                                choices=[("merger", "整体并入"), ("transfer", "划转部分事项")],
                                max_length=10,
                                verbose_name="方式",
                            ),
                        ),
                        (
                            "matter_codes",
                            models.JSONField(default=list, verbose_name="划转事项代码"),
                        ),
                        ("from_on", models.DateField(verbose_name="承接起")),
                        ("document", models.CharField(max_length=120, verbose_name="依据文号")),
                        (
                            "casework",
                            models.CharField(
                                choices=[
                                    ("successor", "在办案件由承接机关继续办理"),
                                    ("predecessor", "在办案件由原机关办结"),
                                ],
                                max_length=12,
                                verbose_name="在办案件",
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handed",
                                to="agencies.agency",
                                verbose_name="原机关",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taken",
                                to="agencies.agency",
                                verbose_name="承接机关",
                            ),
                        ),
                        (
                            "via",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agencies.agency",
                                verbose_name="经由",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "职能承接",
                        "verbose_name_plural": "职能承接",
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
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
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("case", "承办机构"),
                                    ("review", "法制审核机构"),
                                    ("other", "其他机构"),
                                ],
                                max_length=10,
                                verbose_name="职能",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="agencies.agency",
                                verbose_name="机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "内设机构",
                        "verbose_name_plural": "内设机构",
                    },
                ),
                migrations.CreateModel(
                    name="Post",
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
                        ("role", models.CharField(max_length=20, verbose_name="角色")),
                        ("from_on", models.DateField(verbose_name="任职起")),
                        (
                            "until_on",
                            models.DateField(blank=True, null=True, verbose_name="任职止"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="agencies.agency",
                                verbose_name="机关",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.unit",
                                verbose_name="内设机构",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "岗位",
                        "verbose_name_plural": "岗位",
                    },
                ),
                migrations.CreateModel(
                    name="UserSession",
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
                            "key_hash",
                            models.CharField(max_length=64, unique=True, verbose_name="会话摘要"),
                        ),
                        (
                            "ip",
                            models.GenericIPAddressField(
                                blank=True, null=True, verbose_name="地址"
                            ),
                        ),
                        (
                            "agent",
                            models.CharField(blank=True, max_length=200, verbose_name="浏览器"),
                        ),
                        ("begun_at", models.DateTimeField(verbose_name="登录时间")),
                        ("seen_at", models.DateTimeField(verbose_name="最近使用")),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="结束时间"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "登录会话",
                        "verbose_name_plural": "登录会话",
                    },
                ),
                migrations.AddConstraint(
                    model_name="agency",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("abolished_on", None),
                            ("abolished_on__gte", models.F("established_on")),
                            _connector="OR",
                        ),
                        name="agency_abolished_after_established",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                        name="certificate_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancel_reason", ""), ("cancelled_on", None)),
                            models.Q(
                                ("cancelled_on__isnull", False),
                                models.Q(("cancel_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_cancelled_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificatesuspension",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("certificate",),
                        name="suspension_one_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificatesuspension",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="suspension_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="clientgrant",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="grant_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="clientregistration",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed__isnull", True),
                                ("decided_at__isnull", True),
                                ("decided_by", ""),
                                ("reason", ""),
                            ),
                            models.Q(
                                ("agreed__isnull", False),
                                ("decided_at__isnull", False),
                                models.Q(("decided_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="client_decided_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="clientregistration",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("asked_by")), _negated=True),
                        name="client_decided_by_another",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="clientregistration",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("agreed__isnull", True),
                            models.Q(("agreed", True), ("reason", "")),
                            models.Q(("agreed", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="client_refused_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="delegation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="delegation_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="delegation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("principal", models.F("delegate")), _negated=True),
                        name="delegation_to_another",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formerfacts",
                    constraint=models.UniqueConstraint(
                        fields=("agency", "until_on"), name="former_facts_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="formername",
                    constraint=models.UniqueConstraint(
                        fields=("user", "until_on"), name="former_name_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="portrait",
                    index=models.Index(fields=["user", "-taken_at"], name="portrait_of_user"),
                ),
                migrations.AddConstraint(
                    model_name="succession",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("kind", "merger")),
                        fields=("predecessor", "successor"),
                        name="succession_merger_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="succession",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="succession_to_another",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unit",
                    constraint=models.UniqueConstraint(fields=("agency", "name"), name="unit_once"),
                ),
                migrations.AddConstraint(
                    model_name="post",
                    constraint=models.UniqueConstraint(
                        fields=("user", "agency", "role", "from_on"), name="post_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="post",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="post_ends_after_it_begins",
                    ),
                ),
                migrations.AddIndex(
                    model_name="usersession",
                    index=models.Index(fields=["user", "-begun_at"], name="session_of_user"),
                ),
            ]
        )
    ]
