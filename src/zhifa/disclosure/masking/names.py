"""Names of persons, by surname, characters, words beside them and how the text repeats them.

Every place with a surname gives candidates of two to four characters; some forty features of a
candidate are added up with the weights of weights.toml; what passes the threshold is a name, and a
name found once is a name wherever the text repeats it.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import rjieba

from zhifa.disclosure.masking.lexicon import Lexicon, lexicon, weights

LONGEST_CUE = 5
REACH = 12
THRESHOLD = -1.5
LIST_BONUS = 2.0
JOINTS = frozenset("、和与及")
DOTTED = re.compile(r"[\u4e00-\u9fa5]{2,10}(?:·[\u4e00-\u9fa5]{1,8}){1,3}")
MARKS = frozenset("，。；：、（）“”《》？！,;:()\"'<>[]【】〔〕 \n|/—…·")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text as the dictionary cuts it."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Perhaps a name: characters start to end, of which `family` are the surname."""

    start: int
    end: int
    family: int


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its words, indexed by where they begin and end."""

    text: str
    words: tuple[Word, ...]
    starting: dict[int, Word]
    ending: dict[int, Word]
    covering: tuple[Word, ...]


def page(text: str) -> Page:
    """Cut a text once for all candidates."""
    words, at = [], 0
    for word, tag in rjieba.tag(text):
        words.append(Word(at, at + len(word), tag))
        at += len(word)
    covering = tuple(w for w in words for _ in range(w.end - w.start))
    return Page(
        text, tuple(words), {w.start: w for w in words}, {w.end: w for w in words}, covering
    )


ALL_HAN = re.compile("[\u4e00-\u9fa5䶮𠮷]+")


def _han(text: str) -> bool:
    return ALL_HAN.fullmatch(text) is not None


def candidates(page: Page, book: Lexicon) -> Iterator[Candidate]:
    """Every run of characters that begins with a surname and is as long as a name."""
    text, single = page.text, book.common | book.other
    for start in range(len(text) - 1):
        families = [2] if text[start : start + 2] in book.compound else []
        families += [1] if text[start] in single else []
        for family in families:
            for given in (2, 1):
                end = start + family + given
                if end <= len(text) and _han(text[start:end]):
                    yield Candidate(start, end, family)


def _edges(left: str, right: str) -> Iterator[str]:
    yield "left:edge" if not left or left in MARKS else "left:inside"
    yield "right:edge" if not right or right in MARKS else "right:inside"
    if "、" in (left, right):
        yield "list"
    if left in ("：", ":"):
        yield "left:colon"


def _cues(page: Page, one: Candidate, book: Lexicon) -> Iterator[str]:
    """Words that introduce a name, or follow one."""
    text = page.text
    left, right = text[one.start - 1 : one.start], text[one.end : one.end + 1]
    if any(text[max(0, one.start - n) : one.start] in book.before for n in range(2, 6)):
        yield "before:long"
    elif left in book.before:
        yield "before:short"
    bare = text[max(0, one.start - 6) : one.start].rstrip("：:（( 、“")
    if left in MARKS and any(bare[-n:] in book.before for n in range(2, LONGEST_CUE)):
        yield "before:mark"
    if any(text[one.end : one.end + n] in book.after for n in (2, 3, 4)):
        yield "after:long"
    elif right in book.after:
        yield "after:short"
    if right in ("（", "(", "，", ",") and text[one.end + 1 : one.end + 2] in set("男女身以"):
        yield "after:person"


@cache
def _firm() -> re.Pattern[str]:
    """An organisation's word right behind, or one of the usual ones before the next mark."""
    close = "|".join(re.escape(word) for word in sorted(lexicon().firm) if len(word) > 1)
    marks = re.escape("".join(sorted(MARKS)))
    far = "公司|商行|经营部|超市|酒店|合作社|事务所|药房"
    return re.compile(rf"(?:{close})|[^{marks}]*?(?:{far})")


def _in_firm(page: Page, one: Candidate) -> bool:
    """Whether an organisation's word comes before the next mark."""
    return _firm().match(page.text, one.end, one.end + REACH) is not None


def _first_word(one: Candidate, first: Word, last: Word) -> Iterator[str]:
    """How the dictionary's word at the candidate's beginning lies to it."""
    if first.start != one.start:
        yield f"torn:{first.tag[:1]}"
        return
    named = first.tag.startswith("nr")
    if last.end == one.end and first is last:
        yield "word:name" if named else f"word:{first.tag[:1]}"
    elif named:
        yield "first:name"
    if first.end == one.start + one.family:
        yield "family:alone"
    if first.end > one.end:
        yield f"longer:{first.tag[:2] if first.tag.startswith('n') else first.tag[:1]}"
    if first is not last:
        yield f"given:{'nr' if last.tag.startswith('nr') else last.tag[:1]}"


