"""Files on their way in, and the SM3 of originals."""

import django.db.models.deletion
from django.db import migrations, models

import zhifa.kernel.ids
from zhifa.kernel.triggers import Install, frozen

BEGUN = ["id", "dossier_id", "name", "length", "sha256_told", "begun_by", "begun_at", "expires_at"]
GUARDS = [
    *frozen("records_upload", columns=BEGUN),
    *frozen("records_seconddigest"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0017_proofs_of_hands"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondDigest",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="second_digest",
                        serialize=False,
                        to="records.storedfile",
                        verbose_name="文件",
                    ),
                ),
                ("sm3", models.CharField(max_length=64, verbose_name="SM3 摘要")),
                ("made_at", models.DateTimeField(verbose_name="计算时间")),
            ],
            options={
                "verbose_name": "原件 SM3 摘要",
                "verbose_name_plural": "原件 SM3 摘要",
            },
        ),
        migrations.CreateModel(
            name="Upload",
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
                ("name", models.CharField(max_length=200, verbose_name="原文件名")),
                ("length", models.PositiveBigIntegerField(verbose_name="字节数")),
                (
                    "sha256_told",
                    models.CharField(blank=True, max_length=64, verbose_name="上传方所报 SHA-256"),
                ),
                ("begun_by", models.CharField(max_length=80, verbose_name="上传人")),
                ("begun_at", models.DateTimeField(verbose_name="开始时间")),
                ("expires_at", models.DateTimeField(verbose_name="保留至")),
                (
                    "sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="SHA-256 摘要"),
                ),
                ("sm3", models.CharField(blank=True, max_length=64, verbose_name="SM3 摘要")),
                ("whole_at", models.DateTimeField(null=True, verbose_name="传完时间")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="了结时间")),
                ("ended_by", models.CharField(blank=True, max_length=80, verbose_name="了结人")),
                (
                    "ended_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("filed", "已入库"),
                            ("stopped", "已放弃"),
                            ("expired", "逾期清除"),
                        ],
                        max_length=8,
                        verbose_name="了结情况",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="records.dossier",
                        verbose_name="案卷",
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.recording",
                        verbose_name="音像记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "上传",
                "verbose_name_plural": "上传",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["dossier", "begun_by"],
                        name="upload_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sha256", ""), ("sm3", ""), ("whole_at__isnull", True)),
                            models.Q(
                                ("whole_at__isnull", False),
                                models.Q(("sha256", ""), _negated=True),
                                models.Q(("sm3", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="upload_whole_with_digests",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True), ("ended_by", ""), ("ended_why", "")
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                models.Q(("ended_by", ""), _negated=True),
                                models.Q(("ended_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="upload_ended_by_someone_somehow",
                    ),
                ],
            },
        ),
        Install(GUARDS),
    ]
