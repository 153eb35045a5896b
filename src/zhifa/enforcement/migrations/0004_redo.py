"""A case may make anew the annulled decision of another, and then is always reviewed (L13)."""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install

REDONE = (
    "EXISTS (SELECT 1 FROM enforcement_case k WHERE k.id = NEW.case_id "
    "AND k.redo_of_id IS NOT NULL)"
)
CLEARED = (
    "EXISTS (SELECT 1 FROM enforcement_clearance c WHERE c.case_id = NEW.case_id "
    "AND c.kind = 'legal_review' AND c.revoked_seq IS NULL AND c.given_seq > NEW.hearing_seq)"
)
GUARDS = [
    Guard(
        "decision_redone_unreviewed",
        "enforcement_decision",
        "insert",
        f"{REDONE} AND NOT {CLEARED}",
    ),
    Guard(
        "case_redo_kept",
        "enforcement_case",
        "update",
        "OLD.redo_of_id IS NOT NULL AND (NEW.redo_of_id IS NULL OR NEW.redo_of_id <> OLD.redo_of_id)",
        ["redo_of_id"],
    ),
]


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0003_seal_gate")]
    operations = [
        Install(GUARDS),
    ]
