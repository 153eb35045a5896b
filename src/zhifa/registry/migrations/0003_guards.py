"""Matters, power lists and parties are never removed; what a matter says never changes.

A version of a matter and an entry of a power list may only be given their last day, once.
"""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install, frozen, refuse_delete

SAID = [
    "id",
    "code",
    "name",
    "field",
    "breach",
    "breach_clauses",
    "penalty_clauses",
    "kinds",
    "fine_min",
    "fine_max",
    "multiple_min",
    "multiple_max",
    "multiple_base",
    "multiple_from",
    "base_floor",
    "fine_note",
    "tiers",
    "elements",
    "hearing_natural",
    "hearing_organisation",
    "hearing_taken_natural",
    "hearing_taken_organisation",
    "hearing_kinds",
    "hearing_source",
    "settled",
    "major_natural",
    "major_organisation",
    "business_counts",
    "limitation_years",
    "public_interest",
    "correction",
    "summary_allowed",
    "waivers",
    "waiver_note",
    "crime",
    "grade",
    "published",
    "from_on",
]


def ended(table: str) -> Guard:
    """The last day, once set, stays."""
    return Guard(f"{table}_ended", table, "update", "OLD.until_on IS NOT NULL", ["until_on"])


GUARDS = [
    *frozen("registry_matter", columns=SAID),
    ended("registry_matter"),
    *frozen(
        "registry_poweritem",
        columns=["id", "agency_id", "matter_code", "from_on", "published_on"],
    ),
    ended("registry_poweritem"),
    refuse_delete("registry_party"),
    Guard("party_merged_once", "registry_party", "update", "OLD.merged_into_id IS NOT NULL"),
]


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_tables")]
    operations = [
        Install(GUARDS),
    ]
