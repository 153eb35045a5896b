"""The party's hand on a paper: of the words as they stand, and never changed."""

import django.db.models.deletion
from django.db import migrations, models

import zhifa.kernel.ids
from zhifa.kernel.triggers import Guard, Install, frozen, refuse_unless

TABLE = "records_partysignature"
SAME_WORDS = (
    "EXISTS (SELECT 1 FROM records_document p"
    " WHERE p.id = NEW.document_id AND p.sha256 = NEW.words)"
)
ARCHIVED = (
    "EXISTS (SELECT 1 FROM records_document p JOIN records_dossier d ON d.id = p.dossier_id"
    " WHERE p.id = NEW.document_id AND d.sealed_at IS NOT NULL)"
)
GUARDS = [
    *frozen(TABLE),
    refuse_unless(TABLE, "insert", SAME_WORDS, "party_signature_same_words"),
    Guard("party_signature_archived", TABLE, "insert", ARCHIVED),
]


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0013_destruction"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartySignature",
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
                            ("glass", "现场手写签名"),
                            ("scan", "签名页扫描件"),
                            ("refused", "拒绝签名"),
                            ("absent", "不在场或者不能签名"),
                        ],
                        max_length=8,
                        verbose_name="方式",
                    ),
                ),
                ("signer", models.CharField(max_length=60, verbose_name="签名人")),
                ("words", models.CharField(max_length=64, verbose_name="所签文书的内容摘要")),
                ("ink", models.CharField(blank=True, max_length=64, verbose_name="笔迹摘要")),
                (
                    "reason",
                    models.CharField(blank=True, max_length=200, verbose_name="没有签名的原因"),
                ),
                ("witness", models.CharField(blank=True, max_length=60, verbose_name="见证人")),
                ("signed_at", models.DateTimeField(verbose_name="签名时间")),
                ("noted_by", models.CharField(max_length=80, verbose_name="登记人")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="party_signatures",
                        to="records.document",
                        verbose_name="文书",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.storedfile",
                        verbose_name="签名图像",
                    ),
                ),
                (
                    "film",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.recording",
                        verbose_name="录像",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.storedfile",
                        verbose_name="笔迹",
                    ),
                ),
            ],
            options={
                "verbose_name": "当事人签名",
                "verbose_name_plural": "当事人签名",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ink", ""), _negated=True),
                        fields=("ink",),
                        name="party_signature_ink_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("file__isnull", False), ("sheet__isnull", False), ("way", "glass")
                            ),
                            models.Q(
                                ("file__isnull", False), ("sheet__isnull", True), ("way", "scan")
                            ),
                            models.Q(
                                ("film__isnull", False),
                                ("way__in", ["refused", "absent"]),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                ("file__isnull", False),
                                ("way__in", ["refused", "absent"]),
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("witness", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="party_signature_has_its_hand",
                    ),
                ],
            },
        ),
        Install(GUARDS),
    ]
