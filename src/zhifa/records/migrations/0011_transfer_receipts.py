import django.db.models.deletion
from django.db import migrations, models

from zhifa.kernel.triggers import Guard, frozen, install, refuse_unless

ITS_OWN = (
    "EXISTS (SELECT 1 FROM records_transfer t"
    " WHERE t.id = NEW.transfer_id AND t.sha256 = NEW.sha256)"
)
NOT_RETURNED = (
    "EXISTS (SELECT 1 FROM records_transferitem i"
    " LEFT JOIN records_transferreceipt r ON r.transfer_id = i.transfer_id"
    " WHERE i.dossier_id = NEW.dossier_id AND COALESCE(r.verdict, '') <> 'returned')"
)
GUARDS = [
    *frozen("records_transferreceipt"),
    refuse_unless("records_transferreceipt", "insert", ITS_OWN, "receipt_of_its_package"),
    Guard("transferred_again", "records_transferitem", "insert", NOT_RETURNED),
]


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0010_transfers"),
    ]

    operations = [
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
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="退回理由")),
                ("sha256", models.CharField(max_length=64, verbose_name="回执所列清单摘要")),
                ("received_by", models.CharField(max_length=60, verbose_name="接收人")),
                ("received_on", models.DateField(verbose_name="回执日期")),
                ("noted_by", models.CharField(max_length=80, verbose_name="登记人")),
                ("noted_at", models.DateTimeField(verbose_name="登记时间")),
            ],
            options={
                "verbose_name": "移交回执",
                "verbose_name_plural": "移交回执",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("verdict", "accepted")),
                            models.Q(
                                ("verdict", "returned"), models.Q(("reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="transfer_returned_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_by", ""), _negated=True),
                            models.Q(("noted_by", ""), _negated=True),
                        ),
                        name="transfer_received_by_someone",
                    ),
                ],
            },
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
