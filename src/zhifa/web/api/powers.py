"""Power lists for machines, as of a day, and what differs between two."""

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router, Schema

from zhifa.agencies import reads as agencies
from zhifa.registry import reads
from zhifa.web.api.auth import Asked, demand
from zhifa.web.api.bodies import body_or_404
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.days import Day
from zhifa.web.api.registry import shown
from zhifa.web.api.schemas import MatterOut, Problem, Word

router = Router(tags=["清单"])
READ = "registry:read"
PAGE = 50
MOST = 200  # differences told in one answer


class ColumnOut(Schema):
    """One column that two versions write differently."""

    column: str
    old: str
    new: str


class DifferenceOut(Schema):
    """A matter in which two lists differ. how: added, removed, changed, recoded.

    old_code, pair: of a recoded one, its code in the old list and how it was found; changes tells
    what else it says otherwise.
    """

    code: str
    name: str
    how: str
    old_code: str
    pair: str
    changes: list[ColumnOut]


class CountsOut(Schema):
    """How many differences there are of each kind."""

    added: int
    removed: int
    changed: int
    recoded: int


class DifferencesOut(Schema):
    """A page of the differences of two lists by code, and how many there are.

    after: where the next page begins, empty at the end.
    """

    total: int
    counts: CountsOut
    differences: list[DifferenceOut]
    after: str


@router.get(
    "/agencies/{code}/powers",
    response={200: list[MatterOut], **REFUSALS, 422: Problem},
    summary="一个机关的权责清单",
)
def powers(request: Asked, code: Word, after: Word = "", on: Day = None) -> list[MatterOut]:
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
    old_on: Day = None,
    new_on: Day = None,
    after: Word = "",
) -> DifferencesOut:
    """Of two bodies, or of one on two days (today), by code, 200 a page.

    old, new: codes of bodies; empty: the whole library. after: as the page before gave it.
    """
    demand(request, READ)
    today = localdate(request.at)
    sides = [
        reads.ListSide(_key(request, code), day or today)
        for code, day in ((old, old_on), (new, new_on))
    ]
    found = reads.compared(
        old=sides[0], new=sides[1], viewer=request.actor, after=after, limit=MOST
    )
    return DifferencesOut(
        total=found.total,
        counts=CountsOut(**found.counts),
        differences=[
            DifferenceOut(
                code=one.code,
                name=one.name,
                how=one.how,
                old_code=one.old_code,
                pair=one.pair,
                changes=[ColumnOut(column=c.heading, old=c.old, new=c.new) for c in one.changes],
            )
            for one in found.rows
        ],
        after=found.after,
    )


def _key(request: Asked, code: str) -> int | None:
    """The key of a body; None for the whole library."""
    if not code:
        return None
    body = agencies.agency(code=code, viewer=request.actor)
    if body is None:
        raise Http404
    return body.pk
