"""What a client is for, asked for with it and never changed."""

from django.db import migrations, models

from zhifa.kernel.triggers import install, lift, refuse_change, stand

TABLE = "agencies_clientregistration"
ASKED = ["id", "client_id", "agency_id", "purpose", "asked_by", "asked_at"]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0007_client_registration_guards")]
    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.AddField(
            model_name="clientregistration",
            name="purpose",
            field=models.CharField(default="", max_length=200, verbose_name="用途"),
            preserve_default=False,
        ),
        migrations.RunPython(stand, migrations.RunPython.noop),
        migrations.RunPython(install([refuse_change(TABLE, ASKED)]), migrations.RunPython.noop),
    ]
