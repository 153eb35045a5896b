"""Finding and masking personal data in text: pure, no model, no network (law.md 2.4).

`redact` is the face: identifiers by their shape and check digits, addresses by their levels, names
by surname, wording and neighbours. What the case knows of its people comes first.
"""

from zhifa.disclosure.masking.choices import (
    KINDS,
    MASK,
    PUBLIC,
    REASONS,
    Choice,
    cut,
    decided,
    places_of,
)
from zhifa.disclosure.masking.persons import masked_person
from zhifa.disclosure.masking.redact import Known, Redacted, protected, redact
from zhifa.disclosure.masking.spans import Span

__all__ = [
    "KINDS", "MASK", "PUBLIC", "REASONS", "Choice", "Known", "Redacted", "Span", "cut", "decided",
    "masked_person", "places_of", "protected", "redact",
]  # fmt: skip
