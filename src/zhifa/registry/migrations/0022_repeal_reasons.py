"""A repeal keeps by which decision: it was asked for, and thrown away."""

from django.db import migrations, models

from zhifa.kernel.triggers import lift, stand


class Migration(migrations.Migration):
    dependencies = [("registry", "0021_levels_of_versions")]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.AddField(
            model_name="amendment",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="废止依据"),
            preserve_default=False,
        ),
        migrations.RunPython(stand, migrations.RunPython.noop),
    ]
