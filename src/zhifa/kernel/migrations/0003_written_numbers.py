"""Numbers as they are written; a run grows only by taking the next number, and begins at none."""

from django.db import migrations, models

from zhifa.kernel.triggers import install, lift, refuse_change, refuse_unless, stand

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
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.AddField(
            "number",
            "text",
            models.CharField(blank=True, default="", max_length=80, verbose_name="编号全文"),
            preserve_default=False,
        ),
        migrations.AddField(
            "number",
            "about",
            models.CharField(blank=True, default="", max_length=200, verbose_name="取号用途"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "number",
            models.UniqueConstraint(
                condition=~models.Q(text=""), fields=["text"], name="number_written_once"
            ),
        ),
        migrations.AddIndex(
            "number",
            models.Index(
                condition=~models.Q(void_reason=""), fields=["series", "-value"], name="number_void"
            ),
        ),
        migrations.RunPython(stand, migrations.RunPython.noop),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop),
    ]
