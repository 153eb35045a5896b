"""A clearance of legal review needs an opinion; an opinion given never changes."""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install

GUARDS = [
    Guard(
        "review_opinion_stands",
        "review_submission",
        "update",
        "OLD.kind <> '' OR NEW.case_id <> OLD.case_id OR NEW.round <> OLD.round",
    ),
    Guard("review_submission_kept", "review_submission", "delete"),
    Guard(
        "review_own_case",
        "review_submission",
        "update",
        "EXISTS (SELECT 1 FROM enforcement_caseofficer o WHERE o.case_id = NEW.case_id "
        "AND o.until_on IS NULL AND NEW.opined_by = 'user:' || o.user_id)",
    ),
    # a clearance is only given while a submission of the case waits for its opinion
    Guard(
        "clearance_unasked",
        "enforcement_clearance",
        "insert",
        "NEW.kind = 'legal_review' AND NOT EXISTS (SELECT 1 FROM review_submission s "
        "WHERE s.case_id = NEW.case_id AND s.kind = '')",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0002_guards"), ("review", "0001_tables")]
    operations = [
        Install(GUARDS),
    ]
