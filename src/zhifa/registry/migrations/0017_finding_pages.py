"""Pages of findings are read by ranges: the open ones, those of a rule, those mended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0016_matter_shapes"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="finding",
            name="finding_newest",
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("mended_at", None)), fields=["id"], name="finding_open"
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("mended_at", None)),
                fields=["rule", "id"],
                name="finding_of_rule",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["mended_at", "id"], name="finding_mended"),
        ),
    ]
