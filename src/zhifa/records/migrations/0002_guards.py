"""Papers, files and recordings never change; a sealed dossier takes nothing more.

The PDF of a paper (rendition) may be kept after sealing: it adds no word to the dossier.
"""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install, frozen

SEALED = "EXISTS (SELECT 1 FROM records_dossier d WHERE d.id = {} AND d.sealed_at IS NOT NULL)"
OF_PAPER = "(SELECT p.dossier_id FROM records_document p WHERE p.id = NEW.document_id)"
LISTED = [  # an item of evidence keeps what was said of it; only its exclusion may be added
    "id",
    "dossier_id",
    "kind",
    "name",
    "need_code",
    "taken_on",
    "taken_place",
    "source",
    "provider",
    "copy_note",
    "proves",
    "collected_by",
    "recording_id",
    "document_id",
    "listed_by",
    "listed_at",
]


def closed(table: str, dossier: str = "NEW.dossier_id") -> Guard:
    """No row may be added to a sealed dossier."""
    return Guard(f"{table}_sealed", table, "insert", SEALED.format(dossier))


GUARDS = [
    *frozen("records_document"),
    *frozen("records_storedfile"),
    *frozen("records_rendition"),
    *frozen("records_recording"),
    *frozen("records_service"),
    *frozen("records_evidence", columns=LISTED),
    closed("records_document"),
    closed("records_recording"),
    closed("records_evidence"),
    closed("records_service", OF_PAPER),
    Guard("records_evidence_closed", "records_evidence", "update", SEALED.format("OLD.dossier_id")),
    Guard("dossier_unsealed", "records_dossier", "update", "OLD.sealed_at IS NOT NULL"),
    Guard("dossier_kept", "records_dossier", "delete"),
]


class Migration(migrations.Migration):
    dependencies = [("records", "0001_tables")]
    operations = [
        Install(GUARDS),
    ]
