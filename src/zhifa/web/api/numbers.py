"""The register of numbers by machine: read, take by hand, void."""

from datetime import datetime

from django.http import Http404
from ninja import Router, Schema

from zhifa.agencies import reads as agencies
from zhifa.kernel.models import Number
from zhifa.records import actions, reads
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.schemas import Body, Problem, Word

router = Router(tags=["文号"])
BIGGEST = 2**63


class NumberOut(Schema):
    """A number as the register keeps it. void_reason: empty while it counts."""

    id: int
    text: str
    agency: str
    kind: str
    year: int
    value: int
    taken_at: datetime
    taken_by: str
    about: str
    void_reason: str


class NumberPage(Schema):
    """One page. after: the cursor of the next, empty at the end."""

    items: list[NumberOut]
    after: str


class TakeIn(Body):
    """For which paper a number is taken."""

    agency: Word
    word: Word
    purpose: str


class VoidIn(Body):
    """Why a number is void."""

    reason: str


def _told(counted: reads.Counted, number: Number) -> NumberOut:
    return NumberOut(
        id=number.pk,
        text=reads.written(counted, number),
        agency=counted.agency.code,
        kind=counted.value,
        year=counted.run.year,
        value=number.value,
        taken_at=number.at,
        taken_by=number.by,
        about=number.about,
        void_reason=number.void_reason,
    )


@router.get("/numbers", response={200: NumberPage, **REFUSALS, 422: Problem}, summary="文号登记簿")
def numbers(
    request: Asked,
    agency: Word = "",
    kind: Word = "",
    year: Word = "",
    void: Word = "",
    after: Word = "",
) -> NumberPage:
    """The last taken first within each run, 50 a page. kind: `document:罚`. void: any."""
    demand(request, "number:read")
    asked = reads.NumberFilter(agency, kind, year, void, after)
    found = reads.register(viewer=request.actor, asked=asked)
    return NumberPage(items=[_told(*row) for row in found.rows], after=found.after)


def _one(request: Asked, pk: int) -> NumberOut:
    found = reads.number(pk=pk, viewer=request.actor) if pk < BIGGEST else None
    if found is None:
        raise Http404
    return _told(*found)


WRITES: dict[int | frozenset[int], type[Schema]] = {
    200: NumberOut,
    **REFUSALS,
    frozenset({409, 422}): Problem,
}


@writes(router, "/numbers", response=WRITES, summary="手工取号")
def take(request: Asked, body: TakeIn) -> NumberOut:
    """The next number of a word this year, for a paper made elsewhere."""
    home = agencies.agency(code=body.agency, viewer=request.actor)
    if home is None:
        raise Http404
    row = actions.take_by_hand(
        agency=home, word=body.word, purpose=body.purpose, by=request.actor, at=request.at
    )
    return _one(request, row.pk)


@writes(router, "/numbers/{pk}/void", response=WRITES, summary="作废文号")
def void(request: Asked, pk: int, body: VoidIn) -> NumberOut:
    """The number stays in the register with its reason."""
    found = _one(request, pk)
    actions.void_number(number_id=found.id, reason=body.reason, by=request.actor, at=request.at)
    return _one(request, pk)
