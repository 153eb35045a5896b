"""Noting what was handed over to the archive office."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency
from zhifa.kernel import ids, journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import refuse_if
from zhifa.records import events
from zhifa.records.models import Dossier, Transfer, TransferItem, TransferReceipt
from zhifa.records.reads.transfers import Answer, receipt_obstacles, transfer_obstacles


@transaction.atomic
def note_transfer(
    *,
    agency: Agency,
    dossiers: Sequence[Dossier],
    receiver: str,
    sha256: str,
    pk: str = "",
    by: Actor,
    at: datetime,
) -> Transfer:
    """Note a package of archived dossiers for the archive office (档案法 移交).

    pk: the order by which the machine made it, if one did.

    Refused: `by` may not at the agency; nothing in it; not archived; of another agency; for nobody;
    handed over before and not returned.
    """
    held = Dossier.objects.select_for_update().filter(pk__in=[d.pk for d in dossiers])
    list(held.order_by("pk").values_list("pk"))  # two packages at once wait for each other
    faults = transfer_obstacles(agency=agency, dossiers=dossiers, receiver=receiver, viewer=by)
    refuse_if(faults)
    row = Transfer(
        id=pk or ids.new(),
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


@transaction.atomic
def note_package_taken(*, transfer_id: str, by: Actor, at: datetime) -> None:
    """Note that the files of a package are taken out. Refused: `by` may not at the agency."""
    row = Transfer.objects.get(pk=transfer_id)
    refuse_if(unless(by, "dossier:export", row.agency_id))
    event = events.PackageTaken(row.pk, row.agency_id, row.sha256)
    journal.record(event, subject=f"transfers:{row.agency_id}", by=by, at=at)


@transaction.atomic
def note_receipt(*, transfer_id: str, answer: Answer, by: Actor, at: datetime) -> TransferReceipt:
    """Note the archive office's answer to a package; one returned may be made anew.

    Refused: `by` may not at the agency; answered already; of another package; a day before the
    package or ahead; nobody received it; returned without a reason. Source: 档案法 第十五条.
    """
    told = answer.tidy
    transfer = Transfer.objects.select_for_update().get(pk=transfer_id)
    faults = receipt_obstacles(transfer=transfer, answer=told, today=localdate(at), viewer=by)
    refuse_if(faults)
    row = TransferReceipt(
        transfer=transfer,
        verdict=told.verdict,
        reason=told.reason[:300],
        sha256=told.sha256,
        received_by=told.received_by[:60],
        received_on=told.received_on,
        noted_by=by.key,
        noted_at=at,
    )
    row.save(force_insert=True)
    event = events.TransferAnswered(transfer.pk, transfer.agency_id, row.verdict, row.sha256)
    journal.record(event, subject=f"transfers:{transfer.agency_id}", by=by, at=at, rows=[row])
    return row
