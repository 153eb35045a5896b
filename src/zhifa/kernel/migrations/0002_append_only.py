"""The journal only grows, chains only lengthen, numbers stay taken."""

from django.db import migrations

from zhifa.kernel.triggers import (
    Guard,
    Install,
    frozen,
    refuse_change,
    refuse_delete,
    refuse_unless,
)

GUARDS = [
    *frozen("kernel_entry"),
    refuse_unless(
        "kernel_head",
        "update",
        "NEW.subject = OLD.subject AND NEW.seq = OLD.seq + 1",
        "kernel_head_grows",
    ),
    refuse_delete("kernel_head"),
    refuse_unless(
        "kernel_series",
        "update",
        "NEW.key = OLD.key AND NEW.last = OLD.last + 1",
        "kernel_series_grows",
    ),
    refuse_delete("kernel_series"),
    refuse_change("kernel_number", ["id", "series_id", "value", "holder", "by", "at"]),
    Guard("kernel_number_void_once", "kernel_number", "update", "OLD.void_reason <> ''"),
    refuse_delete("kernel_number"),
    refuse_change("kernel_delivery", ["id", "entry_id", "subject", "listener"]),
    Guard("kernel_delivery_once", "kernel_delivery", "update", "OLD.done_at IS NOT NULL"),
    Guard("kernel_delivery_kept", "kernel_delivery", "delete", "OLD.done_at IS NULL"),
]


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_tables")]
    operations = [
        Install(GUARDS),
    ]
