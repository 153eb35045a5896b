"""The tables of this room as they stood when its first migrations became one (ADR 0028)."""

import django.db.models.deletion
from django.db import migrations, models

import zhifa.kernel.fields
import zhifa.kernel.ids
from zhifa.kernel.together import Together


class Migration(migrations.Migration):
    initial = True
    replaces = [("records", "0001_initial"), ("records", "0003_signatures")]

    dependencies = [
        ("agencies", "0001_tables"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Dossier",
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
                            "number",
                            models.CharField(
                                blank=True, db_index=True, max_length=60, verbose_name="案号"
                            ),
                        ),
                        ("title", models.CharField(max_length=300, verbose_name="案卷名称")),
                        ("opened_at", models.DateTimeField(verbose_name="立卷时间")),
                        (
                            "retention",
                            models.CharField(blank=True, max_length=20, verbose_name="保管期限"),
                        ),
                        (
                            "archive_number",
                            models.CharField(blank=True, max_length=20, verbose_name="档号"),
                        ),
                        ("sealed_at", models.DateTimeField(null=True, verbose_name="归档时间")),
                        (
                            "sealed_by",
                            models.CharField(blank=True, max_length=80, verbose_name="归档人"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.agency",
                                verbose_name="立卷机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "案卷",
                        "verbose_name_plural": "案卷",
                    },
                ),
                migrations.CreateModel(
                    name="Document",
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
                        ("template", models.CharField(max_length=10, verbose_name="文书种类")),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        (
                            "number",
                            models.CharField(blank=True, max_length=60, verbose_name="文号"),
                        ),
                        ("content", zhifa.kernel.fields.EncryptedJSONField(verbose_name="内容")),
                        (
                            "fields",
                            zhifa.kernel.fields.EncryptedJSONField(
                                default=dict, verbose_name="所用事实"
                            ),
                        ),
                        (
                            "volume",
                            models.CharField(
                                choices=[("main", "正卷"), ("side", "副卷")],
                                max_length=4,
                                verbose_name="卷别",
                            ),
                        ),
                        ("outgoing", models.BooleanField(verbose_name="对外文书")),
                        (
                            "made_for",
                            models.CharField(blank=True, max_length=60, verbose_name="对应步骤"),
                        ),
                        ("made_by", models.CharField(max_length=80, verbose_name="制作人")),
                        ("made_at", models.DateTimeField(verbose_name="制作时间")),
                        ("issued_on", models.DateField(verbose_name="文书日期")),
                        ("sha256", models.CharField(max_length=64, verbose_name="内容摘要")),
                        ("signed_by", models.JSONField(default=list, verbose_name="签名人")),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="records.dossier",
                                verbose_name="案卷",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="替代的文书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文书",
                        "verbose_name_plural": "文书",
                    },
                ),
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        (
                            "sha256",
                            models.CharField(
                                max_length=64,
                                primary_key=True,
                                serialize=False,
                                verbose_name="SHA-256",
                            ),
                        ),
                        ("size", models.PositiveBigIntegerField(verbose_name="字节数")),
                        ("media_type", models.CharField(max_length=80, verbose_name="类型")),
                        ("name", models.CharField(max_length=200, verbose_name="原文件名")),
                        ("stored_at", models.DateTimeField(verbose_name="存入时间")),
                    ],
                    options={
                        "verbose_name": "文件",
                        "verbose_name_plural": "文件",
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
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
                        ("receiver", models.CharField(max_length=100, verbose_name="接收单位")),
                        ("count", models.PositiveIntegerField(verbose_name="案卷数")),
                        ("sha256", models.CharField(max_length=64, verbose_name="清单摘要")),
                        ("made_by", models.CharField(max_length=80, verbose_name="移交人")),
                        ("made_at", models.DateTimeField(verbose_name="移交时间")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="agencies.agency",
                                verbose_name="移交机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "案卷移交",
                        "verbose_name_plural": "案卷移交",
                    },
                ),
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
                                choices=[
                                    ("", "待审批"),
                                    ("approved", "已批准"),
                                    ("returned", "已退回"),
                                ],
                                max_length=8,
                                verbose_name="审批结果",
                            ),
                        ),
                        (
                            "opinion",
                            models.CharField(blank=True, max_length=300, verbose_name="审批意见"),
                        ),
                        (
                            "judged_by",
                            models.CharField(blank=True, max_length=80, verbose_name="审批人"),
                        ),
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
                    name="BindingDue",
                    fields=[
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="binding_due",
                                serialize=False,
                                to="records.dossier",
                                verbose_name="案卷",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "待装订的案卷",
                        "verbose_name_plural": "待装订的案卷",
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
                    ],
                    options={
                        "verbose_name": "案卷销毁",
                        "verbose_name_plural": "案卷销毁",
                    },
                ),
                migrations.CreateModel(
                    name="AppraisalItem",
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
                            "verdict",
                            models.CharField(
                                choices=[("keep", "续存"), ("destroy", "销毁")],
                                max_length=8,
                                verbose_name="鉴定意见",
                            ),
                        ),
                        (
                            "term",
                            models.CharField(blank=True, max_length=10, verbose_name="续存期限"),
                        ),
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
                    name="Credential",
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
                                choices=[("seal", "机关电子印章"), ("person", "个人电子签名")],
                                max_length=8,
                                verbose_name="种类",
                            ),
                        ),
                        (
                            "holder",
                            models.CharField(blank=True, max_length=80, verbose_name="持有人"),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
                        ("provider", models.CharField(max_length=12, verbose_name="签名服务")),
                        ("ref", models.CharField(max_length=80, verbose_name="密钥名称")),
                        ("certificate", models.TextField(verbose_name="证书")),
                        ("serial", models.CharField(max_length=60, verbose_name="证书序列号")),
                        ("valid_from", models.DateTimeField(verbose_name="有效期起")),
                        ("valid_until", models.DateTimeField(verbose_name="有效期止")),
                        ("registered_by", models.CharField(max_length=80, verbose_name="登记人")),
                        ("registered_at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "revoked_by",
                            models.CharField(blank=True, max_length=80, verbose_name="吊销人"),
                        ),
                        (
                            "revoked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="吊销时间"),
                        ),
                        (
                            "revoke_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="吊销原因"),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="吊销已通知签名服务"
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
                    ],
                    options={
                        "verbose_name": "签章证书",
                        "verbose_name_plural": "签章证书",
                    },
                ),
                migrations.CreateModel(
                    name="DestructionWatch",
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
                migrations.CreateModel(
                    name="Rendition",
                    fields=[
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="rendition",
                                serialize=False,
                                to="records.document",
                                verbose_name="文书",
                            ),
                        ),
                        ("pages", models.PositiveSmallIntegerField(verbose_name="页数")),
                        ("made_at", models.DateTimeField(verbose_name="生成时间")),
                    ],
                    options={
                        "verbose_name": "版式文书",
                        "verbose_name_plural": "版式文书",
                    },
                ),
                migrations.CreateModel(
                    name="Withdrawal",
                    fields=[
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="withdrawal",
                                serialize=False,
                                to="records.document",
                                verbose_name="文书",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="失效日期")),
                        ("reason", models.CharField(max_length=200, verbose_name="原因")),
                        ("withdrawn_by", models.CharField(max_length=80, verbose_name="登记人")),
                        ("withdrawn_at", models.DateTimeField(verbose_name="登记时间")),
                    ],
                    options={
                        "verbose_name": "失效文书",
                        "verbose_name_plural": "失效文书",
                    },
                ),
                migrations.CreateModel(
                    name="DossierExport",
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
                        ("purpose", models.CharField(max_length=200, verbose_name="用途")),
                        ("exported_by", models.CharField(max_length=80, verbose_name="导出人")),
                        ("exported_at", models.DateTimeField(verbose_name="导出时间")),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exports",
                                to="records.dossier",
                                verbose_name="案卷",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "案卷导出",
                        "verbose_name_plural": "案卷导出",
                    },
                ),
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
                                choices=[
                                    ("", "待审"),
                                    ("accepted", "已备案"),
                                    ("returned", "已退回"),
                                ],
                                max_length=8,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="退回理由"),
                        ),
                        (
                            "judged_by",
                            models.CharField(blank=True, max_length=80, verbose_name="审阅人"),
                        ),
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
                    },
                ),
                migrations.CreateModel(
                    name="LocalTemplate",
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
                            "code",
                            models.CharField(db_index=True, max_length=10, verbose_name="文书种类"),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("province", "省级"),
                                    ("city", "市级"),
                                    ("district", "区县级"),
                                    ("body", "本机关"),
                                ],
                                max_length=8,
                                verbose_name="层级",
                            ),
                        ),
                        (
                            "area",
                            models.CharField(blank=True, max_length=12, verbose_name="行政区划"),
                        ),
                        ("parent", models.CharField(max_length=40, verbose_name="上级版本")),
                        ("form", models.JSONField(verbose_name="模板")),
                        ("begins_on", models.DateField(verbose_name="起用日期")),
                        ("reason", models.CharField(max_length=200, verbose_name="理由")),
                        ("made_by", models.CharField(max_length=80, verbose_name="制定人")),
                        ("made_at", models.DateTimeField(verbose_name="制定时间")),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.agency",
                                verbose_name="机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文书模板本地版本",
                        "verbose_name_plural": "文书模板本地版本",
                    },
                ),
                migrations.CreateModel(
                    name="NumberForm",
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
                                choices=[("case", "案件编号"), ("document", "文号")],
                                max_length=10,
                                verbose_name="种类",
                            ),
                        ),
                        ("pattern", models.CharField(max_length=100, verbose_name="规则")),
                        ("source", models.CharField(max_length=200, verbose_name="依据")),
                        ("begins_on", models.DateField(verbose_name="起用日期")),
                        ("made_by", models.CharField(max_length=80, verbose_name="制定人")),
                        ("made_at", models.DateTimeField(verbose_name="制定时间")),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="agencies.agency",
                                verbose_name="机关",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "编号规则",
                        "verbose_name_plural": "编号规则",
                    },
                ),
                migrations.CreateModel(
                    name="ProofDue",
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
                                choices=[("stamp", "待补时间戳"), ("archive", "待补长期证明")],
                                max_length=8,
                                verbose_name="种类",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="文书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "待补的证明",
                        "verbose_name_plural": "待补的证明",
                    },
                ),
                migrations.CreateModel(
                    name="Recording",
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
                                    ("photo", "照片"),
                                    ("video", "录像"),
                                    ("audio", "录音"),
                                    ("file", "电子文件"),
                                ],
                                max_length=8,
                                verbose_name="种类",
                            ),
                        ),
                        ("case_number", models.CharField(max_length=60, verbose_name="案件编号")),
                        ("taken_at", models.DateTimeField(verbose_name="采集时间")),
                        ("taken_place", models.CharField(max_length=200, verbose_name="采集地点")),
                        ("taken_by", models.CharField(max_length=60, verbose_name="采集人")),
                        ("proves", models.CharField(max_length=200, verbose_name="证明对象")),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("camera", "执法记录仪"),
                                    ("phone", "手机"),
                                    ("upload", "其他设备导入"),
                                ],
                                default="upload",
                                max_length=8,
                                verbose_name="来源设备类别",
                            ),
                        ),
                        (
                            "device",
                            models.CharField(blank=True, max_length=80, verbose_name="设备编号"),
                        ),
                        (
                            "step",
                            models.CharField(blank=True, max_length=60, verbose_name="对应步骤"),
                        ),
                        ("uploaded_by", models.CharField(max_length=80, verbose_name="上传人")),
                        ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recordings",
                                to="records.dossier",
                                verbose_name="案卷",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.storedfile",
                                verbose_name="文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "音像记录",
                        "verbose_name_plural": "音像记录",
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
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
                                    ("documentary", "书证"),
                                    ("physical", "物证"),
                                    ("audiovisual", "视听资料"),
                                    ("electronic", "电子数据"),
                                    ("witness", "证人证言"),
                                    ("party", "当事人的陈述"),
                                    ("expert", "鉴定意见"),
                                    ("scene", "勘验笔录、现场笔录"),
                                ],
                                max_length=12,
                                verbose_name="证据种类",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "need_code",
                            models.CharField(blank=True, max_length=40, verbose_name="对应要求"),
                        ),
                        ("taken_on", models.DateField(verbose_name="收集日期")),
                        ("taken_place", models.CharField(max_length=200, verbose_name="收集地点")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="来源"),
                        ),
                        (
                            "provider",
                            models.CharField(blank=True, max_length=60, verbose_name="提供人"),
                        ),
                        (
                            "copy_note",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="与原件核对情况"
                            ),
                        ),
                        ("proves", models.CharField(max_length=200, verbose_name="证明对象")),
                        ("collected_by", models.JSONField(default=list, verbose_name="收集人员")),
                        ("lawful", models.BooleanField(default=True, verbose_name="取得方式合法")),
                        ("listed_by", models.CharField(max_length=80, verbose_name="登记人")),
                        ("listed_at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "excluded_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="排除原因"),
                        ),
                        (
                            "excluded_by",
                            models.CharField(blank=True, max_length=80, verbose_name="排除人"),
                        ),
                        (
                            "excluded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="排除时间"),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.document",
                                verbose_name="对应文书",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="records.dossier",
                                verbose_name="案卷",
                            ),
                        ),
                        (
                            "recording",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.recording",
                                verbose_name="音像记录",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证据",
                        "verbose_name_plural": "证据",
                    },
                ),
                migrations.CreateModel(
                    name="SealOrder",
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
                            "ground",
                            models.CharField(
                                choices=[
                                    ("decision", "负责人作出决定，一并批准用印"),
                                    ("approval", "负责人单独批准用印"),
                                    ("again", "原证书失效，批准重新用印"),
                                ],
                                max_length=10,
                                verbose_name="批准方式",
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="用印事由")),
                        ("approved_by", models.CharField(max_length=80, verbose_name="批准人")),
                        ("approved_at", models.DateTimeField(verbose_name="批准时间")),
                        (
                            "tries",
                            models.PositiveSmallIntegerField(default=0, verbose_name="已试次数"),
                        ),
                        ("next_at", models.DateTimeField(verbose_name="下次办理时间")),
                        (
                            "error",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="未办成的原因"
                            ),
                        ),
                        (
                            "done_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="用印时间"),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="records.document",
                                verbose_name="文书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "用印审批",
                        "verbose_name_plural": "用印审批",
                    },
                ),
                migrations.CreateModel(
                    name="Sending",
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
                            "channel",
                            models.CharField(
                                choices=[("email", "电子邮件"), ("sms", "手机短信")],
                                max_length=5,
                                verbose_name="方式",
                            ),
                        ),
                        ("account", models.CharField(max_length=200, verbose_name="接收账号")),
                        ("sha256", models.CharField(max_length=64, verbose_name="文书文件摘要")),
                        ("ordered_by", models.CharField(max_length=80, verbose_name="发送人")),
                        ("ordered_at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "tries",
                            models.PositiveSmallIntegerField(default=0, verbose_name="已试次数"),
                        ),
                        ("next_at", models.DateTimeField(verbose_name="下次办理时间")),
                        (
                            "error",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="未办成的原因"
                            ),
                        ),
                        (
                            "done_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="办结时间"),
                        ),
                        (
                            "confirmation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.document",
                                verbose_name="送达地址确认书",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sendings",
                                to="records.document",
                                verbose_name="文书",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "电子送达发送",
                        "verbose_name_plural": "电子送达发送",
                    },
                ),
                migrations.CreateModel(
                    name="SendingNews",
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
                                    ("sent", "已发出"),
                                    ("delivered", "已到达"),
                                    ("opened", "已打开"),
                                    ("failed", "没有送到"),
                                ],
                                max_length=9,
                                verbose_name="情况",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="时间")),
                        (
                            "said",
                            models.CharField(blank=True, max_length=300, verbose_name="回执原文"),
                        ),
                        ("noted_by", models.CharField(max_length=80, verbose_name="登记人")),
                        ("noted_at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "sending",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="news",
                                to="records.sending",
                                verbose_name="发送",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "发送回执",
                        "verbose_name_plural": "发送回执",
                    },
                ),
                migrations.CreateModel(
                    name="Service",
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
                            "way",
                            models.CharField(
                                choices=[
                                    ("direct", "直接送达"),
                                    ("leave", "留置送达"),
                                    ("electronic", "电子送达"),
                                    ("mail", "邮寄送达"),
                                    ("entrust", "委托送达"),
                                    ("notice", "公告送达"),
                                ],
                                max_length=12,
                                verbose_name="送达方式",
                            ),
                        ),
                        (
                            "receiver",
                            models.CharField(blank=True, max_length=60, verbose_name="收件人"),
                        ),
                        (
                            "relation",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="与当事人关系"
                            ),
                        ),
                        ("served_on", models.DateField(verbose_name="送达日期")),
                        (
                            "served_time",
                            models.TimeField(blank=True, null=True, verbose_name="送达时间"),
                        ),
                        (
                            "notice_issued_on",
                            models.DateField(blank=True, null=True, verbose_name="公告发布日期"),
                        ),
                        ("effective_on", models.DateField(verbose_name="视为送达日期")),
                        ("place", models.CharField(max_length=200, verbose_name="地点")),
                        ("servers", models.JSONField(verbose_name="送达人")),
                        (
                            "witness",
                            models.CharField(blank=True, max_length=60, verbose_name="见证人"),
                        ),
                        (
                            "tracking",
                            models.CharField(blank=True, max_length=60, verbose_name="邮寄单号"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="采用该方式的原因"
                            ),
                        ),
                        ("noted_by", models.CharField(max_length=80, verbose_name="登记人")),
                        ("noted_at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "confirmation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.document",
                                verbose_name="送达地址确认书",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
                                to="records.document",
                                verbose_name="文书",
                            ),
                        ),
                        (
                            "film",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.recording",
                                verbose_name="送达影像",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "送达",
                        "verbose_name_plural": "送达",
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
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
                        ("revision", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("person", "负责人签名"),
                                    ("seal", "机关印章"),
                                    ("stamp", "时间戳"),
                                    ("archive", "归档时间戳"),
                                ],
                                max_length=8,
                                verbose_name="种类",
                            ),
                        ),
                        ("field", models.CharField(max_length=20, verbose_name="签章域")),
                        (
                            "stamped_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="时间戳时间"),
                        ),
                        ("made_by", models.CharField(max_length=80, verbose_name="办理人")),
                        ("made_at", models.DateTimeField(verbose_name="办理时间")),
                        (
                            "credential",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.credential",
                                verbose_name="证书",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="records.document",
                                verbose_name="文书",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.sealorder",
                                verbose_name="用印审批",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.storedfile",
                                verbose_name="签章后的文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "签章",
                        "verbose_name_plural": "签章",
                    },
                ),
                migrations.CreateModel(
                    name="BoundVolume",
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
                            "volume",
                            models.CharField(
                                choices=[("main", "正卷"), ("side", "副卷")],
                                max_length=4,
                                verbose_name="卷别",
                            ),
                        ),
                        ("contents", models.JSONField(verbose_name="卷内目录")),
                        ("end", models.JSONField(verbose_name="备考表")),
                        ("pages", models.PositiveIntegerField(verbose_name="页数")),
                        ("stamped_at", models.DateTimeField(null=True, verbose_name="时间戳")),
                        ("made_by", models.CharField(max_length=80, verbose_name="装订人")),
                        ("made_at", models.DateTimeField(verbose_name="装订时间")),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="volumes",
                                to="records.dossier",
                                verbose_name="案卷",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="records.storedfile",
                                verbose_name="文件",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "装订件",
                        "verbose_name_plural": "装订件",
                    },
                ),
                migrations.CreateModel(
                    name="TransferReceipt",
                    fields=[
                        (
                            "transfer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="receipt",
                                serialize=False,
                                to="records.transfer",
                                verbose_name="移交",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("accepted", "已接收"), ("returned", "已退回")],
                                max_length=8,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="退回理由"),
                        ),
                        (
                            "sha256",
                            models.CharField(max_length=64, verbose_name="回执所列清单摘要"),
                        ),
                        ("received_by", models.CharField(max_length=60, verbose_name="接收人")),
                        ("received_on", models.DateField(verbose_name="回执日期")),
                        ("noted_by", models.CharField(max_length=80, verbose_name="登记人")),
                        ("noted_at", models.DateTimeField(verbose_name="登记时间")),
                    ],
                    options={
                        "verbose_name": "移交回执",
                        "verbose_name_plural": "移交回执",
                    },
                ),
                migrations.CreateModel(
                    name="TransferItem",
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
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="records.dossier",
                                verbose_name="案卷",
                            ),
                        ),
                        (
                            "transfer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="records.transfer",
                                verbose_name="移交",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "移交案卷",
                        "verbose_name_plural": "移交案卷",
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
                migrations.AddField(
                    model_name="destruction",
                    name="appraisal",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destroyed",
                        to="records.appraisal",
                        verbose_name="鉴定清册",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dossier",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sealed_at__isnull", True), ("sealed_by", "")),
                            models.Q(
                                ("sealed_at__isnull", False),
                                models.Q(("sealed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dossier_sealed_by_someone",
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
                        condition=models.Q(("reason", ""), _negated=True),
                        name="appraised_for_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="appraisalitem",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kept_until__isnull", True), ("term", ""), ("verdict", "destroy")
                            ),
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
                    model_name="credential",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("revoke_reason", ""),
                                ("revoked_at__isnull", True),
                                ("revoked_by", ""),
                            ),
                            models.Q(
                                ("revoked_at__isnull", False),
                                models.Q(("revoked_by", ""), _negated=True),
                                models.Q(("revoke_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="credential_revoked_by_someone_for_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="credential",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("kind", "agency", "holder"),
                        name="credential_one_in_use",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="destructionwatch",
                    constraint=models.UniqueConstraint(
                        fields=("appraisal", "watched_by"), name="watched_once"
                    ),
                ),
                migrations.AddField(
                    model_name="rendition",
                    name="file",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.storedfile",
                        verbose_name="版式文件",
                    ),
                ),
                migrations.AddIndex(
                    model_name="document",
                    index=models.Index(fields=["dossier", "made_at"], name="document_in_order"),
                ),
                migrations.AddIndex(
                    model_name="draftingguide",
                    index=models.Index(fields=["agency", "verdict", "code"], name="guide_in_force"),
                ),
                migrations.AddConstraint(
                    model_name="draftingguide",
                    constraint=models.CheckConstraint(
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
                ),
                migrations.AddConstraint(
                    model_name="draftingguide",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("verdict", "returned"), models.Q(("reason", ""), _negated=True)
                            ),
                            models.Q(("verdict", "returned"), _negated=True),
                            _connector="OR",
                        ),
                        name="guide_returned_for_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="draftingguide",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("verdict", "")),
                        fields=("agency", "code"),
                        name="guide_waits_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localtemplate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency__isnull", False), ("area", ""), ("level", "body")),
                            models.Q(
                                models.Q(("level", "body"), _negated=True),
                                ("agency__isnull", True),
                                models.Q(("area", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="local_template_of_a_place_or_a_body",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localtemplate",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", True)),
                        fields=("code", "level", "area", "begins_on"),
                        name="local_template_of_a_place_once_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localtemplate",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False)),
                        fields=("code", "agency", "begins_on"),
                        name="local_template_of_a_body_once_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="numberform",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", True)),
                        fields=("kind", "begins_on"),
                        name="number_form_of_the_house_once_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="numberform",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False)),
                        fields=("kind", "agency", "begins_on"),
                        name="number_form_of_a_body_once_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="proofdue",
                    constraint=models.UniqueConstraint(
                        fields=("kind", "document"), name="proof_due_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("excluded_at__isnull", True),
                                ("excluded_by", ""),
                                ("excluded_reason", ""),
                            ),
                            models.Q(
                                ("excluded_at__isnull", False),
                                models.Q(("excluded_by", ""), _negated=True),
                                models.Q(("excluded_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_excluded_by_someone_for_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evidence",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("lawful", True), ("excluded_at__isnull", False), _connector="OR"
                        ),
                        name="evidence_unlawful_is_excluded",
                    ),
                ),
                migrations.AddIndex(
                    model_name="sealorder",
                    index=models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["next_at"],
                        name="seal_order_due",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sealorder",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=("document",),
                        name="seal_order_one_at_a_time",
                    ),
                ),
                migrations.AddIndex(
                    model_name="sending",
                    index=models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["next_at"],
                        name="sending_due",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sending",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=("document",),
                        name="sending_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sendingnews",
                    constraint=models.UniqueConstraint(
                        fields=("sending", "kind"), name="sending_told_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="service",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("effective_on__gte", models.F("served_on"))),
                        name="service_never_before_its_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="signature",
                    constraint=models.UniqueConstraint(
                        fields=("document", "revision"), name="signature_in_order"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="signature",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("credential", None),
                                ("kind__in", ["stamp", "archive"]),
                                ("order", None),
                            ),
                            models.Q(
                                ("credential__isnull", False),
                                ("kind__in", ["person", "seal"]),
                                ("order__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="signature_by_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="boundvolume",
                    constraint=models.UniqueConstraint(
                        fields=("dossier", "volume"), name="volume_bound_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="transferreceipt",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("verdict", "accepted")),
                            models.Q(
                                ("verdict", "returned"), models.Q(("reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="transfer_returned_for_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="transferreceipt",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_by", ""), _negated=True),
                            models.Q(("noted_by", ""), _negated=True),
                        ),
                        name="transfer_received_by_someone",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="transferitem",
                    constraint=models.UniqueConstraint(
                        fields=("transfer", "dossier"), name="transferred_once"
                    ),
                ),
            ]
        )
    ]
