import django.db.models.deletion
from django.db import migrations, models

import zhifa.kernel.ids
from zhifa.kernel.triggers import frozen, install

GUARDS = frozen("records_numberform")


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0007_client_registration_guards"),
        ("records", "0006_local_templates"),
    ]

    operations = [
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", True)),
                        fields=("kind", "begins_on"),
                        name="number_form_of_the_house_once_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", False)),
                        fields=("kind", "agency", "begins_on"),
                        name="number_form_of_a_body_once_a_day",
                    ),
                ],
            },
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
