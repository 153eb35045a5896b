"""Pieces of a text that are personal data, and the text without them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# which kind wins where two overlap; a longer piece wins within a kind
ORDER = (
    "secret", "email", "id_number", "credit_code", "phone", "card", "birth_date", "address",
    "person", "plate", "other",
)  # fmt: skip
STARS = "***"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start to end (exclusive), what they are, by which rule they were found.

    shown: what stands there after masking.
    """

    start: int
    end: int
    kind: str
    rule: str
    shown: str = STARS


def settle(spans: Iterable[Span]) -> list[Span]:
    """Spans without overlap, in the order of the text."""
    rank = {kind: n for n, kind in enumerate(ORDER)}
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda s: (rank[s.kind], s.start - s.end, s.start)):
        places = range(span.start, span.end)
        if not taken.intersection(places):
            taken.update(places)
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


def apply(text: str, spans: Sequence[Span]) -> str:
    """The text with every span replaced by what is shown. Spans: as `settle` gives them."""
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], span.shown]
        at = span.end
    return "".join([*parts, text[at:]])
