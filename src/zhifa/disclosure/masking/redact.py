"""Mask a text: what the case knows first, then what the text shows by itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zhifa.disclosure.masking import names
from zhifa.disclosure.masking.addresses import addresses
from zhifa.disclosure.masking.identifiers import identifiers
from zhifa.disclosure.masking.lexicon import lexicon
from zhifa.disclosure.masking.plain import plain
from zhifa.disclosure.masking.spans import Span, apply, settle

BLANK = r"[\s·.\-]{0,3}"
SHORTEST_VALUE = 2
KEPT_ROLES = frozenset({"officer", "organisation", "agency"})
ROLE_WORDS = {
    "witness": "证人", "complainant": "举报人", "informant": "举报人", "victim": "受害人",
    "minor": "未成年人", "expert": "鉴定人",
}  # fmt: skip


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


def masked_person(name: str) -> str:
    """The family name and 某某, however long the name is (law.md 2.4)."""
    bare = re.sub(r"\s+", "", name)
    compound = bare[:2] in lexicon().compound and len(bare) > 2  # noqa: PLR2004 - a given name too
    return f"{bare[: 2 if compound else 1]}某某"


def _spelt(value: str) -> re.Pattern[str]:
    """The value however it is spaced or widened."""
    letters = [re.escape(c) for c in plain(value) if not c.isspace()]
    return re.compile(BLANK.join(letters), re.IGNORECASE)


def _known(text: str, known: Sequence[Known]) -> Iterator[Span]:
    for one in known:
        if one.role in KEPT_ROLES or len(one.value.strip()) < SHORTEST_VALUE:
            continue
        shown = ROLE_WORDS.get(one.role)
        if shown is None:
            shown = masked_person(one.value) if one.kind == "person" else "***"
        for match in _spelt(one.value).finditer(text):
            yield Span(match.start(), match.end(), one.kind, f"known_{one.role}", shown)


def _persons(text: str, kept: frozenset[str]) -> Iterator[Span]:
    read = names.chosen(text)
    found = {text[a:b] for a, b in read} - kept
    places = {(a, b) for a, b in read if text[a:b] in found}
    places |= set(names.dotted(text))
    for start, end in places:
        yield Span(start, end, "person", "name_read", masked_person(text[start:end]))
    for name in found:
        if len(name) > SHORTEST_VALUE:
            for match in re.finditer(re.escape(name), text):
                yield Span(match.start(), match.end(), "person", "name_again", masked_person(name))


def protected(text: str, known: Sequence[Known] = ()) -> list[Span]:
    """What must not be public, without guessing: the case's own values, however spelt, and numbers.

    Credit codes are public (law.md 2.4) and not among them.
    """
    even = plain(text)
    spans = settle([*_known(even, known), *identifiers(even)])
    return [span for span in spans if span.kind != "credit_code"]


def redact(text: str, known: Sequence[Known] = ()) -> Redacted:
    """Mask personal data in a text (law.md 2.4).

    Names of officers and organisations that the case knows stay, as do credit codes, which are
    only marked. Offsets are into `text`; nothing else of it changes.
    """
    even = plain(text)
    kept = frozenset(one.value for one in known if one.role in KEPT_ROLES)
    covered = [m.span() for name in kept for m in _spelt(name).finditer(even)]
    spans = [
        *_known(even, known),
        *identifiers(even),
        *addresses(even),
        *(p for p in _persons(even, kept) if not any(a <= p.start < b for a, b in covered)),
    ]
    settled = settle(spans)
    return Redacted(apply(text, settled), tuple(settled))
