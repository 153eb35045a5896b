"""Finding articles by meaning-bearing words: BM25 on SQLite, rank of common words on PostgreSQL."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from zhifa.kernel.access import Actor
from zhifa.registry.models import Article
from zhifa.registry.rules.words import telling

LONGEST = 60  # words of a question that are used
_SQL = {
    "sqlite": "SELECT rowid, -bm25(registry_article_words, 1.0) AS score "
    "FROM registry_article_words WHERE registry_article_words MATCH %s ORDER BY rank LIMIT %s",
    "postgresql": "SELECT article_id, ts_rank(words, query, 1) AS score "
    "FROM registry_article_words, to_tsquery('simple', %s) query "
    "WHERE words @@ query ORDER BY score DESC, article_id LIMIT %s",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a question found, with how well; a higher score is better."""

    article: Article
    score: float


def _query(text: str) -> str:
    """The question in the database's own words, every one quoted."""
    asked = telling(text)[:LONGEST]
    if connection.vendor == "sqlite":
        return " OR ".join(f'"{w}"' for w in asked)
    return " | ".join(f"'{w}'" for w in asked)


def search_articles(*, text: str, viewer: Actor, limit: int = 10) -> list[Hit]:  # noqa: ARG001 - public
    """Articles in force that fit a question best, best first; empty where no texts are imported."""
    query = _query(text)
    if not query:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SQL[connection.vendor], [query, limit])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    found = Article.objects.select_related("version__law").in_bulk([pk for pk, _ in rows])
    return [Hit(found[pk], float(score)) for pk, score in rows if pk in found]
