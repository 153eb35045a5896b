"""Everyday words and words of the trade, as statutes say them. Pure; the table is data of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "data" / "laws" / "plain_words.txt"
INSTEAD = "=>"


@dataclass(frozen=True, slots=True)
class Plain:
    """A line of the table: one of `said` in a question looks for the words of `law` too.

    instead: no statute says it so; the letters of what was said are not looked for themselves.
    """

    said: Sequence[str]
    law: Sequence[str]
    instead: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A question in words of law: what is left of it as asked, words beside it, words instead."""

    rest: str
    beside: Sequence[str] = ()
    instead: Sequence[str] = ()


@cache
def _table() -> Sequence[Plain]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cut = [
        line.partition(INSTEAD if INSTEAD in line else "=")
        for line in lines
        if line and not line.startswith("#")
    ]
    return [Plain(said.lower().split(), law.split(), sign == INSTEAD) for said, sign, law in cut]


def _heard(text: str) -> list[tuple[str, Plain]]:
    """What of the table a question says; of two the longer, where it says the shorter in it."""
    found = [(word, line) for line in _table() for word in line.said if word in text]
    return [
        (word, line)
        for word, line in found
        if not any(word != longer and word in longer for longer, _ in found)
    ]


def as_statutes_say(text: str) -> Told:
    """A question with what statutes call the things it names."""
    plain = text.lower()
    heard = _heard(plain)
    rest = plain
    for word, line in heard:
        rest = rest.replace(word, " ") if line.instead else rest
    beside, instead = (
        dict.fromkeys(w for _, line in heard if line.instead is own for w in line.law)
        for own in (False, True)
    )
    return Told(rest, [w for w in beside if w not in plain], list(instead))
