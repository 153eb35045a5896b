"""Power lists, public lists and law changes for machines, as of a day."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router, Schema
from pydantic import Field

from zhifa.agencies import reads as agencies
from zhifa.enforcement import reads as enforcement
from zhifa.registry import reads
from zhifa.web.api.auth import Asked, demand
from zhifa.web.api.bodies import body_or_404
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.laws import Key
from zhifa.web.api.registry import shown
from zhifa.web.api.schemas import MatterOut, Problem, Word

router = Router(tags=["清单"])
READ = "registry:read"
PAGE = 50
MOST = 500  # differences told in one answer
Before = Annotated[int, Field(ge=0, le=2**53)]


class ListOut(Schema):
    """A list that a body publishes before it acts; missing: what it lacks, in words."""

    code: str
    title: str
    columns: list[str]
    rows: list[list[str]]
    missing: list[str]


class ColumnOut(Schema):
    """One column that two versions write differently."""

    column: str
    old: str
    new: str


class DifferenceOut(Schema):
    """A matter in which two lists differ. how: added, removed, changed."""

    code: str
    name: str
    how: str
    changes: list[ColumnOut]


class DifferencesOut(Schema):
    """The first 500 differences of two lists, and how many there are."""

    total: int
    differences: list[DifferenceOut]


class AmendmentOut(Schema):
    """A law change. tasks, open: how many things were to be looked at, and how many wait."""

    id: int
    law: str
    way: str
    from_on: date
    tasks: int
    open: int


class TouchedOut(Schema):
    """An article that a law change changed: its place before and after, as 12 or 12-1."""

    kind: str
    old: str
    new: str


class AmendmentFileOut(AmendmentOut):
    """A law change with the articles that it changed."""

    articles: list[TouchedOut]


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
    "/agencies/{code}/public-lists",
    response={200: list[ListOut], **REFUSALS, 422: Problem},
    summary="事前公示清单",
)
def public_lists(request: Asked, code: Word, on: date | None = None) -> list[ListOut]:
    """What a body must publish before it acts, as of a day (today)."""
    day = on or localdate(request.at)
    body = body_or_404(request, code, day)
    found = enforcement.before_the_fact(agency=body, on=day, viewer=request.actor)
    return [
        ListOut(
            code=one.code,
            title=one.title,
            columns=list(one.columns),
            rows=[list(row) for row in one.rows],
            missing=list(one.missing),
        )
        for one in found.lists
    ]


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


def _told(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "law": row.law.title,
        "way": row.way,
        "from_on": row.from_on,
        "tasks": row.asked,
        "open": row.left,
    }


def _place(place: tuple[int, int]) -> str:
    number, sub = place
    return f"{number}-{sub}" if sub else str(number or "")


@router.get(
    "/amendments", response={200: list[AmendmentOut], **REFUSALS, 422: Problem}, summary="法律修改"
)
def amendments(request: Asked, before: Before = 0) -> list[AmendmentOut]:
    """Law changes, the newest first, 50 a page; before: the id of the last one seen."""
    demand(request, READ)
    found = reads.amendments(viewer=request.actor)
    rows = found.filter(pk__lt=before) if before else found
    return [AmendmentOut(**_told(row)) for row in rows[:PAGE]]


@router.get(
    "/amendments/{amendment_id}",
    response={200: AmendmentFileOut, **REFUSALS, 422: Problem},
    summary="一次法律修改",
)
def amendment(request: Asked, amendment_id: Key) -> AmendmentFileOut:
    """Which articles it changed, and how far what depends on them has been seen to."""
    demand(request, READ)
    row = reads.amendments(viewer=request.actor).filter(pk=amendment_id).first()
    if row is None:
        raise Http404
    touched = reads.changes_of(amendment=row, viewer=request.actor)
    return AmendmentFileOut(
        **_told(row),
        articles=[TouchedOut(kind=c.kind, old=_place(c.old), new=_place(c.new)) for c in touched],
    )
