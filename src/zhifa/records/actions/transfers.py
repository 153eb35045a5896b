"""Noting what was handed over to the archive office."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhifa.agencies.models import Agency
from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import refuse_if
from zhifa.records import events
from zhifa.records.models import Dossier, Transfer, TransferItem
from zhifa.records.reads.transfers import transfer_obstacles


@transaction.atomic
def note_transfer(
    *,
    agency: Agency,
    dossiers: Sequence[Dossier],
    receiver: str,
    sha256: str,
    by: Actor,
    at: datetime,
) -> Transfer:
    """Note a package of archived dossiers for the archive office (档案法 移交).

    Refused: `by` may not at the agency; nothing in it; not archived; of another agency; for nobody.
    """
    faults = transfer_obstacles(agency=agency, dossiers=dossiers, receiver=receiver, viewer=by)
    refuse_if(faults)
    row = Transfer(
        agency=agency,
        receiver=receiver.strip()[:100],
        count=len(dossiers),
        sha256=sha256,
        made_by=by.key,
        made_at=at,
    )
    row.save(force_insert=True)
    TransferItem.objects.bulk_create(TransferItem(transfer=row, dossier=d) for d in dossiers)
    event = events.DossiersTransferred(row.pk, agency.pk, row.count, sha256)
    journal.record(event, subject=f"transfers:{agency.pk}", by=by, at=at, rows=[row])
    return row
