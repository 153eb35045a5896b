"""The law library: which version of a law was in force on a day, and what it says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from zhifa.kernel.access import Actor
from zhifa.kernel.prepared import PreparedModels
from zhifa.kernel.refusals import Obstacle, Refused, refuse_if
from zhifa.registry.models import Article, Digest, Law, LawVersion
from zhifa.registry.reads.law_days import NEWEST
from zhifa.registry.rules import provisions
from zhifa.registry.rules.citations import Citation, parse, read, short
from zhifa.registry.rules.law_records import OUT_OF_FORCE, standing_of
from zhifa.registry.rules.law_text import lines_of

NO_TEXT = "法律库未导入这部法的正文，请用 zhifa laws import 导入后查看原文。"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A provision found.

    official: whether `text` is the imported text; else it is the 要点 in the house's own words,
    or empty, and `note` says how to load the text.
    """

    citation: Citation
    version: LawVersion
    text: str
    official: bool
    note: str = ""

    @property
    def label(self) -> str:
        """What `text` is, for people."""
        return "条文" if self.official else "要点"


def laws(*, viewer: Actor, search: str = "") -> QuerySet[Law]:  # noqa: ARG001 - statutes are public
    """Laws by title; statutes are public, so every viewer may ask."""
    found = Law.objects.order_by("short_title", "pk")
    return found.filter(short_title__contains=short(search)) if search else found


def law(*, title: str, viewer: Actor) -> Law | None:  # noqa: ARG001 - statutes are public
    """The law with this full or short title."""
    named = Law.objects.filter(Q(title=title) | Q(short_title=short(title)))
    return named.order_by("pk").first()


def versions(*, law: Law, viewer: Actor) -> QuerySet[LawVersion]:  # noqa: ARG001 - public
    """Every version of a law, newest first."""
    return LawVersion.objects.filter(law=law).order_by(*NEWEST)


def rank(version: LawVersion) -> tuple[date, bool, date, bool]:  # no viewer: public
    """Of two versions that hold on one day, the higher is in force; see `standing_of`."""
    return standing_of(version.in_force_from, version.adopted_on, version.status)


def _in_force(found: Iterable[LawVersion], on: date, year: int = 0) -> LawVersion | None:
    holding = [
        v
        for v in found
        if v.holds_on(on)
        and not (v.status in OUT_OF_FORCE and v.in_force_until is None)
        and (not year or year in {d.year for d in (v.adopted_on, v.in_force_from) if d})
    ]
    return max(holding, key=rank, default=None)


def version_on(*, law: Law, on: date, viewer: Actor) -> LawVersion | None:
    """The version in force on a day, or None."""
    return _in_force(versions(law=law, viewer=viewer), on)


def article_on(
    *,
    version: LawVersion,
    number: int,
    sub: int = 0,
    viewer: Actor | None,  # noqa: ARG001 - public
) -> Article | None:
    """One imported article of a version."""
    return Article.objects.filter(version=version, number=number, sub=sub).first()


OF_LAW = PreparedModels(
    LawVersion,
    lambda rows, law: rows.filter(law__pk=law).order_by("pk"),
    without={"numbering", "outline"},
)
AT = PreparedModels(
    Article,
    lambda rows, version, number, sub: rows.filter(version__pk=version, number=number, sub=sub),
)


def article_in_force(
    *,
    law: Law,
    number: int,
    sub: int = 0,
    on: date,
    viewer: Actor,  # noqa: ARG001 - public
) -> tuple[LawVersion | None, Article | None]:
    """The version of a law in force on a day, and its article; two quick questions.

    The same as `version_on` and then `article_on`. Of the version the numbers are not read.
    """
    version = _in_force(OF_LAW.all(law=law.pk), on)
    if version is None:
        return None, None
    version.law = law
    for article in AT.all(version=version.pk, number=number, sub=sub):
        article.version = version
        return version, article
    return version, None


def articles(*, version: LawVersion, viewer: Actor) -> QuerySet[Article]:  # noqa: ARG001 - public
    """The imported articles of a version, in order; empty when its text was not imported."""
    return Article.objects.filter(version=version).order_by("number", "sub")


def digests(*, law: Law, viewer: Actor) -> QuerySet[Digest]:  # noqa: ARG001 - public
    """The 要点 of a law, in the order of its articles."""
    return Digest.objects.filter(law=law).order_by("number", "sub")


VERSIONS = PreparedModels(
    LawVersion,
    lambda rows, names: rows.filter(law__short_title__in=names).order_by("pk"),
    joined=("law",),
)


def _library(cited: Iterable[Citation]) -> Mapping[str, Sequence[LawVersion]]:
    """Short title → versions, for all laws that are cited, in one query."""
    names = {c.law for c in cited}
    found: dict[str, list[LawVersion]] = {}
    for version in VERSIONS.all(names=names):
        found.setdefault(version.law.short_title, []).append(version)
    return found


def _absent(citation: Citation, found: Sequence[LawVersion], on: date) -> Obstacle:
    """Why no version can be cited for a day: none was in force, or ours are of other days."""
    detail = f"{citation}，{on.isoformat()}"
    began = min((d for v in found if (d := v.law.since or v.in_force_from)), default=None)
    first = min((v.in_force_from for v in found if v.in_force_from), default=None)
    older = began is not None and began <= on and (first is None or on < first)
    if older or citation.year:
        return provisions.VERSION_MISSING.about(detail)
    return provisions.NOT_IN_FORCE.about(detail)


