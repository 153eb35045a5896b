"""What bodies publish before they act, for machines, as of a day."""

from typing import Any

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router, Schema

from zhifa.enforcement import reads
from zhifa.registry.reads import Listing
from zhifa.web.api.auth import Asked
from zhifa.web.api.bodies import body_or_404
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.days import Day
from zhifa.web.api.schemas import Problem, Word

router = Router(tags=["清单"])


class PublicListOut(Schema):
    """A list that a body publishes before it acts; missing: what it lacks, in words."""

    code: str
    title: str
    columns: list[str]
    total: int
    missing: list[str]


class PublicPageOut(PublicListOut):
    """The same with a page of its rows; after: where the next page begins, empty at the end."""

    rows: list[list[str]]
    after: str


def _told(one: Listing) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "columns": list(one.columns),
        "total": one.total,
        "missing": list(one.missing),
    }


@router.get(
    "/agencies/{code}/public-lists",
    response={200: list[PublicListOut], **REFUSALS, 422: Problem},
    summary="事前公示清单",
)
def public_lists(request: Asked, code: Word, on: Day = None) -> list[PublicListOut]:
    """What a body must publish before it acts, as of a day (today), and what each list lacks."""
    day = on or localdate(request.at)
    body = body_or_404(request, code, day)
    found = reads.before_the_fact(agency=body, on=day, viewer=request.actor)
    return [PublicListOut(**_told(one)) for one in found.lists]


@router.get(
    "/agencies/{code}/public-lists/{name}",
    response={200: PublicPageOut, **REFUSALS, 422: Problem},
    summary="一张事前公示清单",
)
def public_list(
    request: Asked, code: Word, name: Word, after: Word = "", on: Day = None
) -> PublicPageOut:
    """A page of one list as of a day (today); after: as the page before gave it."""
    day = on or localdate(request.at)
    body = body_or_404(request, code, day)
    one = reads.before_the_fact_list(
        agency=body, code=name, on=day, viewer=request.actor, after=after
    )
    if one is None:
        raise Http404
    rows = [list(row) for row in one.rows]
    return PublicPageOut(**_told(one), rows=rows, after=one.after)
