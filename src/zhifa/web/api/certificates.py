"""Enforcement certificates for machines, as of a day."""

from datetime import date

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router, Schema

from zhifa.agencies import reads as agencies
from zhifa.web.api.auth import Asked, demand
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.days import Day
from zhifa.web.api.laws import Key
from zhifa.web.api.schemas import Problem

router = Router(tags=["主体和人员"])


class CertificateOut(Schema):
    """An enforcement certificate; why: the reason it may not be used on the day, else empty."""

    number: str
    kind: str
    agency: str
    areas: list[str]
    valid_from: date
    valid_until: date
    cancelled_on: date | None
    may: bool
    why: str


@router.get(
    "/people/{person_id}/certificates",
    response={200: list[CertificateOut], **REFUSALS, 422: Problem},
    summary="某人的执法证件",
)
def certificates(request: Asked, person_id: Key, on: Day = None) -> list[CertificateOut]:
    """How each certificate of a person stands on a day (today), the newest first."""
    demand(request, "agency:read")
    person = agencies.person(pk=person_id, viewer=request.actor)
    if person is None:
        raise Http404
    found = agencies.cards(user=person, on=on or localdate(request.at), viewer=request.actor)
    return [
        CertificateOut(
            number=one.certificate.number,
            kind=one.certificate.kind,
            agency=one.certificate.agency.code,
            areas=list(one.certificate.areas),
            valid_from=one.certificate.valid_from,
            valid_until=one.certificate.valid_until,
            cancelled_on=one.certificate.cancelled_on,
            may=not one.reason,
            why=one.why,
        )
        for one in found
    ]
