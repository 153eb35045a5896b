"""The part of an article that answers a question, with the words that were found."""

from collections.abc import Sequence

from zhifa.registry.rules.law_compare import Run
from zhifa.registry.rules.law_rank import asked

WIDE = 120


def _found(text: str, question: str) -> list[bool]:
    """For every character whether it belongs to a pair of the question."""
    plain, marked = text.lower(), [False] * len(text)
    for pair in asked(question):
        at = plain.find(pair)
        while at >= 0:
            marked[at : at + len(pair)] = [True] * len(pair)
            at = plain.find(pair, at + 1)
    return marked


def _window(marked: Sequence[bool], wide: int) -> int:
    """Where the part with the most found characters begins; the earliest of equals."""
    inside = best = sum(marked[:wide])
    begin = 0
    for at in range(1, max(1, len(marked) - wide + 1)):
        inside += marked[at + wide - 1] - marked[at - 1]
        if inside > best:
            best, begin = inside, at
    return begin


def excerpt(text: str, question: str, wide: int = WIDE) -> list[Run]:
    """At most `wide` characters of a text in runs; kind: hit for words of the question."""
    flat = text.replace("\n", " ")
    marked = _found(flat, question)
    begin = _window(marked, wide)
    end = min(len(flat), begin + wide)
    runs: list[Run] = [Run("", "…")] if begin else []
    start = begin
    for at in range(begin + 1, end + 1):
        if at == end or marked[at] != marked[start]:
            runs.append(Run("hit" if marked[start] else "", flat[start:at]))
            start = at
    return [*runs, Run("", "…")] if end < len(flat) else runs
