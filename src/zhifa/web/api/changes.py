"""What changed in the libraries, for machines: the same lines as the page and the feed."""

from datetime import datetime
from typing import Literal

from django.utils.timezone import localdate
from ninja import Router, Schema

from zhifa.registry import reads
from zhifa.web.api.amendments import Before
from zhifa.web.api.auth import Asked
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.schemas import Problem

router = Router(tags=["依据"])
Library = Literal["", "laws", "matters", "bodies", "people", "lists"]


class LibraryChangeOut(Schema):
    """A line: of whom or what, and what happened. more: how many alike are not written out.

    reasons: of laws and matters: by which decision, what was wrong in a text put right, and why
    a version was entered only after its first day.
    """

    id: int
    at: datetime
    library: str
    title: str
    words: list[str]
    more: int
    reasons: list[str]


class LibraryChangesOut(Schema):
    """A page of changes, the newest first; before: where the next page begins, null at the end."""

    rows: list[LibraryChangeOut]
    before: int | None


@router.get(
    "/changes",
    response={200: LibraryChangesOut, **REFUSALS, 422: Problem},
    summary="基础库变动",
)
def changes(request: Asked, library: Library = "", before: Before = 0) -> LibraryChangesOut:
    """What changed in a library, or in all, 50 entries a page; before: as the page before gave it.

    The same for everybody who has a token: it tells what the public page tells.
    """
    found = reads.changes(
        library=library, before=before or None, on=localdate(request.at), viewer=request.actor
    )
    rows = [
        LibraryChangeOut(
            id=row.pk,
            at=row.at,
            library=row.library,
            title=row.title,
            words=list(row.words),
            more=row.more,
            reasons=list(row.reasons),
        )
        for row in found.rows
    ]
    return LibraryChangesOut(rows=rows, before=found.before)