def _settle(citation: Citation, found: Sequence[LawVersion], on: date) -> LawVersion | Obstacle:
    if not found:
        return provisions.UNKNOWN_LAW.about(f"《{citation.law}》")
    version = _in_force(found, on, citation.year)
    if version is None:
        return _absent(citation, found, on)
    if not citation.article and version.numbering:
        return provisions.ARTICLE_WANTED.about(str(citation))
    return version.shape.fault(citation) or version


Standing = tuple[list[tuple[Citation, LawVersion]], list[Obstacle]]


def _settled(texts: Iterable[str], on: date) -> Standing:
    """What the texts cite with the version it stands in, and what does not stand."""
    return next(_settled_on(texts, [on]))


def _settled_on(texts: Iterable[str], days: Iterable[date]) -> Iterator[Standing]:
    """The same for each of several days; the library is asked once."""
    told = [(text, read(text) or parse(text)) for text in texts]
    library = _library(c for _, cited in told for c in cited)
    return (_standing(told, library, day) for day in days)


def _standing(
    told: Sequence[tuple[str, Sequence[Citation]]],
    library: Mapping[str, Sequence[LawVersion]],
    on: date,
) -> Standing:
    standing: list[tuple[Citation, LawVersion]] = []
    obstacles = [provisions.UNREADABLE.about(text[:40]) for text, cited in told if not cited]
    for citation in (c for _, cited in told for c in cited):
        found = _settle(citation, library.get(citation.law, ()), on)
        if isinstance(found, Obstacle):
            obstacles.append(found)
        else:
            standing.append((citation, found))
    return standing, obstacles


def citation_obstacles(*, text: str, on: date, viewer: Actor) -> list[Obstacle]:  # noqa: ARG001 - public
    """Why what a text cites cannot be relied on for a day; empty when every provision stands."""
    return _settled([text], on)[1]


def citation_faults(*, citations: Iterable[str], on: date, viewer: Actor) -> tuple[str, ...]:  # noqa: ARG001 - public
    """What is wrong with citations for an act on a day, in words; empty when all stand.

    However many citations there are, the library is asked once.
    """
    return tuple(o.message for o in _settled(citations, on)[1])


def levels_of(*, citations: Iterable[str], on: date, viewer: Actor) -> tuple[tuple[str, str], ...]:  # noqa: ARG001 - public
    """Each provision in force on a day with the level of its version, empty when not known."""
    return tuple((str(c), version.level) for c, version in _settled(citations, on)[0])


def _part(article: Article, citation: Citation) -> str | None:
    """The words of the cited paragraph, item or subitem; None when there is no such part."""
    if not (citation.paragraph or citation.item):
        return article.text
    counts = [len(p) - 1 for p in article.paragraphs]
    at = provisions.paragraph_of(counts, citation)
    if at is None or counts[at] < citation.item:
        return None
    paragraph = article.paragraphs[at]
    if not citation.item:
        return "\n".join(lines_of([paragraph]))
    item = paragraph[citation.item]
    if citation.subitem >= len(item):
        return None
    return str(item[citation.subitem]) if citation.subitem else "\n".join(item)


def provision(*, citation: Citation, version: LawVersion, viewer: Actor | None) -> Resolved:
    """One provision of a version, whatever the day; refuses what the version does not have."""
    if fault := version.shape.fault(citation):
        raise Refused([fault])
    place = (citation.article, citation.sub)
    found = article_on(version=version, number=place[0], sub=place[1], viewer=viewer)
    if found is None:
        digest = Digest.objects.filter(law_id=version.law_id, number=place[0], sub=place[1]).first()
        words = digest.text if digest else ""
        return Resolved(citation, version, words, official=False, note=NO_TEXT)
    text = _part(found, citation)
    if text is None:
        raise Refused([provisions.NO_PARAGRAPH.about(str(citation))])
    return Resolved(citation, version, text, official=True)


def resolve(*, text: str, on: date, viewer: Actor | None) -> list[Resolved]:
    """Every provision a text cites, as in force on a day.

    Refuses with every citation that is unreadable, of an unknown law, of a version not in force
    or not held that day, or of an article, paragraph or item that does not exist.
    """
    standing, obstacles = _settled([text], on)
    found: list[Resolved] = []
    for citation, version in standing:
        try:
            found.append(provision(citation=citation, version=version, viewer=viewer))
        except Refused as refused:
            obstacles += refused.obstacles
    refuse_if(obstacles)
    return found


def _same_words(citation: Citation, one: LawVersion, other: LawVersion, viewer: Actor) -> bool:
    """Whether two versions say the same there; False where a text is not held."""
    place = {"number": citation.article, "sub": citation.sub, "viewer": viewer}
    held = [article_on(version=v, **place) for v in (one, other)]  # type: ignore[arg-type]
    words = [_part(article, citation) if article else None for article in held]
    return words[0] is not None and words[0] == words[1]


def changed_between(
    *, citations: Iterable[str], before: date, after: date, viewer: Actor
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Provisions that stood on one day and read otherwise on a later one, and why some are gone.

    A provision of another version counts as changed unless both texts are held and equal.
    """
    (then, _), (now, obstacles) = _settled_on(citations, [before, after])
    later = dict(now)
    changed = [
        str(c)
        for c, version in then
        if c in later and later[c].pk != version.pk
        if not _same_words(c, version, later[c], viewer)
    ]
    ended = {provisions.NOT_IN_FORCE.code, provisions.NO_ARTICLE.code, provisions.NO_PARAGRAPH.code}
    stood = bool(then)
    gone = [o.message for o in obstacles if stood and o.code in ended]
    return tuple(dict.fromkeys(changed)), tuple(gone)
