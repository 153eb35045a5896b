"""Persons in a text: read by their letters, told by the words around them, and found again."""

import re
from collections.abc import Iterator

from zhifa.disclosure.masking import names
from zhifa.disclosure.masking.lexicon import lexicon
from zhifa.disclosure.masking.roles import officers, role_before, standing_for
from zhifa.disclosure.masking.spans import Span
from zhifa.disclosure.masking.told import NOBODY, short_names, told

SHORT = 2
GOES_ON = re.compile(
    "[称的，,。；;、（()）：:\n“”]|证实|陈述|签|到场|在场|承认|于[0-9]|自述|供述|本人|$"
)


def masked_person(name: str) -> str:
    """The family name and 某某, however long the name is (law.md 2.4); none: 某某."""
    bare = re.sub(r"\s+", "", name)
    if not bare or bare.isascii():
        return "某某"
    compound = bare[:2] in lexicon().compound and len(bare) > SHORT  # a given name too
    return f"{bare[: 2 if compound else 1]}某某"


def _places(text: str) -> dict[tuple[int, int], str]:
    """Where names stand, and by which rule: the words around them before the letters."""
    found = dict.fromkeys(names.dotted(text), "name_dotted")
    firms = short_names(text)
    for a, b in names.chosen(text):
        nobody = text[b - 1] in "地的" or NOBODY.search(text[a:b])
        if not nobody and not any(x < b and a < y for x, y in firms):
            found[a, b] = "name_read"
    for start, end, rule in told(text):
        found[start, end] = rule
    return found


def _again(text: str, found: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Further places of a name; of one that may be a word, only where a name can stand."""
    for name, rule in found.items():
        for match in re.finditer(re.escape(name), text):
            short = len(name) <= SHORT and rule == "name_read"
            if not short and (len(name) > SHORT or GOES_ON.match(text, match.end())):
                yield match.start(), match.end(), name


def _shown(text: str, start: int, end: int, rule: str, roles: dict[str, str]) -> str:
    name = text[start:end]
    if role := roles.get(name):
        return standing_for(text, start, role)
    if rule == "name_title":
        return f"{name}某"
    return "某某" if rule == "name_alias" else masked_person(name)


def persons(text: str, kept: frozenset[str]) -> Iterator[Span]:
    """Every person of a plain text who is not kept, nor called an enforcement officer."""
    places = _places(text)
    stay = {text[a:b] for a, b in officers(text, list(places))} | kept
    hidden = {place: rule for place, rule in places.items() if text[slice(*place)] not in stay}
    roles = {text[a:b]: role for a, b in hidden if (role := role_before(text, a))}
    for (start, end), rule in hidden.items():
        yield Span(start, end, "person", rule, _shown(text, start, end, rule, roles))
    named = {text[a:b]: rule for (a, b), rule in hidden.items() if rule != "name_title"}
    for start, end, _ in _again(text, named):
        shown = _shown(text, start, end, "name_again", roles)
        yield Span(start, end, "person", "name_again", shown)
