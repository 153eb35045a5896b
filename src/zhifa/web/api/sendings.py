"""Sending papers by wire by machine, and what became of them."""

from datetime import date, datetime

from ninja import Router, Schema

from zhifa.records import actions, postman, reads
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS, paper_or_404
from zhifa.web.api.schemas import Problem

router = Router(tags=["送达"])


class NewsOut(Schema):
    """What became of it. kind: sent, delivered, opened, failed. said: the machine's own words."""

    kind: str
    at: datetime
    said: str


class SendingOut(Schema):
    """state: waiting, or the kind of news that says most.

    arrived_on: the Beijing day on which it reached the system of the party, empty while nothing
    proves that. why: what keeps it from going out for now; tried again by itself.
    """

    id: str
    document: str
    channel: str
    account: str
    state: str
    arrived_on: date | None
    why: str
    news: list[NewsOut]


def _told(sent: reads.Sent) -> SendingOut:
    return SendingOut(
        id=sent.row.pk,
        document=sent.row.document_id,
        channel=sent.row.channel,
        account=sent.hidden,
        state=sent.state,
        arrived_on=sent.arrived_on,
        why=sent.row.error,
        news=[NewsOut(kind=one.kind, at=one.at, said=one.said) for one in sent.news],
    )


@router.get(
    "/documents/{document_id}/sendings",
    response={200: list[SendingOut], **REFUSALS},
    summary="文书的电子送达",
)
def sendings(request: Asked, document_id: str) -> list[SendingOut]:
    """Every sending of a paper, newest first; the account in part."""
    demand(request, "case:read")
    paper = paper_or_404(request, document_id)
    return [_told(one) for one in reads.sendings(document_id=paper.pk, viewer=request.actor)]


@writes(
    router,
    "/documents/{document_id}/send",
    response={200: SendingOut, **REFUSALS, frozenset({409, 422}): Problem},
    summary="电子送达",
)
def send(request: Asked, document_id: str) -> SendingOut:
    """Sent at once, or as soon as the mail server or gateway answers."""
    paper = paper_or_404(request, document_id)
    row = actions.order_sending(document_id=paper.pk, by=request.actor, at=request.at)
    postman.carry_out(sending_id=row.pk, by=request.actor, at=request.at)
    return _told(reads.sending(sending_id=row.pk, viewer=request.actor))
