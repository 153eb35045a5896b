"""Level and issuing body are those of a version: another version may be of another body.

Versions held already say what their law said. A level that is told is never taken back.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery

from zhifa.kernel.triggers import Guard, Install, lift, stand

GUARDS = [
    Guard(
        "law_level_stays",
        "registry_lawversion",
        "update",
        "OLD.level <> '' AND NEW.level = ''",
        ["level"],
    ),
    Guard(
        "law_body_stays",
        "registry_lawversion",
        "update",
        "OLD.issuing_body <> '' AND NEW.issuing_body = ''",
        ["issuing_body"],
    ),
]


def tell(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    laws = apps.get_model("registry", "Law").objects.filter(pk=OuterRef("law_id"))
    apps.get_model("registry", "LawVersion").objects.update(
        level=Subquery(laws.values("level")[:1]),
        issuing_body=Subquery(laws.values("issuing_body")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0020_late_laws")]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.AddField(
            model_name="lawversion",
            name="level",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="位阶"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="lawversion",
            name="issuing_body",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="制定机关"),
            preserve_default=False,
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
        migrations.RunPython(stand, migrations.RunPython.noop),
        Install(GUARDS),
    ]
