from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0002_effective_on")]
    operations = [
        migrations.AddField(
            model_name="publication",
            name="changed_on",
            field=models.DateField(null=True, verbose_name="变更生效日期"),
        ),
    ]
