"""Packages for the archive office by machine: what was handed over, and noting the answer."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import Http404
from ninja import Router, Schema
from pydantic import Field

from zhifa.kernel.ids import LENGTH
from zhifa.records import actions, reads
from zhifa.records.models import Transfer
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.schemas import Body, Problem, Word

router = Router(tags=["移交"])
SHOWN = 200


class ReceiptOut(Schema):
    """The archive office's answer. reason: why it was returned."""

    verdict: str
    reason: str
    sha256: str
    received_by: str
    received_on: date
    noted_at: datetime


class TransferOut(Schema):
    """A package. sha256: of its list. receipt: empty while there is no answer."""

    id: str
    agency: str
    receiver: str
    count: int
    sha256: str
    made_at: datetime
    receipt: ReceiptOut | None


class ReceiptIn(Body):
    """What the archive office wrote back; reason when it was returned."""

    verdict: Literal["accepted", "returned"]
    received_by: Word
    received_on: date
    sha256: Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")]
    reason: Annotated[str, Field(max_length=300)] = ""


def _told(row: Transfer) -> TransferOut:
    receipt = getattr(row, "receipt", None)
    return TransferOut(
        id=row.pk,
        agency=row.agency.code,
        receiver=row.receiver,
        count=row.count,
        sha256=row.sha256,
        made_at=row.made_at,
        receipt=receipt and ReceiptOut.from_orm(receipt),
    )


@router.get("/transfers", response={200: list[TransferOut], **REFUSALS}, summary="案卷移交登记")
def transfers(request: Asked) -> list[TransferOut]:
    """The newest two hundred."""
    demand(request, "dossier:export")
    return [_told(row) for row in reads.transfers(viewer=request.actor)[:SHOWN]]


@writes(
    router,
    "/transfers/{transfer_id}/receipt",
    response={200: TransferOut, **REFUSALS, frozenset({409, 422}): Problem},
    summary="登记移交回执",
)
def receipt(request: Asked, transfer_id: str, body: ReceiptIn) -> TransferOut:
    """Once; what was returned may be handed over anew."""
    known = transfer_id if len(transfer_id) == LENGTH else ""
    row = reads.transfer_of(transfer_id=known, viewer=request.actor)
    if row is None:
        raise Http404
    answer = reads.Answer(**body.dict())
    actions.note_receipt(transfer_id=row.pk, answer=answer, by=request.actor, at=request.at)
    done = reads.transfer_of(transfer_id=row.pk, viewer=request.actor)
    return _told(done or row)
