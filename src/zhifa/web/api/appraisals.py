"""Dossiers whose term has ended by machine: what is due, the lists, and making one.

Approving a list, watching and destroying take people in person: there is no address for them.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router, Schema
from pydantic import Field

from zhifa.agencies import reads as agencies
from zhifa.kernel.ids import LENGTH
from zhifa.records import actions, reads
from zhifa.records.models import Appraisal, AppraisalItem
from zhifa.records.rules.destruction import MOST
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.schemas import Body, Problem, Word

router = Router(tags=["期满鉴定"])
SHOWN = 200


class DueOut(Schema):
    """An archived dossier whose term has ended."""

    id: str
    agency: str
    archive_number: str
    title: str
    retention: str


class JudgementIn(Body):
    """What is said of a dossier. term: 10年, 30年 or 永久 when it is kept on."""

    dossier: Word
    verdict: Literal["keep", "destroy"]
    reason: Annotated[str, Field(max_length=300)]
    term: Word = ""


class AppraisalIn(Body):
    """A list of one body."""

    agency: Word
    items: Annotated[list[JudgementIn], Field(max_length=MOST)]


class JudgementOut(Schema):
    """What a list says of a dossier. destroyed_on: empty while its contents are there."""

    dossier: str
    archive_number: str
    verdict: str
    term: str
    kept_until: date | None
    reason: str
    destroyed_on: date | None


class AppraisalOut(Schema):
    """A list. verdict: empty while it waits for the second person."""

    id: str
    agency: str
    number: int
    verdict: str
    opinion: str
    made_at: datetime
    items: list[JudgementOut]


def _item(item: AppraisalItem) -> JudgementOut:
    gone = getattr(item.dossier, "destruction", None)
    return JudgementOut(
        dossier=item.dossier_id,
        archive_number=item.dossier.archive_number,
        verdict=item.verdict,
        term=item.term,
        kept_until=item.kept_until,
        reason=item.reason,
        destroyed_on=gone and gone.destroyed_on,
    )


def _told(request: Asked, row: Appraisal) -> AppraisalOut:
    items = reads.appraised(appraisal_id=row.pk, viewer=request.actor)
    return AppraisalOut(
        id=row.pk,
        agency=row.agency.code,
        number=row.number,
        verdict=row.verdict,
        opinion=row.opinion,
        made_at=row.made_at,
        items=[_item(item) for item in items],
    )


@router.get("/appraisals/due", response={200: list[DueOut], **REFUSALS}, summary="期满待鉴定")
def due(request: Asked) -> list[DueOut]:
    """The two hundred that have been due longest, body by body."""
    demand(request, "case:archive")
    today = localdate(request.at)
    found = reads.due_for_appraisal(viewer=request.actor, today=today, limit=SHOWN)
    return [
        DueOut(
            id=d.pk,
            agency=d.agency.code,
            archive_number=d.archive_number,
            title=d.title,
            retention=d.retention,
        )
        for d in found
    ]


@router.get(
    "/appraisals/{appraisal_id}", response={200: AppraisalOut, **REFUSALS}, summary="鉴定清册"
)
def one(request: Asked, appraisal_id: str) -> AppraisalOut:
    """A list with what it says of each dossier."""
    known = appraisal_id if len(appraisal_id) == LENGTH else ""
    row = reads.appraisal(appraisal_id=known, viewer=request.actor)
    if row is None:
        raise Http404
    return _told(request, row)


@writes(
    router,
    "/appraisals",
    response={200: AppraisalOut, **REFUSALS, frozenset({409, 422}): Problem},
    summary="做鉴定清册",
)
def make(request: Asked, body: AppraisalIn) -> AppraisalOut:
    """It waits for another person, who approves or returns it on the page."""
    home = agencies.agency(code=body.agency, viewer=request.actor)
    if home is None:
        raise Http404
    said = [
        actions.Judgement(one.dossier, one.verdict == "destroy", one.reason, one.term)
        for one in body.items
    ]
    row = actions.appraise(agency=home, said=said, by=request.actor, at=request.at)
    return one(request, row.pk)
