"""A change of party or matter sends a case back: notices and reviews before it count no more."""

from dataclasses import replace
from importlib import import_module

from django.db import migrations

from zhifa.kernel.triggers import Install

before = import_module("zhifa.enforcement.migrations.0005_decision_guards")
WIDER = f"{before.BACK}, 'approve_change'"
GUARDS = [
    replace(guard, condition=guard.condition.replace(before.BACK, WIDER))
    for guard in before.GUARDS
    if before.BACK in guard.condition
]


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0006_turned")]
    operations = [
        Install(GUARDS),
    ]
