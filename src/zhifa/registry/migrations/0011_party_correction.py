"""What was written wrongly of a party and put right is kept, and never changes."""

import django.db.models.deletion
from django.db import migrations, models

import zhifa.kernel.fields
from zhifa.kernel.triggers import frozen, install


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0010_party_former"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartyCorrection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="party_correction_with_reason",
                    )
                ],
            },
        ),
        migrations.RunPython(
            install(frozen("registry_partycorrection")), migrations.RunPython.noop
        ),
    ]
