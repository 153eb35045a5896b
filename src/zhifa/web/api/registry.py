"""The libraries and the calendar: matters, provisions on a day, legal terms."""

from datetime import date

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router, Schema

from zhifa.kernel import calendar
from zhifa.kernel.calendar import Direction, Roll, Span, Term, Unit
from zhifa.kernel.refusals import Malformed
from zhifa.registry import reads
from zhifa.registry.models import Matter
from zhifa.registry.reads import Resolved
from zhifa.registry.rules.law_typed import meant
from zhifa.web.api.auth import Asked
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.days import Day
from zhifa.web.api.schemas import DueOut, MatterOut, Problem, ProvisionOut, TermIn, Word

router = Router(tags=["依据"])
PAGE = 50


class VersionOut(Schema):
    """A version of a matter; late_reason: why it was entered after it began, else empty."""

    name: str
    from_on: date
    until_on: date | None
    entered_on: date | None
    late_reason: str


def shown(found: Matter) -> MatterOut:
    """A matter as machines read it."""
    taken = {name: getattr(found, name) for name in MatterOut.model_fields}
    money = {
        name: None if taken[name] is None else f"{taken[name]:.2f}"
        for name in ("fine_min", "fine_max")
    }
    return MatterOut(**{**taken, **money})


def _on(request: Asked, on: date | None) -> date:
    return on or localdate(request.at)


@router.get(
    "/matters", response={200: list[MatterOut], **REFUSALS, 422: Problem}, summary="执法事项"
)
def matters(request: Asked, q: Word = "", after: Word = "", on: Day = None) -> list[MatterOut]:
    """In force on a day (today), by code, 50 a page; after: the code of the last one seen."""
    day = _on(request, on)
    found = reads.matters(viewer=request.actor, on=day, search=q.strip(), after=after)
    return [shown(matter) for matter in found[:PAGE]]


@router.get("/matters/{code}", response={200: MatterOut, **REFUSALS}, summary="一个事项")
def matter(request: Asked, code: Word, on: Day = None) -> MatterOut:
    """The version in force on a day (today)."""
    found = reads.matter_on(code=code, on=_on(request, on), viewer=request.actor)
    if found is None:
        raise Http404
    return shown(found)


@router.get(
    "/matters/{code}/versions", response={200: list[VersionOut], **REFUSALS}, summary="事项的各版本"
)
def versions(request: Asked, code: Word) -> list[VersionOut]:
    """Every version of a matter, the newest first; both days count."""
    found = list(reads.matter_versions(code=code, viewer=request.actor))
    if not found:
        raise Http404
    return [
        VersionOut(**{name: getattr(one, name) for name in VersionOut.model_fields})
        for one in found
    ]


def _provision(found: Resolved) -> ProvisionOut:
    return ProvisionOut(
        citation=str(found.citation),
        law=found.version.law.title,
        in_force_from=found.version.in_force_from,
        text=found.text,
        official=found.official,
        label=found.label,
        note=found.note,
    )


@router.get(
    "/laws/resolve",
    response={200: list[ProvisionOut], **REFUSALS, frozenset({409, 422}): Problem},
    summary="条文",
)
def resolve(request: Asked, citation: Word, on: Day = None) -> list[ProvisionOut]:
    """What a citation says on a day (today); 409 when it does not exist or was not in force.

    It may be typed as people do: 食安法124, 处罚法57条. The answer has the law by its title.
    """
    found = reads.resolve(text=meant(citation), on=_on(request, on), viewer=request.actor)
    return [_provision(one) for one in found]


@router.post("/calendar/due", response={200: DueOut, **REFUSALS, 422: Problem}, summary="法定期限")
def due(request: Asked, body: TermIn) -> DueOut:  # noqa: ARG001 - ninja hands it over
    """The last day of a term, by Beijing dates and the published holidays."""
    term = Term(body.n, Unit(body.unit), roll=Roll(body.roll), direction=Direction(body.direction))
    spans = [Span(begun, ended) for begun, ended in body.excluded]
    try:
        found = calendar.standard().due(body.start, term, spans)
    except (ValueError, OverflowError):
        raise Malformed({"n": ["算出的日期超出公历 1 年至 9999 年。"]}) from None
    return DueOut(
        due=found.on,
        unrolled_due=found.raw,
        conservative_due=found.conservative,
        provisional=found.provisional,
    )
