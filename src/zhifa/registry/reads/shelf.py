"""The law library page by page, for people who leaf through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.registry.models import Article, Digest, Law, LawVersion
from zhifa.registry.reads.laws import Resolved, laws, resolve, version_on, versions
from zhifa.registry.reads.search import Hit, search_articles
from zhifa.registry.rules.citations import short

PAGE = 50
HITS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What a search box of the library answers: provisions cited, laws named, articles about it."""

    provisions: Sequence[Resolved] = ()
    obstacles: Sequence[Obstacle] = ()
    laws: Sequence[Law] = ()
    more: int | None = None
    hits: Sequence[Hit] = ()


def _page(found: QuerySet[Law], after: Law | None) -> tuple[list[Law], int | None]:
    if after is not None:
        title = after.short_title
        found = found.filter(short_title__gte=title).filter(
            Q(short_title__gt=title) | Q(pk__gt=after.pk)
        )
    rows = list(found[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def look_up(*, text: str, on: date, viewer: Actor, after: int | None = None) -> Found:
    """Search by a law's name, by a citation, or by what an article is about.

    after: the law where the page before ended. A citation is answered as of the day `on`.
    """
    if "第" in text and "条" in text:
        try:
            return Found(provisions=resolve(text=text, on=on, viewer=viewer))
        except Refused as refused:
            return Found(obstacles=refused.obstacles)
    last = law_by_id(pk=after, viewer=viewer) if after else None
    rows, more = _page(laws(viewer=viewer, search=short(text)), last)
    hits = search_articles(text=text, on=on, viewer=viewer, limit=HITS) if text and not rows else ()
    return Found(laws=rows, more=more, hits=hits)


def law_by_id(*, pk: int, viewer: Actor) -> Law | None:  # noqa: ARG001 - statutes are public
    """One law."""
    return Law.objects.filter(pk=pk).first()


def version_shown(*, law: Law, pk: int | None, on: date, viewer: Actor) -> LawVersion | None:
    """The version asked for; else the one in force on a day; else the newest."""
    every = versions(law=law, viewer=viewer)
    if pk:
        return every.filter(pk=pk).first()
    return version_on(law=law, on=on, viewer=viewer) or every.first()


def articles_from(
    *,
    version: LawVersion,
    number: int,
    viewer: Actor,  # noqa: ARG001 - public
) -> tuple[list[Article], int | None]:
    """A page of imported articles from a number on, and the number where the next page begins."""
    found = Article.objects.filter(version=version, number__gte=number).order_by("number", "sub")
    rows = list(found[: PAGE + 1])
    return rows[:PAGE], rows[PAGE].number if len(rows) > PAGE else None


def digests_of(*, version: LawVersion, viewer: Actor) -> list[Digest]:  # noqa: ARG001 - public
    """The 要点 of a version's articles; those of articles it does not have are left out."""
    found = Digest.objects.filter(law_id=version.law_id).order_by("number", "sub")
    return [d for d in found if (d.number, d.sub) in version.shape.numbers]
