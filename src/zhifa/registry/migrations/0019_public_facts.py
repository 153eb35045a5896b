"""Channels of complaint and yearly plans: never removed, given their last day once."""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install, frozen

CHANNEL = ["id", "agency_id", "kind", "address", "handler", "hours", "from_on"]
PLAN = ["id", "agency_id", "year", "matter_code", "objects_said", "share", "times", "first_month",
        "last_month", "from_on"]  # fmt: skip
ONCE = "OLD.until_on IS NOT NULL"
GUARDS = [
    *frozen("registry_channel", columns=CHANNEL),
    Guard("registry_channel_ended", "registry_channel", "update", ONCE, ["until_on"]),
    *frozen("registry_plannedcheck", columns=PLAN),
    Guard("registry_plannedcheck_ended", "registry_plannedcheck", "update", ONCE, ["until_on"]),
]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0008_client_purpose"), ("registry", "0015_late_versions")]
    operations = [
        Install(GUARDS),
    ]
