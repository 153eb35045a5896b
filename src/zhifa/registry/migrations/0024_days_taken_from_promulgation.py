"""A version says whether its first day is only that of its promulgation; of old ones it is unknown.

The next load of the index or of a pack tells it of them.
"""

from django.db import migrations, models

from zhifa.kernel.triggers import lift, stand


class Migration(migrations.Migration):
    dependencies = [("registry", "0023_two_texts_of_a_day")]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.AddField(
            model_name="lawversion",
            name="day_taken",
            field=models.BooleanField(null=True, verbose_name="施行日期取自公布日期"),
        ),
        migrations.RunPython(stand, migrations.RunPython.noop),
    ]
