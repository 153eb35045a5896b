"""Serving papers that no step of a case serves, by machine, and how a paper was served."""

from datetime import date, time

from django.utils.timezone import localdate
from ninja import Router, Schema

from zhifa.agencies import reads as agencies
from zhifa.records import actions, reads
from zhifa.records.forms import ServiceForm
from zhifa.records.models import Service
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS, paper_or_404
from zhifa.web.api.schemas import Body, Problem
from zhifa.web.api.typed import typed

router = Router(tags=["送达"])


class ServiceIn(Body):
    """How a paper reached its addressee (行政处罚法 第六十一条).

    way: direct, leave, electronic, mail, entrust or notice. served_on: for a public notice the
    day it was issued. servers: numbers of people. relation: one of those who may receive it.
    film: the id of a recording of the case.
    """

    way: str
    served_on: date
    served_time: time | None = None
    place: str
    servers: list[int]
    receiver: str = ""
    relation: str = ""
    witness: str = ""
    film: str = ""
    tracking: str = ""
    reason: str = ""


class ServiceOut(Schema):
    """A service. effective_on: the day from which the paper counts as served."""

    id: str
    document: str
    way: str
    way_name: str
    served_on: date
    served_time: time | None
    effective_on: date
    place: str
    servers: list[int]
    receiver: str
    relation: str
    witness: str
    film: str
    tracking: str
    reason: str


def _told(row: Service) -> ServiceOut:
    own = {"id", "document", "way_name", "film"}
    same = {name: getattr(row, name) for name in ServiceOut.model_fields if name not in own}
    return ServiceOut(
        **same,
        id=str(row.pk),
        document=row.document_id,
        way_name=row.get_way_display(),
        film=row.film_id or "",
    )


@router.get(
    "/documents/{document_id}/services",
    response={200: list[ServiceOut], **REFUSALS},
    summary="文书的送达",
)
def services(request: Asked, document_id: str) -> list[ServiceOut]:
    """Every service of a paper, whether a step made it or not."""
    demand(request, "case:read")
    paper = paper_or_404(request, document_id)
    return [_told(row) for row in reads.services_of(document_id=paper.pk, viewer=request.actor)]


@writes(
    router,
    "/documents/{document_id}/serve",
    response={200: ServiceOut, **REFUSALS, frozenset({409, 422}): Problem},
    summary="登记送达",
)
def serve(request: Asked, document_id: str, body: ServiceIn) -> ServiceOut:
    """With its receipt 送达回证; 409 for papers whose service is a step of the case."""
    demand(request, "record:serve")
    paper = paper_or_404(request, document_id)
    today, home = localdate(request.at), paper.dossier
    crew = agencies.officers_on(agency_id=home.agency_id, on=today, area="", viewer=request.actor)
    films = list(reads.recordings(dossier_id=home.pk, viewer=request.actor))
    how = actions.Delivery(**typed(ServiceForm(body.dict(), crew=crew, films=films)))
    done = actions.serve_document(document_id=paper.pk, how=how, by=request.actor, at=request.at)
    return _told(done)
