"""What a client is for, asked for with it and never changed."""

from django.db import migrations

from zhifa.kernel.triggers import Install, refuse_change

TABLE = "agencies_clientregistration"
ASKED = ["id", "client_id", "agency_id", "purpose", "asked_by", "asked_at"]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0007_client_registration_guards")]
    operations = [
        Install([refuse_change(TABLE, ASKED)]),
    ]
