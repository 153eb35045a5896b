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


def home(agency_id: int) -> str:
    """The word that keeps one agency's cases apart; longer than any pair."""
    return f"agency{agency_id}"
