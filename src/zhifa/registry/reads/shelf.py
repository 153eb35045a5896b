"""The law library page by page, for people who leaf through it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.registry.models import Article, Digest, Law, LawLink, LawVersion
from zhifa.registry.reads._law_index import Within
from zhifa.registry.reads.law_cover import nearest
from zhifa.registry.reads.law_days import as_of, standing_on
from zhifa.registry.reads.law_near import half_named
from zhifa.registry.reads.laws import Resolved, laws, resolve, version_on, versions
from zhifa.registry.reads.search import Hit, search_articles
from zhifa.registry.rules.citations import short
from zhifa.registry.rules.law_compare import Run
from zhifa.registry.rules.law_excerpt import excerpt
from zhifa.registry.rules.law_names import in_full
from zhifa.registry.rules.law_places import LEVELS
from zhifa.registry.rules.law_typed import meant

PAGE = 50
HITS = 20
NAMED = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit with the part of the article that answers, in runs."""

    hit: Hit
    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search box of the library answers: provisions cited, laws named, articles about it.

    others: laws of that name that are not in force that day, or of which no day is known.

    guessed: no law bears the name that was typed; the titles of these end with it.
    """

    provisions: Sequence[Resolved] = ()
    guessed: bool = False
    obstacles: Sequence[Obstacle] = ()
    laws: Sequence[Law] = ()
    more: int | None = None
    hits: Sequence[Shown] = ()
    others: int = 0


def _page(found: QuerySet[Law], after: Law | None) -> tuple[list[Law], int | None]:
    if after is not None:
        title = after.short_title
        found = found.filter(short_title__gte=title).filter(
            Q(short_title__gt=title) | Q(pk__gt=after.pk)
        )
    rows = list(found[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def law_page(
    *, text: str, after: int, viewer: Actor, today: date, on: date | None = None
) -> tuple[list[Law], int | None]:
    """A page of laws by title, and the law where it ended. after: where the page before ended.

    on: only laws of which a version held is in force on the day; level and body are told as of it,
    else as of today.
    """
    last = law_by_id(pk=after, viewer=viewer) if after else None
    found = laws(viewer=viewer, search=short(in_full(text)))
    found = found if on is None else standing_on(found, on=on)
    return _page(as_of(found, on=on or today), last)


def _narrowed(found: QuerySet[Law], within: Within, on: date) -> QuerySet[Law]:
    """Laws in force that day, of a level and a field; or with a version of that status begun."""
    if within.level or not (within.status or within.every):
        found = standing_on(found, on=on, level=within.level)
    if within.domain:
        found = found.filter(domains__contains=f"|{within.domain}|")
    if within.status:
        held = LawVersion.objects.filter(law=OuterRef("pk"), status=within.status)
        begun = held.filter(Q(in_force_from=None) | Q(in_force_from__lte=on))
        found = found.filter(Exists(begun))
    return found


def look_up(
    *, text: str, on: date, viewer: Actor, after: int | None = None, within: Within | None = None
) -> Found:
    """Search by a law's name, by a citation, or by what an article is about.

    after: the law where the page before ended. Everything is answered as of the day `on`. Rules of
    other places come by their name, and else only when asked for.
    """
    where, text = within or Within(), meant(text)
    if "第" in text and "条" in text:
        try:
            return Found(provisions=resolve(text=text, on=on, viewer=viewer))
        except Refused as refused:
            near = half_named(text=text, on=on, viewer=viewer)
            return Found(near, guessed=True) if near else Found(obstacles=refused.obstacles)
    last = law_by_id(pk=after, viewer=viewer) if after else None
    every = laws(viewer=viewer, search=short(text))
    named = as_of(_narrowed(every, where, on), on=on, elsewhere=bool(text) or where.elsewhere)
    rows, more = _page(named, last)
    others = _narrowed(every, replace(where, every=True), on).count() if last is None else 0
    others -= _narrowed(every, where, on).count() if others else 0
    if not text or last is not None:
        return Found(laws=rows, more=more, others=others)
    hits = search_articles(text=text, on=on, viewer=viewer, limit=HITS, within=where)
    first = {hit.article.text: hit for hit in reversed(hits)}  # one text, two titles: once
    shown = [Shown(h, excerpt(h.article.text, text)) for h in hits if first[h.article.text] is h]
    return Found(laws=rows[:NAMED] if shown else rows, more=more, hits=shown, others=others)


def law_levels(*, viewer: Actor) -> list[str]:  # noqa: ARG001 - statutes are public
    """The levels that laws of the library have or had, the highest first."""
    rows = LawVersion.objects.exclude(level="").values_list("level", flat=True).distinct()
    return sorted(rows.order_by(), key=lambda level: (_HEIGHTS.get(level, len(LEVELS)), level))


_HEIGHTS = {level: at for at, level in enumerate(LEVELS)}


def law_domains(*, viewer: Actor) -> list[str]:  # noqa: ARG001 - statutes are public
    """The fields of enforcement that laws of the library are marked with."""
    rows = Law.objects.exclude(domains="").values_list("domains", flat=True).distinct()
    return sorted({name for told in rows.order_by() for name in told.strip("|").split("|")})


def law_statuses(*, viewer: Actor) -> list[str]:  # noqa: ARG001 - statutes are public
    """The states that versions of laws are in."""
    rows = LawVersion.objects.exclude(status="").values_list("status", flat=True).distinct()
    return sorted(rows.order_by())


def law_by_id(*, pk: int, viewer: Actor) -> Law | None:  # noqa: ARG001 - statutes are public
    """One law."""
    return Law.objects.filter(pk=pk).first()


def law_links(*, law: Law, viewer: Actor) -> tuple[list[LawLink], list[LawLink]]:  # noqa: ARG001 - public
    """Which laws a law ends, and which end it."""
    told = LawLink.objects.select_related("law", "other").order_by("on", "pk")
    return list(told.filter(law=law)), list(told.filter(other=law))


def version_shown(*, law: Law, pk: int | None, on: date, viewer: Actor) -> LawVersion | None:
    """The version asked for; else the one in force on a day; else the nearest to it."""
    every = versions(law=law, viewer=viewer)
    if pk:
        return every.filter(pk=pk).first()
    held = version_on(law=law, on=on, viewer=viewer)
    return held or nearest(every, on) or every.filter(corrected="").first()


def versions_by_key(*, law: Law, keys: Sequence[int], viewer: Actor) -> list[LawVersion]:
    """Those of these versions that a law has, the oldest first."""
    found = versions(law=law, viewer=viewer).filter(pk__in=list(keys))
    return list(found.order_by("in_force_from", "adopted_on", "pk"))


def newest_texts(*, law: Law, viewer: Actor) -> list[int]:
    """Keys of the two newest versions of a law whose text is held, not two copies of one."""
    held = versions(law=law, viewer=viewer).filter(has_text=True, corrected="")
    days: dict[object, int] = {}
    for pk, begun in held.values_list("pk", "in_force_from"):
        days.setdefault(begun or pk, pk)
    return list(days.values())[:2]


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


def neighbours(
    *, version: LawVersion, number: int, sub: int
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:  # no viewer: public
    """The articles before and after one, by their numbers."""
    ordered = sorted(version.shape.numbers)
    if (number, sub) not in ordered:
        return None, None
    at = ordered.index((number, sub))
    before = ordered[at - 1] if at else None
    return before, ordered[at + 1] if at + 1 < len(ordered) else None
