"""Which other laws a text ends, by its last articles: 《某某条例》同时废止."""

import re
from collections.abc import Sequence

from zhifa.registry.rules.citations import short
from zhifa.registry.rules.law_text import ArticleText

_ENDS = re.compile(r"[^。；\n]*(?:同时|予以|即行|一并)废止[^。；\n]*")
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_NOT = re.compile(r"关于废止|的决定$|的通知$")
LAST = 3  # articles at the end of a law where it says so


def repealed(title: str, articles: Sequence[ArticleText]) -> list[tuple[str, int, int]]:
    """Short titles of the laws that a law ends, each with the article that says so."""
    found: dict[str, tuple[str, int, int]] = {}
    for article in articles[-LAST:]:
        for sentence in _ENDS.findall(article.text):
            for name in map(short, _TITLE.findall(sentence)):
                if name != short(title) and not _NOT.search(name):
                    found.setdefault(name, (name, article.number, article.sub))
    return list(found.values())
