"""Appraisal and destruction: papers may lose their words, and nothing else, once destroyed.

A dossier is destroyed only under an approved list, after its term, with two people watching.
"""

from django.db import migrations

from zhifa.kernel.triggers import (
    Guard,
    Install,
    frozen,
    refuse_change,
    refuse_delete,
    refuse_unless,
)

WORDS = ["content", "fields"]
KEPT = [  # of a paper, whatever happens
    "id",
    "dossier_id",
    "template",
    "title",
    "number",
    "volume",
    "outgoing",
    "made_for",
    "made_by",
    "made_at",
    "issued_on",
    "sha256",
    "signed_by",
    "replaces_id",
]
ERASED = (
    "NEW.content = '' AND NEW.fields = '' AND EXISTS"
    " (SELECT 1 FROM records_destruction x WHERE x.dossier_id = OLD.dossier_id)"
)
YEAR = "CAST(SUBSTR(CAST({} AS TEXT), 1, 4) AS INTEGER)"
ON_LIST = (
    "EXISTS (SELECT 1 FROM records_appraisalitem i JOIN records_appraisal a"
    " ON a.id = i.appraisal_id WHERE a.id = NEW.appraisal_id AND a.verdict = 'approved'"
    " AND i.dossier_id = NEW.dossier_id AND i.verdict = 'destroy')"
)
TERM_OVER = (
    "EXISTS (SELECT 1 FROM records_dossier d WHERE d.id = NEW.dossier_id"  # noqa: S608 - our own names
    " AND d.sealed_at IS NOT NULL AND CASE WHEN d.retention IN ('10年', '30年')"
    " AND d.archive_number <> '' THEN CAST(SUBSTR(d.archive_number, 1, 4) AS INTEGER)"
    " + CAST(SUBSTR(d.retention, 1, 2) AS INTEGER) ELSE 9999 END < "
    f"{YEAR.format('NEW.destroyed_on')})"
    f" AND {YEAR.format('NEW.destroyed_on')} <= {YEAR.format('CURRENT_TIMESTAMP')}"
)
KEPT_ON = (
    "EXISTS (SELECT 1 FROM records_appraisalitem i JOIN records_appraisal a"
    " ON a.id = i.appraisal_id WHERE a.verdict = 'approved' AND i.dossier_id = NEW.dossier_id"
    " AND i.verdict = 'keep' AND i.kept_until >= NEW.destroyed_on)"
)
HANDED_OVER = (
    "EXISTS (SELECT 1 FROM records_transferitem i"
    " LEFT JOIN records_transferreceipt r ON r.transfer_id = i.transfer_id"
    " WHERE i.dossier_id = NEW.dossier_id AND COALESCE(r.verdict, '') <> 'returned')"
)
TWO = (
    "(SELECT COUNT(*) FROM records_destructionwatch w"
    " WHERE w.appraisal_id = NEW.appraisal_id AND w.watched_by <> NEW.destroyed_by) >= 2"
)
OPEN_LIST = (
    "EXISTS (SELECT 1 FROM records_appraisal a WHERE a.id = NEW.appraisal_id AND a.verdict = '')"
)
APPROVED = (
    "EXISTS (SELECT 1 FROM records_appraisal a"
    " WHERE a.id = NEW.appraisal_id AND a.verdict = 'approved')"
)
DESTROYED = "EXISTS (SELECT 1 FROM records_destruction x WHERE x.dossier_id = NEW.dossier_id)"
GUARDS = [
    refuse_change("records_document", KEPT),
    Guard("records_document_words", "records_document", "update", f"NOT ({ERASED})", WORDS),
    refuse_change("records_appraisal", ["id", "agency_id", "number", "made_by", "made_at"]),
    refuse_delete("records_appraisal"),
    Guard("appraisal_judged_once", "records_appraisal", "update", "OLD.verdict <> ''"),
    Guard("appraisal_born_open", "records_appraisal", "insert", "NEW.verdict <> ''"),
    *frozen("records_appraisalitem"),
    refuse_unless("records_appraisalitem", "insert", OPEN_LIST, "appraised_before_approval"),
    *frozen("records_destructionwatch"),
    refuse_unless("records_destructionwatch", "insert", APPROVED, "watched_after_approval"),
    *frozen("records_destruction"),
    refuse_unless("records_destruction", "insert", ON_LIST, "destroyed_by_list"),
    refuse_unless("records_destruction", "insert", TERM_OVER, "destroyed_after_term"),
    refuse_unless("records_destruction", "insert", TWO, "destroyed_before_two"),
    Guard("destroyed_though_kept", "records_destruction", "insert", KEPT_ON),
    Guard("destroyed_though_away", "records_destruction", "insert", HANDED_OVER),
    Guard("destroyed_not_handed_over", "records_transferitem", "insert", DESTROYED),
]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0008_client_purpose"), ("records", "0012_sendings")]
    operations = [
        Install(GUARDS),
    ]
