"""What was signed stays as it was; nothing is sealed without leave, or with a revoked certificate."""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install, frozen

OUTGOING = "SELECT 1 FROM records_document p WHERE p.id = NEW.document_id AND p.outgoing"
ARCHIVED = (
    "EXISTS (SELECT 1 FROM records_document p JOIN records_dossier d ON d.id = p.dossier_id "
    "WHERE p.id = NEW.document_id AND d.sealed_at IS NOT NULL)"
)
ORDERED = (
    "SELECT 1 FROM records_sealorder o WHERE o.id = NEW.order_id "
    "AND o.document_id = NEW.document_id AND o.done_at IS NULL"
)
REVOKED = (
    "EXISTS (SELECT 1 FROM records_credential c WHERE c.id = NEW.credential_id "
    "AND c.revoked_at IS NOT NULL)"
)
BY_HAND = "NEW.kind IN ('person', 'seal')"
REGISTERED = [  # a certificate keeps what was said of it; only its revocation may be added
    "id",
    "kind",
    "agency_id",
    "holder",
    "name",
    "provider",
    "ref",
    "certificate",
    "serial",
    "valid_from",
    "valid_until",
    "registered_by",
    "registered_at",
]
ORDER = ["id", "document_id", "ground", "reason", "approved_by", "approved_at"]

GUARDS = [
    *frozen("records_credential", columns=REGISTERED),
    *frozen("records_sealorder", columns=ORDER),
    *frozen("records_signature"),
    *frozen("records_withdrawal"),
    *frozen("records_dossierexport"),
    Guard(
        "credential_stays_revoked",
        "records_credential",
        "update",
        "OLD.revoked_at IS NOT NULL",
        ["revoked_by", "revoked_at", "revoke_reason"],
    ),
    Guard("seal_order_closed", "records_sealorder", "update", "OLD.done_at IS NOT NULL"),
    Guard("seal_order_archived", "records_sealorder", "insert", ARCHIVED),
    Guard("seal_order_internal", "records_sealorder", "insert", f"NOT EXISTS ({OUTGOING})"),
    Guard(
        "signature_unordered",
        "records_signature",
        "insert",
        f"{BY_HAND} AND NOT EXISTS ({ORDERED})",
    ),
    Guard("signature_revoked", "records_signature", "insert", f"{BY_HAND} AND {REVOKED}"),
]


class Migration(migrations.Migration):
    dependencies = [("records", "0002_guards")]
    operations = [
        Install(GUARDS),
    ]
