"""Keeping the search table in step with imported articles; `reads.search` asks it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db import connection

from zhifa.registry.models import Article, LawVersion
from zhifa.registry.rules.law_records import OUT_OF_FORCE, PAST
from zhifa.registry.rules.numerals import to_chinese
from zhifa.registry.rules.words import words

CHUNK = 2000
TABLE = "registry_article_words"  # made by migration 0002; FTS5 on SQLite, tsvector on PostgreSQL
_REMOVE = {
    "sqlite": f"DELETE FROM {TABLE} WHERE rowid = %s",  # noqa: S608 - our own table's name
    "postgresql": f"DELETE FROM {TABLE} WHERE article_id = %s",  # noqa: S608 - likewise
}
_INSERT = {
    "sqlite": f"INSERT INTO {TABLE} (rowid, words) VALUES (%s, %s)",  # noqa: S608 - likewise
    "postgresql": f"INSERT INTO {TABLE} (article_id, words) "  # noqa: S608 - likewise
    "VALUES (%s, to_tsvector('simple', %s))",
}


def _current(versions: Sequence[LawVersion], on: date) -> LawVersion | None:
    """The version people should find: in force, else the newest that is not out of force."""
    living = [v for v in versions if v.has_text and v.status not in OUT_OF_FORCE]
    held = [v for v in living if v.holds_on(on)] or living
    return max(held, key=lambda v: (v.in_force_from or date.min, v.status != PAST), default=None)


def _entries(version_ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    found = Article.objects.filter(version_id__in=version_ids).select_related("version__law")
    for article in found.iterator(chunk_size=CHUNK):
        number = f"第{to_chinese(article.number)}条" if article.number else ""
        said = f"{article.version.law.short_title} {number} {article.text}"
        yield article.pk, " ".join(words(said))


def forget_articles(article_ids: Iterable[int]) -> None:
    """Take articles out of the search table; call before their rows go."""
    with connection.cursor() as cursor:
        cursor.executemany(_REMOVE[connection.vendor], [(pk,) for pk in article_ids])


def index_articles(law_ids: set[int], *, on: date) -> None:
    """Make the current version of each of these laws, and no other, findable."""
    by_law: dict[int, list[LawVersion]] = defaultdict(list)
    for version in LawVersion.objects.filter(has_text=True).order_by("pk"):
        if version.law_id in law_ids:
            by_law[version.law_id].append(version)
    shown = {v.pk for vs in by_law.values() if (v := _current(vs, on))}
    others = [v.pk for vs in by_law.values() for v in vs if v.pk not in shown]
    ordered = sorted(shown)
    for start in range(0, len(others), CHUNK):
        stale = Article.objects.filter(version_id__in=others[start : start + CHUNK])
        forget_articles(stale.values_list("pk", flat=True))
    for start in range(0, len(ordered), CHUNK // 10):
        entries = list(_entries(ordered[start : start + CHUNK // 10]))
        forget_articles(pk for pk, _ in entries)
        with connection.cursor() as cursor:
            cursor.executemany(_INSERT[connection.vendor], entries)
