"""What the database itself refuses, whoever asks (engine.md 1, third depth)."""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install, frozen

# a case may only stand at `decided` or later when its decision is stored
DECIDED = (
    "NEW.stage = 'decided' AND NOT EXISTS "
    "(SELECT 1 FROM enforcement_decision d WHERE d.case_id = NEW.id)"
)
# legal review: in scope, or a heavy kind or sum, or a hearing held, wants a clearance that still
# holds and that came after the hearing (行政处罚法 五十八)
CLEARED = (
    "EXISTS (SELECT 1 FROM enforcement_clearance c WHERE c.case_id = NEW.case_id "
    "AND c.kind = 'legal_review' AND c.revoked_seq IS NULL AND c.given_seq > NEW.hearing_seq)"
)
UNREVIEWED = (
    "NEW.summary IS NOT TRUE AND (NEW.review_required IS TRUE OR NEW.hearing_seq > 0 "
    "OR NEW.fine + NEW.confiscation >= 50000) AND NOT " + CLEARED
)
# a penalty wants a notice that was served (行政处罚法 四十四、六十二)
UNNOTICED = (
    "NEW.outcome = 'penalty' AND NEW.summary IS NOT TRUE AND NOT EXISTS "
    "(SELECT 1 FROM records_service s JOIN records_document p ON p.id = s.document_id "
    "JOIN enforcement_case k ON k.dossier_id = p.dossier_id "
    "WHERE p.id = NEW.notice_document_id AND k.id = NEW.case_id "
    "AND s.effective_on <= NEW.decided_on)"
)
# two officers run the case (行政处罚法 四十二)
ALONE = (
    "(SELECT COUNT(*) FROM enforcement_caseofficer o WHERE o.case_id = NEW.case_id "
    "AND o.until_on IS NULL) < 2"
)
# who decides does not run the case
OWN_CASE = (
    "EXISTS (SELECT 1 FROM enforcement_caseofficer o WHERE o.case_id = NEW.case_id "
    "AND o.until_on IS NULL AND NEW.decided_by = 'user:' || o.user_id) "
    "AND NEW.summary IS NOT TRUE"
)
# a clearance is given by an act of review that was taken, by somebody who does not run the case
UNGIVEN = (
    "EXISTS (SELECT 1 FROM enforcement_caseofficer o WHERE o.case_id = NEW.case_id "
    "AND o.until_on IS NULL AND NEW.given_by = 'user:' || o.user_id)"
)
LOCKED = [
    "case_id",
    "act_id",
    "document_id",
    "outcome",
    "ground",
    "kinds",
    "fine",
    "confiscation",
    "tier",
    "surcharge",
    "summary",
    "review_required",
    "review_rules",
    "hearing_seq",
    "notice_document_id",
    "number",
    "decided_on",
    "decided_by",
]

GUARDS = [
    *frozen("enforcement_act"),
    Guard("decision_unreviewed", "enforcement_decision", "insert", UNREVIEWED),
    Guard("decision_unnoticed", "enforcement_decision", "insert", UNNOTICED),
    Guard("decision_alone", "enforcement_decision", "insert", ALONE),
    Guard("decision_own_case", "enforcement_decision", "insert", OWN_CASE),
    *frozen("enforcement_decision", columns=LOCKED),
    Guard("case_undecided", "enforcement_case", "update", DECIDED, ["stage"]),
    Guard("case_kept", "enforcement_case", "delete"),
    Guard("clearance_own_case", "enforcement_clearance", "insert", UNGIVEN),
    Guard(
        "clearance_not_revived",
        "enforcement_clearance",
        "update",
        "OLD.revoked_seq IS NOT NULL OR NEW.given_seq <> OLD.given_seq OR NEW.case_id <> OLD.case_id",
    ),
    Guard("clearance_kept", "enforcement_clearance", "delete"),
    Guard("officer_kept", "enforcement_caseofficer", "delete"),
]


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0001_tables"), ("records", "0001_tables")]
    operations = [
        Install(GUARDS),
    ]
