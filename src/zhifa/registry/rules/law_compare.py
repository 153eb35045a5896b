"""What changed between two versions of a law: article by article, and word by word."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeAlias

import rjieba

Place: TypeAlias = tuple[int, int]  # 条, 之; (0, 0): none
Texts: TypeAlias = Mapping[Place, str]
NOWHERE: Place = (0, 0)
ALIKE = 0.5  # share of common pairs of characters from which two articles are one, changed
DOUBLE, SINGLE = "\u201c\u201d\u201e\u301d\u301e", "\u2018\u2019\u201a"
QUOTES = str.maketrans(dict.fromkeys(DOUBLE, '"') | dict.fromkeys(SINGLE, "'"))
UNSEEN = "ZC"  # separators and control characters, by their Unicode category

AMENDED, MOVED, REMOVED, ADDED = "amended", "moved", "removed", "added"


@dataclass(frozen=True, slots=True)
class Change:
    """One article that is not what it was.

    kind: amended, moved (same words, other number), removed or added. old, new: its places.
    """

    kind: str
    old: Place
    new: Place

    def plain(self) -> list[Any]:
        """As stored."""
        return [self.kind, *self.old, *self.new]


def change_of(stored: Sequence[Any]) -> Change:
    """A change as `Change.plain` wrote it."""
    kind, number, sub, to, to_sub = stored
    return Change(str(kind), (int(number), int(sub)), (int(to), int(to_sub)))


def said(text: str) -> str:
    """The words of a text however they are set: width of signs, form of quotes, gaps between.

    Two printings of an article differ in these without anybody having amended it.
    """
    folded = unicodedata.normalize("NFKC", text).translate(QUOTES)
    return "".join(c for c in folded if unicodedata.category(c)[0] not in UNSEEN)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def _exact(old: Texts, new: Texts) -> dict[Place, Place]:
    """Articles whose words stand somewhere: at their own number if they can."""
    found = {place: place for place in old if new.get(place) == old[place]}
    taken = set(found.values())
    free: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(set(new) - taken):
        free[new[place]].append(place)
    for place in sorted(set(old) - set(found)):
        if free[old[place]]:
            found[place] = free[old[place]].pop(0)
    return found


def _near(old: Texts, new: Texts) -> dict[Place, Place]:
    """Articles that are one another, changed: the likeliest couples first, own numbers before."""
    was, now = ({p: _pairs(t) for p, t in texts.items()} for texts in (old, new))
    couples = []
    for place, words in was.items():
        for other, others in now.items():
            likeness = _likeness(words, others) + (0.15 if place == other else 0)
            if likeness >= ALIKE:
                couples.append((-likeness, place, other))
    found: dict[Place, Place] = {}
    taken: set[Place] = set()
    for _, place, other in sorted(couples):
        if place not in found and other not in taken:
            found[place] = other
            taken.add(other)
    return found


def couples(old: Texts, new: Texts) -> dict[Place, Place]:
    """Which article of the new version goes on for which of the old one."""
    old = {p: said(t) for p, t in old.items()}
    new = {p: said(t) for p, t in new.items()}
    found = _exact(old, new)
    taken = set(found.values())
    left = {p: t for p, t in old.items() if p not in found}
    return found | _near(left, {p: t for p, t in new.items() if p not in taken})


def changes(old: Texts, new: Texts) -> list[Change]:
    """Every article that is not what it was, in the order of the old version, then new ones."""
    found, told = couples(old, new), []
    for place in sorted(old):
        to = found.get(place, NOWHERE)
        if to == NOWHERE:
            told.append(Change(REMOVED, place, NOWHERE))
        elif said(old[place]) != said(new[to]):
            told.append(Change(AMENDED, place, to))
        elif to != place:
            told.append(Change(MOVED, place, to))
    fresh = sorted(set(new) - set(found.values()))
    return told + [Change(ADDED, NOWHERE, place) for place in fresh]


def all_changed(old: Iterable[Place], new: Iterable[Place]) -> list[Change]:
    """When nobody can compare words: every article counts as changed."""
    old, new = set(old), set(new)
    told = [Change(AMENDED, p, p) if p in new else Change(REMOVED, p, NOWHERE) for p in sorted(old)]
    return told + [Change(ADDED, NOWHERE, p) for p in sorted(new - old)]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stay, go or come. kind: same, gone or new."""

    kind: str
    text: str


def _words(text: str) -> list[str]:
    return list(rjieba.cut(text))


def runs(old: str, new: str) -> list[Run]:
    """The way from one text to the other, word by word."""
    was, now = _words(old), _words(new)
    found: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Run("same", "".join(was[a:b])))
            continue
        if b > a:
            found.append(Run("gone", "".join(was[a:b])))
        if d > c:
            found.append(Run("new", "".join(now[c:d])))
    return found