def _words(page: Page, one: Candidate) -> Iterator[str]:
    first, last = page.covering[one.start], page.covering[one.end - 1]
    yield f"cut:{int(first.start == one.start)}{int(last.end == one.end)}"
    yield from _first_word(one, first, last)
    if last.end != one.end:
        yield f"torn_end:{last.tag[:1]}"
    if before := page.ending.get(one.start):
        yield f"prev:{before.tag[:1]}"
    if after := page.starting.get(one.end):
        yield f"next:{after.tag[:1]}"


def features(page: Page, one: Candidate, counts: Counter[str], book: Lexicon) -> list[str]:
    """The names of the features that a candidate has."""
    name = page.text[one.start : one.end]
    given = name[one.family :]
    family = name[: one.family]
    rank = "compound" if family in book.compound else "common" if family in book.common else "other"
    usual = sum(c in book.given for c in given)
    found = [
        "bias",
        f"family:{rank}",
        f"given:{len(given)}:{usual}",
        f"family:{rank}:{len(given)}",
        f"repeats:{min(counts[name], 3)}",
        *_edges(page.text[one.start - 1 : one.start], page.text[one.end : one.end + 1]),
        *_cues(page, one, book),
        *_words(page, one),
    ]
    found += [f"first:{given[0]}", f"last:{given[-1]}", f"surname:{family}"]
    found += [f"L:{page.text[one.start - 1 : one.start]}", f"R:{page.text[one.end : one.end + 1]}"]
    plain_word = any(f.startswith("word:") and f != "word:name" for f in found)
    if plain_word and not any(f.startswith("before:") for f in found):
        found.append("word:uncued")
    if len(given) == 2 and given[0] == given[1]:  # noqa: PLR2004
        found.append("given:double")
    if _in_firm(page, one):
        found.append("firm")
    if page.text[one.end : one.end + 1] == "某" or "某" in given:
        found.append("hidden")
    return found


@cache
def _weights() -> dict[str, float]:
    return weights()


def score(found: Sequence[str]) -> float:
    """The log-odds that a candidate with these features is a name."""
    known = _weights()
    return math.fsum(known.get(f, 0.0) for f in found)


def counts_of(text: str, found: Sequence[Candidate]) -> Counter[str]:
    """How often each candidate's letters stand in the text."""
    return Counter(text[c.start : c.end] for c in found)


def _scored(text: str) -> list[tuple[float, Candidate]]:
    """Every candidate with its log-odds, the most certain first."""
    book, cut = lexicon(), page(text)
    found = list(candidates(cut, book))
    counts = counts_of(text, found)
    return sorted(
        ((score(features(cut, c, counts, book)), c) for c in found), key=lambda pair: -pair[0]
    )


def _listed(text: str, one: Candidate, taken: set[int]) -> bool:
    """Whether a name already found stands beside this one in a list."""
    before = text[one.start - 1 : one.start] in JOINTS and one.start - 2 in taken
    after = text[one.end : one.end + 1] in JOINTS and one.end + 1 in taken
    return before or after


def chosen(text: str, threshold: float = THRESHOLD) -> list[tuple[int, int]]:
    """Names without overlap. In a list beside a name, less certainty is asked."""
    scored = _scored(text)
    taken: set[int] = set()
    kept: list[tuple[int, int]] = []
    for ask, needs_list in ((threshold, False), (threshold - LIST_BONUS, True)):
        for value, one in scored:
            if value <= ask:
                break
            places = range(one.start, one.end)
            if taken.intersection(places) or (needs_list and not _listed(text, one, taken)):
                continue
            taken.update(places)
            kept.append((one.start, one.end))
    return sorted(kept)


def dotted(text: str) -> Iterator[tuple[int, int]]:
    """Names with a dot 间隔号, without the words that introduce or follow them."""
    book = lexicon()
    for match in DOTTED.finditer(text):
        first, last = text.index("·", match.start()), text.rindex("·", match.start(), match.end())
        start = max(
            (n for n in range(match.start(), first - 1) if _cued(text, n, book)),
            default=match.start(),
        )
        ends = (n for n in range(last + 3, match.end()) if _followed(text, n, book))
        yield start, next(ends, match.end())


def _cued(text: str, at: int, book: Lexicon) -> bool:
    return any(text[max(0, at - n) : at] in book.before for n in range(1, 6))


def _followed(text: str, at: int, book: Lexicon) -> bool:
    return any(text[at : at + n] in book.after for n in range(1, 5))
