"""The words of articles are found by an index of our own, alike on both databases."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("zhifa.registry.migrations.0002_law_search")


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_law_changes")]
    operations = [migrations.RunPython(BEFORE.drop, BEFORE.make)]
