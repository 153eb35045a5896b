"""Bodies and certificates for machines, as of a day."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router, Schema

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency, Delegation
from zhifa.web.api.auth import Asked, demand
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.days import Day
from zhifa.web.api.schemas import Problem, Word

router = Router(tags=["主体和人员"])
READS = ("registry:read", "agency:edit")


class BodyOut(Schema):
    """A body as it was on the day; both days count, abolished_on is its last."""

    code: str
    name: str
    short_name: str
    nature: str
    area_code: str
    credit_code: str
    legal_representative: str
    address: str
    phone: str
    basis: str
    reconsideration_body: str
    court: str
    established_on: date
    abolished_on: date | None


class StretchOut(Schema):
    """What a body was called from a day until a day, and the document that changed it."""

    from_on: date | None
    until_on: date | None
    name: str
    document: str


class MandateOut(Schema):
    """A letter of delegation 委托书; codes of bodies and matters. runs: on the day asked."""

    number: str
    principal: str
    delegate: str
    matters: list[str]
    powers: str
    from_on: date
    until_on: date
    ended_on: date | None
    published_on: date | None
    runs: bool


class BodyFileOut(BodyOut):
    """A body with its divisions, its past and its mandates; successor: who acts for it that day."""

    units: list[str]
    history: list[StretchOut]
    mandates: list[MandateOut]
    successor: str


def body_or_404(request: Asked, code: str, day: date) -> Agency:
    """The body of a code as it was on a day."""
    demand(request, *READS)
    now = agencies.agency(code=code, viewer=request.actor)
    found = now and agencies.agency_on(agency_id=now.pk, on=day, viewer=request.actor)
    if not found:
        raise Http404
    return found


def _told(found: Agency) -> dict[str, Any]:
    return {name: getattr(found, name) for name in BodyOut.model_fields}


def _mandate(row: Delegation, day: date) -> MandateOut:
    ended = row.ended_on is not None and row.ended_on < day
    return MandateOut(
        number=row.number,
        principal=row.principal.code,
        delegate=row.delegate.code,
        matters=list(row.matter_codes),
        powers=row.powers,
        from_on=row.from_on,
        until_on=row.until_on,
        ended_on=row.ended_on,
        published_on=row.published_on,
        runs=row.public_on(day) and row.from_on <= day <= row.until_on and not ended,
    )


@router.get("/agencies", response={200: list[BodyOut], **REFUSALS, 422: Problem}, summary="主体")
def bodies(request: Asked, on: Day = None) -> list[BodyOut]:
    """Every body of a day (today) as it was then, by code."""
    demand(request, *READS)
    day = on or localdate(request.at)
    found = agencies.agencies_on(on=day, viewer=request.actor)
    return [BodyOut(**_told(one)) for one in found]


@router.get(
    "/agencies/{code}", response={200: BodyFileOut, **REFUSALS, 422: Problem}, summary="一个主体"
)
def body(request: Asked, code: Word, on: Day = None) -> BodyFileOut:
    """A body as it was on a day (today), with its whole past."""
    day = on or localdate(request.at)
    found, viewer = body_or_404(request, code, day), request.actor
    heir = agencies.handler_on(agency_id=found.pk, on=day, viewer=viewer)
    now = agencies.own_agency(agency_id=found.pk, viewer=viewer)
    return BodyFileOut(
        **_told(found),
        units=[unit.name for unit in agencies.units(agency_id=found.pk, viewer=viewer)],
        history=[
            StretchOut(from_on=s.from_on, until_on=s.until_on, name=s.name, document=s.document)
            for s in agencies.stretches(agency=now, viewer=viewer)
        ],
        mandates=[
            _mandate(row, day) for row in agencies.delegations(agency_id=found.pk, viewer=viewer)
        ],
        successor=heir.successor.code if heir else "",
    )
