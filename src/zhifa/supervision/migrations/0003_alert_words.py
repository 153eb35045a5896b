"""A warning says all it found, however much that is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0002_major_filing")]
    operations = [
        migrations.AlterField(
            model_name="alert",
            name="words",
            field=models.TextField(verbose_name="内容"),
        ),
    ]
