"""No seal on a decision that the case did not make."""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install

DECISION = (
    "SELECT 1 FROM records_document p WHERE p.id = NEW.document_id "
    "AND p.template IN ('W44', 'W45', 'W46')"
)
MADE = "SELECT 1 FROM enforcement_decision d WHERE d.document_id = NEW.document_id"
GUARDS = [
    Guard(
        "signature_undecided",
        "records_signature",
        "insert",
        f"NEW.kind IN ('person', 'seal') AND EXISTS ({DECISION}) AND NOT EXISTS ({MADE})",
    )
]


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0003_ledger"), ("records", "0004_signature_guards")]
    operations = [
        Install(GUARDS),
    ]
