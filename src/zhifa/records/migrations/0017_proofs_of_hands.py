"""Papers that only a party signed want their proofs for the long term, too, once archived."""

from django.db import migrations

WAITING = """
INSERT INTO records_proofdue (document_id, kind)
SELECT DISTINCT s.document_id, 'archive' FROM records_signature s
JOIN records_document p ON p.id = s.document_id
JOIN records_dossier d ON d.id = p.dossier_id
LEFT JOIN records_destruction x ON x.dossier_id = d.id
WHERE s.kind = 'party' AND d.sealed_at IS NOT NULL AND x.dossier_id IS NULL
AND NOT EXISTS (SELECT 1 FROM records_signature l
 WHERE l.document_id = s.document_id AND l.kind = 'archive' AND l.revision > s.revision)
AND NOT EXISTS (SELECT 1 FROM records_proofdue o
 WHERE o.document_id = s.document_id AND o.kind = 'archive')
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0016_package_orders")]
    operations = [
        migrations.RunSQL(WAITING, migrations.RunSQL.noop),
    ]
