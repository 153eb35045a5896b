"""Chinese text cut into words, the same way for what is stored and for what is asked."""

import re
from functools import cache
from pathlib import Path

import rjieba

HOLLOW = Path(__file__).parents[1] / "data" / "hollow_words.txt"
_WORD = re.compile(r"\w", re.UNICODE)


def words(text: str) -> list[str]:
    """The words of a text, long ones also in their parts; punctuation is dropped."""
    return [w.lower() for w in rjieba.cut_for_search(text) if _WORD.match(w)]


@cache
def hollow() -> frozenset[str]:
    """Words that stand in nearly every article and tell nothing about a question."""
    return frozenset(HOLLOW.read_text(encoding="utf-8").split())


def telling(text: str) -> list[str]:
    """The words of a question that can find something, each once, in order of first mention."""
    return [w for w in dict.fromkeys(words(text)) if w not in hollow()]
