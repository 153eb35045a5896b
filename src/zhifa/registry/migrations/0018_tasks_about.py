"""Whether a law change still waits for a matter is asked on the matter's page."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("registry", "0017_finding_pages")]

    operations = [
        migrations.AddIndex(
            model_name="amendmenttask",
            index=models.Index(
                condition=Q(("done_at", None)), fields=["kind", "key"], name="amendment_task_about"
            ),
        ),
    ]
