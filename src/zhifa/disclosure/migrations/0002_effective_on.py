from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="publication",
            name="effective_on",
            field=models.DateField(null=True, verbose_name="决定送达生效日期"),
        ),
    ]
