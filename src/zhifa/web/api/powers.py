"""Power lists for machines, as of a day, and what differs between two."""

from datetime import date

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router, Schema

from zhifa.agencies import reads as agencies
from zhifa.registry import reads
from zhifa.web.api.auth import Asked, demand
from zhifa.web.api.bodies import body_or_404
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.registry import shown
from zhifa.web.api.schemas import MatterOut, Problem, Word

router = Router(tags=["清单"])
READ = "registry:read"
PAGE = 50
MOST = 500  # differences told in one answer


class ColumnOut(Schema):
    """One column that two versions write differently."""

    column: str
    old: str
    new: str


class DifferenceOut(Schema):
    """A matter in which two lists differ. how: added, removed, changed, recoded.

    old_code, pair: its code in the old list and how it was found, where the codes differ.
    """

    code: str
    name: str
    how: str
    old_code: str
    pair: str
    changes: list[ColumnOut]


class DifferencesOut(Schema):
    """The first 500 differences of two lists, and how many there are."""

    total: int
    differences: list[DifferenceOut]


@router.get(
    "/agencies/{code}/powers",
    response={200: list[MatterOut], **REFUSALS, 422: Problem},
    summary="一个机关的权责清单",
)
def powers(request: Asked, code: Word, after: Word = "", on: date | None = None) -> list[MatterOut]:
    """What a body may enforce on a day (today), by code, 50 a page; after: the last code seen."""
    day = on or localdate(request.at)
    body = body_or_404(request, code, day)
    found = reads.matters(viewer=request.actor, on=day, after=after, agency_id=body.pk)
    return [shown(matter) for matter in found[:PAGE]]


@router.get(
    "/powers/differences",
    response={200: DifferencesOut, **REFUSALS, 422: Problem},
    summary="两张清单对照",
)
def differences(
    request: Asked,
    old: Word = "",
    new: Word = "",
    old_on: date | None = None,
    new_on: date | None = None,
) -> DifferencesOut:
    """Of two bodies, or of one on two days. old, new: codes of bodies; empty: the whole library."""
    demand(request, READ)
    today = localdate(request.at)
    sides = [
        reads.list_rows(agency_id=_key(request, code), on=day or today, viewer=request.actor)
        for code, day in ((old, old_on), (new, new_on))
    ]
    found = reads.list_differences(old=sides[0], new=sides[1], viewer=request.actor)
    return DifferencesOut(
        total=len(found),
        differences=[
            DifferenceOut(
                code=one.code,
                name=one.name,
                how=one.how,
                old_code=one.old_code,
                pair=one.pair,
                changes=[ColumnOut(column=c.heading, old=c.old, new=c.new) for c in one.changes],
            )
            for one in found[:MOST]
        ],
    )


def _key(request: Asked, code: str) -> int | None:
    """The key of a body; None for the whole library."""
    if not code:
        return None
    body = agencies.agency(code=code, viewer=request.actor)
    if body is None:
        raise Http404
    return body.pk
