"""What a review body or a court put in the place of a decision stands beside what was made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0009_destruction_guard")]
    operations = [
        migrations.AddField(
            model_name="decision",
            name="changed_on",
            field=models.DateField(null=True, verbose_name="变更生效日期"),
        ),
        migrations.AddField(
            model_name="decision",
            name="changed_to",
            field=models.JSONField(null=True, verbose_name="变更后的内容"),
        ),
    ]
