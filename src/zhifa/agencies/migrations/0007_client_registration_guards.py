"""A registration waits when it is made, never changes, and is decided once."""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install, frozen, refuse_unless

TABLE = "agencies_clientregistration"
ASKED = ["id", "client_id", "agency_id", "asked_by", "asked_at"]
GUARDS = [
    *frozen(TABLE, columns=ASKED),
    refuse_unless(TABLE, "insert", "NEW.agreed IS NULL", "client_registration_waits"),
    Guard("client_decided_once", TABLE, "update", "OLD.agreed IS NOT NULL"),
]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0005_client_grant_guards")]
    operations = [
        Install(GUARDS),
    ]
