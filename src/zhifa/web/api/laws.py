"""The law library for machines: laws, articles and what is about a subject, as of a day."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router, Schema
from pydantic import Field

from zhifa.registry import reads
from zhifa.registry.models import Article, Law, LawVersion
from zhifa.registry.reads import Within
from zhifa.web.api.auth import Asked, demand
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.days import Day
from zhifa.web.api.problems import Absent
from zhifa.web.api.schemas import Problem, Word

router = Router(tags=["依据"])
READ = "registry:read"
PAGE = 50
NO_ARTICLE = "这一天施行的一版没有这一条。"
Question = Annotated[str, Field(max_length=400, pattern=r"^[^\x00]*$")]
Limit = Annotated[int, Field(ge=1, le=100)]
Key = Annotated[int, Field(ge=1, le=2**53)]
After = Annotated[int, Field(ge=0, le=2**53)]
Number = Annotated[int, Field(ge=0, le=9999)]


class LawOut(Schema):
    """A law. level, issuing_body: of the version in force on the day asked, else of the newest.

    since: the earliest day of promulgation or force that is known. held_from: first day of the
    oldest version held; where since is earlier, older texts are not held.
    """

    id: int
    title: str
    level: str
    issuing_body: str
    domains: list[str]
    since: date | None
    held_from: date | None


class VersionOut(Schema):
    """A version of a law; both days count. held: whether it is in force on the day asked.

    day_taken: whether in_force_from is only the day of promulgation, as no source tells another.
    """

    id: int
    level: str
    issuing_body: str
    number: str
    adopted_on: date | None
    in_force_from: date | None
    in_force_until: date | None
    day_taken: bool | None
    status: str
    article_count: int
    has_text: bool
    held: bool


class LawOnDayOut(LawOut):
    """A law with all its versions, the newest first."""

    versions: list[VersionOut]


class ArticleOut(Schema):
    """One article of one version; `sub` is 第X条之Y."""

    law_id: int
    law: str
    version_id: int
    in_force_from: date | None
    day_taken: bool | None
    article: int
    sub: int
    path: str
    text: str


class HitOut(ArticleOut):
    """An article that a question found; a higher score is better."""

    score: float


class ChangeOut(Schema):
    """What became of an article: same, amended, moved, removed or added."""

    kind: str
    old: ArticleOut | None
    new: ArticleOut | None


def _law(found: Law, level: str, body: str, first: date | None) -> dict[str, Any]:
    return {
        "id": found.pk,
        "title": found.title,
        "level": level,
        "issuing_body": body,
        "domains": [d for d in found.domains.split("|") if d],
        "since": found.since,
        "held_from": first,
    }


def _version(found: LawVersion, day: date) -> VersionOut:
    told = {name: getattr(found, name) for name in VersionOut.model_fields if name != "held"}
    return VersionOut(**told, held=found.holds_on(day))


def _article(found: Article, version: LawVersion) -> dict[str, Any]:
    return {
        "law_id": version.law_id,
        "law": version.law.title,
        "version_id": version.pk,
        "in_force_from": version.in_force_from,
        "day_taken": version.day_taken,
        "article": found.number,
        "sub": found.sub,
        "path": found.path,
        "text": found.text,
    }


def _law_or_404(request: Asked, pk: int) -> Law:
    demand(request, READ)
    found = reads.law_by_id(pk=pk, viewer=request.actor)
    if found is None:
        raise Http404
    return found


@router.get("/laws", response={200: list[LawOut], **REFUSALS, 422: Problem}, summary="法律法规")
def laws(request: Asked, q: Word = "", after: After = 0, on: Day = None) -> list[LawOut]:
    """By title, 50 a page; after: the id of the last one seen.

    on: only laws with a version in force on the day, as far as the library holds it.
    """
    demand(request, READ)
    found, _ = reads.law_page(
        text=q.strip(), after=after, viewer=request.actor, today=localdate(request.at), on=on
    )
    rows: list[Any] = list(found)
    return [LawOut(**_law(law, law.level_on, law.body_on, law.held_from)) for law in rows]


@router.get(
    "/laws/search", response={200: list[HitOut], **REFUSALS, 422: Problem}, summary="检索条文"
)
def search(
    request: Asked,
    q: Question,
    on: Day = None,
    limit: Limit = 10,
    level: Word = "",
    domain: Word = "",
    status: Word = "",
) -> list[HitOut]:
    """Articles in force on a day (today) that fit a question best, best first."""
    demand(request, READ)
    within = Within(level=level, domain=domain, status=status)
    hits = reads.search_articles(
        text=q, on=on or localdate(request.at), viewer=request.actor, limit=limit, within=within
    )
    return [
        HitOut(**_article(hit.article, hit.article.version), score=round(hit.score, 4))
        for hit in hits
    ]


@router.get(
    "/laws/{law_id}", response={200: LawOnDayOut, **REFUSALS, 422: Problem}, summary="一部法"
)
def law(request: Asked, law_id: Key, on: Day = None) -> LawOnDayOut:
    """A law with its versions; which of them is in force on a day (today)."""
    found, day = _law_or_404(request, law_id), on or localdate(request.at)
    every = reads.versions(law=found, viewer=request.actor)
    held = reads.version_on(law=found, on=day, viewer=request.actor) or found
    first = min((v.in_force_from for v in every if v.in_force_from), default=None)
    told = _law(found, held.level, held.issuing_body, first)
    return LawOnDayOut(**told, versions=[_version(v, day) for v in every])


@router.get(
    "/laws/{law_id}/articles/{number}",
    response={200: ArticleOut, **REFUSALS, 422: Problem},
    summary="一条条文",
)
def article(
    request: Asked, law_id: Key, number: Number, sub: Number = 0, on: Day = None
) -> ArticleOut:
    """The imported text of an article as in force on a day (today); 404 says why there is none."""
    found, day = _law_or_404(request, law_id), on or localdate(request.at)
    version, text = reads.article_in_force(
        law=found, number=number, sub=sub, on=day, viewer=request.actor
    )
    if version is None:
        raise Absent(reads.absence(law=found, on=day, viewer=request.actor))
    if text is None:
        raise Absent(NO_ARTICLE if version.has_text else reads.NO_TEXT)
    return ArticleOut(**_article(text, version))


@router.get(
    "/laws/{law_id}/changes",
    response={200: list[ChangeOut], **REFUSALS, 422: Problem},
    summary="两版对照",
)
def changes(request: Asked, law_id: Key, before: Key, after: Key) -> list[ChangeOut]:
    """Every article of two versions that is not the same in both."""
    found = _law_or_404(request, law_id)
    chosen = {v.pk: v for v in reads.versions(law=found, viewer=request.actor)}
    old, new = chosen.get(before), chosen.get(after)
    if old is None or new is None:
        raise Http404
    told = reads.side_by_side(old=old, new=new, viewer=request.actor)
    return [
        ChangeOut(
            kind=couple.kind,
            old=ArticleOut(**_article(couple.old, old)) if couple.old else None,
            new=ArticleOut(**_article(couple.new, new)) if couple.new else None,
        )
        for couple in told
        if couple.kind != "same"
    ]
