"""What proves a party's hand: a time-stamp over it, and the PDF with the hand in it."""

import django.db.models.deletion
from django.db import migrations, models

from zhifa.kernel.triggers import Guard, Install, frozen, lift, refuse_unless, stand

UNSIGNED = (
    "NEW.kind = 'party' AND NOT EXISTS (SELECT 1 FROM records_partysignature h"
    " WHERE h.document_id = NEW.document_id)"
)
DRAWN = (
    "EXISTS (SELECT 1 FROM records_signature s JOIN records_partysignature h"
    " ON h.document_id = s.document_id"
    " WHERE s.id = NEW.drawn_id AND h.id = NEW.signature_id AND s.kind = 'party')"
)
GUARDS = [
    *frozen("records_handproof"),
    refuse_unless("records_handproof", "insert", DRAWN, "hand_proof_of_its_paper"),
    Guard("signature_party_unsigned", "records_signature", "insert", UNSIGNED),
]
# hands that were kept before: each paper once
WAITING = """
INSERT INTO records_proofdue (document_id, kind)
SELECT DISTINCT h.document_id, 'hand' FROM records_partysignature h
JOIN records_document p ON p.id = h.document_id
LEFT JOIN records_destruction d ON d.dossier_id = p.dossier_id
WHERE d.dossier_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0014_party_signatures"),
    ]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.CreateModel(
            name="HandProof",
            fields=[
                (
                    "signature",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="proof",
                        serialize=False,
                        to="records.partysignature",
                        verbose_name="当事人签名",
                    ),
                ),
                ("stamped_at", models.DateTimeField(verbose_name="时间戳时间")),
                ("made_at", models.DateTimeField(verbose_name="办理时间")),
            ],
            options={
                "verbose_name": "签名时间戳",
                "verbose_name_plural": "签名时间戳",
            },
        ),
        migrations.RemoveConstraint(
            model_name="signature",
            name="signature_by_order",
        ),
        migrations.AlterField(
            model_name="proofdue",
            name="kind",
            field=models.CharField(
                choices=[
                    ("stamp", "待补时间戳"),
                    ("archive", "待补长期证明"),
                    ("hand", "待画入当事人签名"),
                ],
                max_length=8,
                verbose_name="种类",
            ),
        ),
        migrations.AlterField(
            model_name="signature",
            name="kind",
            field=models.CharField(
                choices=[
                    ("person", "负责人签名"),
                    ("seal", "机关印章"),
                    ("stamp", "时间戳"),
                    ("archive", "归档时间戳"),
                    ("party", "当事人签名"),
                ],
                max_length=8,
                verbose_name="种类",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("credential", None),
                        ("kind__in", ["stamp", "archive", "party"]),
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
        migrations.AddField(
            model_name="handproof",
            name="drawn",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hand",
                to="records.signature",
                verbose_name="签名后的版式文件",
            ),
        ),
        migrations.AddField(
            model_name="handproof",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.storedfile",
                verbose_name="时间戳",
            ),
        ),
        migrations.RunPython(stand, migrations.RunPython.noop),
        Install(GUARDS),
        migrations.RunSQL([WAITING], migrations.RunSQL.noop),
    ]
