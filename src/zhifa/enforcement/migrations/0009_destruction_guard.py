"""No dossier of a case is destroyed while the case is open or its decision is disputed."""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install

OF_CASE = "SELECT c.id FROM enforcement_case c WHERE c.dossier_id = NEW.dossier_id"
OPEN = f"EXISTS ({OF_CASE} AND c.archived_on IS NULL)"
DISPUTED = (
    "(SELECT COALESCE(SUM(CASE a.move WHEN 'note_remedy' THEN 1 ELSE -1 END), 0)"  # noqa: S608 - our own names
    " FROM enforcement_act a WHERE a.move IN ('note_remedy', 'end_remedy')"
    f" AND a.case_id IN ({OF_CASE})) > 0"
)
TO_REDO = (
    "EXISTS (SELECT 1 FROM enforcement_decision d WHERE d.annulment = 'redo'"  # noqa: S608 - our own names
    f" AND d.case_id IN ({OF_CASE}) AND NOT EXISTS (SELECT 1 FROM enforcement_case r"
    " WHERE r.redo_of_id = d.case_id AND r.archived_on IS NOT NULL))"
)
GUARDS = [
    Guard("destroyed_while_open", "records_destruction", "insert", OPEN),
    Guard("destroyed_in_dispute", "records_destruction", "insert", f"{DISPUTED} OR {TO_REDO}"),
]


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0008_ground_guards"), ("records", "0013_destruction")]
    operations = [
        Install(GUARDS),
    ]
