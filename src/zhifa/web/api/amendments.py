"""Law changes for machines: what they changed, and how far that has been seen to."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404
from ninja import Router, Schema
from pydantic import Field

from zhifa.registry import reads
from zhifa.web.api.auth import Asked, demand
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.laws import Key
from zhifa.web.api.schemas import Problem

router = Router(tags=["依据"])
READ = "registry:read"
PAGE = 50
Before = Annotated[int, Field(ge=0, le=2**53)]


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
