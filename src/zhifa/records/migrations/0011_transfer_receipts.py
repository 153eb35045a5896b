from django.db import migrations

from zhifa.kernel.triggers import Guard, Install, frozen, refuse_unless

ITS_OWN = (
    "EXISTS (SELECT 1 FROM records_transfer t"
    " WHERE t.id = NEW.transfer_id AND t.sha256 = NEW.sha256)"
)
NOT_RETURNED = (
    "EXISTS (SELECT 1 FROM records_transferitem i"
    " LEFT JOIN records_transferreceipt r ON r.transfer_id = i.transfer_id"
    " WHERE i.dossier_id = NEW.dossier_id AND COALESCE(r.verdict, '') <> 'returned')"
)
GUARDS = [
    *frozen("records_transferreceipt"),
    refuse_unless("records_transferreceipt", "insert", ITS_OWN, "receipt_of_its_package"),
    Guard("transferred_again", "records_transferitem", "insert", NOT_RETURNED),
]


class Migration(migrations.Migration):
    dependencies = [("records", "0010_transfers")]
    operations = [
        Install(GUARDS),
    ]
