"""Matters of every kind, and what is wrong in the libraries.

SQLite remakes the table for a new column and drops its guards with the old one; PostgreSQL keeps
them without the new columns. So they are taken away and installed anew.
"""

from importlib import import_module

from django.db import migrations

from zhifa.kernel.triggers import Install, frozen

BEFORE = import_module("zhifa.registry.migrations.0003_guards")
ADDED = [
    "kind",
    "supervision_code",
    "levels",
    "object_kinds",
    "basis_clauses",
    "party_limits",
    "minor_note",
    "first_breach_years",
    "inspection",
    "recording",
    "clocks",
    "particulars",
    "duties",
    "liability",
    "origin",
]
GUARDS = [
    *frozen("registry_matter", columns=[*BEFORE.SAID, *ADDED]),
    BEFORE.ended("registry_matter"),
    *frozen("registry_finding", columns=["id", "rule", "subject", "words", "raised_at"]),
]


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_guards")]
    operations = [
        Install(GUARDS),
    ]
