"""Numbers as they are written; a run grows only by taking the next number, and begins at none."""

from django.db import migrations

from zhifa.kernel.triggers import Install, refuse_change, refuse_unless

KEPT = ["id", "series_id", "value", "text", "about", "holder", "by", "at"]
GUARDS = [
    refuse_change("kernel_number", KEPT),
    refuse_unless("kernel_series", "insert", "NEW.last = 0", "kernel_series_begins"),
    refuse_unless(
        "kernel_number",
        "insert",
        "NEW.value = (SELECT s.last FROM kernel_series s WHERE s.key = NEW.series_id)",
        "kernel_number_next",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_append_only")]
    operations = [
        Install(GUARDS),
    ]
