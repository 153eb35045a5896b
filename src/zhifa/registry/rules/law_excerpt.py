"""The part of an article that answers a question, with the words that were found."""

from collections.abc import Iterator, Sequence

import rjieba

from zhifa.registry.rules.law_compare import Run
from zhifa.registry.rules.law_rank import asked

WIDE = 120
BACK = 16  # characters by which an excerpt may begin earlier, with its clause
_STOPS = frozenset("，。；：、 ")


def _found(text: str, question: str) -> list[bool]:
    """For every character whether it belongs to a pair of the question."""
    plain, marked = text.lower(), [False] * len(text)
    for pair in asked(question):
        at = plain.find(pair)
        while at >= 0:
            marked[at : at + len(pair)] = [True] * len(pair)
            at = plain.find(pair, at + 1)
    return marked


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where each word of a text begins and ends."""
    begin = 0
    for word in rjieba.cut(text):
        yield begin, begin + len(word)
        begin += len(word)


def _whole(text: str, marked: list[bool]) -> list[bool]:
    """The same marks without scraps: one character of a word, or 的 and the like at an end."""
    spans = list(_words(text))
    kept = [False] * len(text)
    for a, b in spans:
        if b - a > 1 and sum(marked[a:b]) > 1:
            kept[a:b] = marked[a:b]
    for (_, a), (b, _) in zip(spans, spans[2:], strict=False):  # one character between two words
        if b - a == 1 and marked[a] and kept[a - 1] and kept[b]:
            kept[a] = True
    return kept


def _window(marked: Sequence[bool], wide: int) -> int:
    """Where the part with the most found characters begins; the earliest of equals."""
    inside = best = sum(marked[:wide])
    begin = 0
    for at in range(1, max(1, len(marked) - wide + 1)):
        inside += marked[at + wide - 1] - marked[at - 1]
        if inside > best:
            best, begin = inside, at
    return begin


def _clause(text: str, begin: int) -> int:
    """Where the clause of a place begins, if it is near: 未取得 is not to be read as 取得."""
    for at in range(begin, max(0, begin - BACK), -1):
        if text[at - 1] in _STOPS:
            return at
    return 0 if begin <= BACK else begin


def excerpt(text: str, question: str, wide: int = WIDE) -> list[Run]:
    """At most `wide` characters of a text in runs; kind: hit for words of the question."""
    flat = text.replace("\n", " ")
    marked = _whole(flat, _found(flat, question))
    begin = _clause(flat, _window(marked, wide))
    ends = [b for _, b in _words(flat) if begin < b <= begin + wide]  # no word is cut in two
    end = ends[-1] if ends else min(len(flat), begin + wide)
    for edge, inner in ((begin, begin + 1), (end - 1, end - 2)):
        if begin <= inner < end:  # what the edge has cut to one character
            marked[edge] = marked[edge] and marked[inner]
    runs: list[Run] = [Run("", "…")] if begin else []
    start = begin
    for at in range(begin + 1, end + 1):
        if at == end or marked[at] != marked[start]:
            runs.append(Run("hit" if marked[start] else "", flat[start:at]))
            start = at
    return [*runs, Run("", "…")] if end < len(flat) else runs
