"""How a text is cut for finding it: every pair of neighbouring characters is a word."""

from itertools import pairwise
from unicodedata import normalize


def squeezed(text: str) -> str:
    """Letters, figures and characters only, of one width and one case.

    What people type and what is stored then differ neither by spaces nor by brackets.
    """
    return "".join(c for c in normalize("NFKC", text).lower() if c.isalnum())


def pairs(text: str) -> tuple[str, ...]:
    """The pairs of a squeezed text, each once, in order; none for a single character.

    A text that holds another holds all its pairs.
    """
    return tuple(dict.fromkeys(a + b for a, b in pairwise(text)))


def cover(text: str) -> tuple[str, ...]:
    """Every other pair and the last: enough to look for, as what is found is read once more."""
    starts = [*range(0, len(text) - 1, 2), len(text) - 2]
    return tuple(dict.fromkeys(text[n : n + 2] for n in starts if n >= 0))


def home(agency_id: int) -> str:
    """The word that keeps one agency's cases apart; longer than any pair."""
    return f"agency{agency_id}"
