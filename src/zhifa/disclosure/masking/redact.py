"""Mask a text: what the case knows first, then what the text shows by itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhifa.disclosure.masking.addresses import addresses
from zhifa.disclosure.masking.identifiers import identifiers
from zhifa.disclosure.masking.persons import masked_person, persons
from zhifa.disclosure.masking.plain import plain, squeezed
from zhifa.disclosure.masking.roles import ROLE_WORDS, standing_for
from zhifa.disclosure.masking.spans import Span, apply, settle

BLANK = r"[\s·.\-]{0,3}"
SHORTEST_VALUE = 2
KEPT_ROLES = frozenset({"officer", "organisation", "agency"})


@dataclass(frozen=True, slots=True)
class Known:
    """A value the case holds 已知信息.

    value: as the case spells it. kind: a kind of spans.ORDER. role: officer, organisation and
    agency stay; witness, complainant, victim, minor and expert are replaced by their role; any
    other person keeps the family name (law.md 2.4).
    """

    value: str
    kind: str = "person"
    role: str = "party"


@dataclass(frozen=True, slots=True)
class Redacted:
    """The masked text, and what was masked: offsets into the text that came in."""

    text: str
    spans: tuple[Span, ...] = field(default=())


def _spelt(value: str) -> re.Pattern[str]:
    """The value however it is spaced or widened."""
    letters = [re.escape(c) for c in plain(value) if not c.isspace()]
    return re.compile(BLANK.join(letters), re.IGNORECASE)


def _shown(text: str, start: int, one: Known) -> str:
    if one.role in ROLE_WORDS:
        return standing_for(text, start, one.role)
    return masked_person(one.value) if one.kind == "person" else "***"


def _known(text: str, known: Sequence[Known]) -> Iterator[Span]:
    for one in known:
        if one.role in KEPT_ROLES or len(one.value.strip()) < SHORTEST_VALUE:
            continue
        for match in _spelt(one.value).finditer(text):
            shown = _shown(text, match.start(), one)
            yield Span(match.start(), match.end(), one.kind, f"known_{one.role}", shown)


def _spread(even: str, kept: frozenset[str], found: Sequence[Span]) -> Iterator[Span]:
    """Names and addresses written with blanks inside, where nothing was found with them."""
    tight = squeezed(even)
    if tight is None:
        return
    taken = {n for span in found for n in range(span.start, span.end)}
    for span in (*addresses(tight.text), *persons(tight.text, kept)):
        start, end = tight.origin(span.start, span.end)
        wide = end - start > span.end - span.start
        if wide and (span.kind == "address" or not taken.intersection(range(start, end))):
            yield Span(start, end, span.kind, span.rule, span.shown)


def _covered(text: str, known: Sequence[Known]) -> list[tuple[int, int]]:
    """Where what stays public stands: names of officers, names, addresses and lines of bodies."""
    values = [one.value for one in known if one.role in KEPT_ROLES and one.value.strip()]
    return [m.span() for value in values for m in _spelt(value).finditer(text)]


def protected(text: str, known: Sequence[Known] = ()) -> list[Span]:
    """What must not be public, without guessing: the case's own values, however spelt, and numbers.

    Credit codes are public (law.md 2.4) and not among them.
    """
    even = plain(text)
    covered = _covered(even, known)
    found = (s for s in identifiers(even) if not _inside(s, covered))
    spans = settle([*_known(even, known), *found])
    return [span for span in spans if span.kind != "credit_code"]


def _inside(span: Span, covered: Sequence[tuple[int, int]]) -> bool:
    return any(a <= span.start < b for a, b in covered)


def redact(text: str, known: Sequence[Known] = ()) -> Redacted:
    """Mask personal data in a text (law.md 2.4).

    Names of officers and organisations that the case knows stay, as do those the text calls
    enforcement officers and credit codes, which are only marked. Offsets are into `text`; nothing
    else of it changes.
    """
    even = plain(text)
    kept = frozenset(one.value for one in known if one.role in KEPT_ROLES)
    covered = _covered(even, known)
    sure = [*_known(even, known), *identifiers(even), *addresses(even)]
    names = [*persons(even, kept)]
    names += _spread(even, kept, [*sure, *names])
    spans = [s for s in (*sure, *names) if s.kind == "credit_code" or not _inside(s, covered)]
    settled = settle(spans)
    return Redacted(apply(text, settled), tuple(settled))
