"""What a party was until a day is kept and never changes."""

import django.db.models.deletion
from django.db import migrations, models

import zhifa.kernel.fields
from zhifa.kernel.triggers import frozen, install


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0009_amendment_outcomes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartyFormer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                "constraints": [
                    models.UniqueConstraint(fields=("party", "until_on"), name="party_former_once")
                ],
            },
        ),
        migrations.RunPython(install(frozen("registry_partyformer")), migrations.RunPython.noop),
    ]
