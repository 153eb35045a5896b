"""The watch of the base finds laws with two texts for one day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0022_repeal_reasons"),
    ]

    operations = [
        migrations.AlterField(
            model_name="finding",
            name="rule",
            field=models.CharField(
                choices=[
                    ("dangling", "引用的条款不存在"),
                    ("expired", "依据已经失效"),
                    ("tier_gap", "裁量档次有空档"),
                    ("tier_overlap", "裁量档次有重叠"),
                    ("no_evidence", "没有证据清单"),
                    ("unknown_power", "清单上的事项不在施行"),
                    ("two_cards", "一人两证同时有效"),
                    ("two_texts", "一部法同一天有两篇正文"),
                ],
                max_length=20,
                verbose_name="规则",
            ),
        ),
    ]
