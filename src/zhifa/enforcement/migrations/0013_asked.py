"""What waits for a head's answer, found without looking through every act."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from zhifa.enforcement.rules.asking import ENDS

DONE = ("closed", "archived", "not_filed", "referred")


def remember(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Of the cases that are here already: what was asked and not answered since."""
    act, asked = (apps.get_model("enforcement", name) for name in ("Act", "Asked"))
    using = editor.connection.alias
    for ask, ends in ENDS.items():
        rows = act.objects.using(using).filter(move=ask).exclude(case__stage__in=DONE)
        later = act.objects.using(using).filter(
            case=models.OuterRef("case"), seq__gt=models.OuterRef("seq"), move__in=(ask, *ends)
        )
        told = rows.filter(~models.Exists(later)).values_list("case_id", "case__agency_id", "on")
        asked.objects.using(using).bulk_create(
            (
                asked(case_id=case, agency_id=agency, ask=ask, asked_on=on)
                for case, agency, on in told.iterator()
            ),
            batch_size=500,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_tables"),
        ("enforcement", "0012_goods_worth"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ask", models.CharField(max_length=40, verbose_name="报请")),
                ("asked_on", models.DateField(verbose_name="报请日期")),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="agencies.agency",
                        verbose_name="办案机关",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="enforcement.case",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={"verbose_name": "待答复的报请", "verbose_name_plural": "待答复的报请"},
        ),
        migrations.AddConstraint(
            model_name="asked",
            constraint=models.UniqueConstraint(fields=("case", "ask"), name="asked_once"),
        ),
        migrations.AddIndex(
            model_name="asked",
            index=models.Index(fields=["agency", "ask"], name="asked_of_agency"),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
