"""Templates of papers 文书模板: what each says, asks for and rests on, as used on a day."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router, Schema

from zhifa.agencies.models import Agency
from zhifa.records import reads
from zhifa.records.models import LocalTemplate
from zhifa.web.api.auth import Asked, demand
from zhifa.web.api.bodies import body_or_404
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.days import Day
from zhifa.web.api.schemas import Problem, Word

router = Router(tags=["文书模板"])
READ = "registry:read"
PAGE = 50


class TemplateOut(Schema):
    """A kind of paper. outgoing: it leaves the house under seal; version: its first day."""

    code: str
    title: str
    kind: str
    nature: str
    layout: str
    volume: str
    outgoing: bool
    source: str
    version: date


class PartOut(Schema):
    """A part as it is written, facts in brackets. parts: what of the mandatory it is."""

    heading: str
    lines: list[str]
    article: str
    parts: list[str]
    condition: str


class FactOut(Schema):
    """A fact that is asked for. needed: without it the paper is not made."""

    path: str
    name: str
    source: str
    needed: bool


class TemplateFileOut(TemplateOut):
    """A version with its words. local: id of the local version, empty where it is the house's."""

    local: str
    parts: list[PartOut]
    facts: list[FactOut]


class LocalOut(Schema):
    """A version that is used: of the house (id empty), of an area, or of a body."""

    id: str
    level: str
    area: str
    agency: str
    from_on: date
    reason: str


def _told(sheet: reads.Sheet) -> dict[str, Any]:
    form = sheet.form
    same = ("code", "title", "kind", "nature", "layout", "volume", "outgoing", "source", "version")
    return {name: getattr(form, name) for name in same}


def _words(part: reads.Part) -> PartOut:
    lines = ["".join(f"[{r.text}]" if r.fill else r.text for r in line) for line in part.lines]
    return PartOut(
        heading=part.heading,
        lines=lines,
        article=part.article,
        parts=list(part.parts),
        condition=part.condition,
    )


def _whole(sheet: reads.Sheet, local: str = "") -> TemplateFileOut:
    facts = reads.facts_of(sheet.form)
    names = FactOut.model_fields
    return TemplateFileOut(
        **_told(sheet),
        local=local,
        parts=[_words(part) for part in reads.parts_of(sheet.form)],
        facts=[FactOut(**{name: getattr(one, name) for name in names}) for one in facts],
    )


def _of_body(code: str, body: Agency, day: date) -> TemplateFileOut:
    used = reads.version_for(code=code, agency=body, on=day)
    if used.form.version > day:
        raise Http404
    return _whole(reads.Sheet(used.form), used.row.pk if used.row else "")


@router.get(
    "/templates",
    response={200: list[TemplateOut], **REFUSALS, 422: Problem},
    summary="文书模板",
)
def templates(
    request: Asked, q: Word = "", kind: Word = "", after: Word = "", on: Day = None
) -> list[TemplateOut]:
    """The house's own in use on a day (today), 50 a page; after: the code of the last one seen.

    q: a part of a code, a title or a citation.
    """
    demand(request, READ)
    day = on or localdate(request.at)
    found = reads.sheets(on=day, search=q.strip(), kind=kind)
    left = [sheet for sheet in found if sheet.form.code > after]
    return [TemplateOut(**_told(sheet)) for sheet in left[:PAGE]]


@router.get(
    "/templates/{code}",
    response={200: TemplateFileOut, **REFUSALS, 422: Problem},
    summary="一种文书模板",
)
def template(request: Asked, code: Word, agency: Word = "", on: Day = None) -> TemplateFileOut:
    """In use on a day (today); agency: the version that this body uses for dossiers of the day.

    404 on a day before the first version.
    """
    demand(request, READ)
    day = on or localdate(request.at)
    sheet = reads.sheet(code, on=day)
    if sheet is None:
        raise Http404
    if agency:
        return _of_body(code, body_or_404(request, agency, day), day)
    if sheet.form.version > day:
        raise Http404
    return _whole(sheet)


def _local(row: LocalTemplate) -> LocalOut:
    return LocalOut(
        id=row.pk,
        level=row.level,
        area=row.area,
        agency=row.agency.code if row.agency else "",
        from_on=row.begins_on,
        reason=row.reason,
    )


@router.get(
    "/templates/{code}/versions",
    response={200: list[LocalOut], **REFUSALS},
    summary="文书模板的各版本",
)
def versions(request: Asked, code: Word) -> list[LocalOut]:
    """The house's, oldest first, then those of areas and bodies."""
    demand(request, READ)
    if reads.sheet(code) is None:
        raise Http404
    own = [
        LocalOut(id="", level="house", area="", agency="", from_on=form.version, reason="")
        for form in reads.house_versions(code)
    ]
    return own + [_local(row) for row in reads.local_versions(code=code)]


@router.get(
    "/template-versions/{version_id}",
    response={200: TemplateFileOut, **REFUSALS},
    summary="一个本地版本",
)
def version(request: Asked, version_id: Word) -> TemplateFileOut:
    """The words of a version of an area or a body."""
    demand(request, READ)
    row = reads.local_version(pk=version_id)
    if row is None:
        raise Http404
    return _whole(reads.Sheet(reads.form_of(row)), row.pk)
