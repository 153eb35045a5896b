"""A text imported wrongly is kept beside the right one, with why it was put right."""

from django.db import migrations, models

from zhifa.kernel.triggers import lift, stand


class Migration(migrations.Migration):
    dependencies = [("registry", "0013_matter_kinds_apart")]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.AddField(
            model_name="lawversion",
            name="corrected",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="更正原因"),
            preserve_default=False,
        ),
        migrations.RunPython(stand, migrations.RunPython.noop),
    ]
