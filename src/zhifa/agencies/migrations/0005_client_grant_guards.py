"""What a person let a client do never changes; it may be ended, once."""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install, frozen

SAID = ["id", "client_id", "person_id", "from_on", "until_on", "scope"]
GUARDS = [
    *frozen("agencies_clientgrant", columns=SAID),
    Guard(
        "client_grant_ended_once",
        "agencies_clientgrant",
        "update",
        "OLD.ended_on IS NOT NULL",
        ["ended_on"],
    ),
]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0003_history_guards")]
    operations = [
        Install(GUARDS),
    ]
