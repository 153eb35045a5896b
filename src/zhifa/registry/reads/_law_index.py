"""The index of articles as a process keeps it: small tables; the postings stay in the database."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhifa.agencies import reads as agencies
from zhifa.kernel.models import Head
from zhifa.registry.models import IndexPart, LawVersion
from zhifa.registry.rules.law_hints import Article, Guess, Hints, Place, places_of
from zhifa.registry.rules.law_places import elsewhere
from zhifa.registry.rules.law_rank import Postings, Scores, tells_penalties
from zhifa.registry.rules.law_records import OUT_OF_FORCE, standing_of

HEIGHT = {"法律": 1.0, "司法解释": 0.8, "宪法": 0.5}
SHORTEST = 3  # letters of a title that a question can name
SUBJECT = "library:laws"
KEPT = 32_000_000  # bytes of postings that a process keeps
ENTRY = 300  # bytes that an entry costs beside its numbers


@dataclass(frozen=True, slots=True)
class Within:
    """Where to look; what is empty narrows nothing. law: its key. elsewhere: other places' too.

    every: of laws named, those not in force that day too.
    """

    level: str = ""
    domain: str = ""
    status: str = ""
    law: int = 0
    elsewhere: bool = False
    every: bool = False


class Version(NamedTuple):
    """What the index has to know of a version of a law."""

    pk: int
    law: int
    title: str
    level: str
    domains: str
    status: str
    begins: date | None
    ends: date | None
    adopted: date | None
    has_text: bool
    body: str = ""

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day, as `reads.version_on` sees it."""
        if self.begins is None or day < self.begins:
            return False
        return self.status not in OUT_OF_FORCE if self.ends is None else day <= self.ends

    @property
    def rank(self) -> tuple[date, bool, date, bool]:
        """Of two that hold, the higher one is shown."""
        return standing_of(self.begins, self.adopted, self.status)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the index. first: where its articles begin among all."""

    pk: int
    bits: int
    first: int


@dataclass(frozen=True, slots=True)
class Taught:
    """Hints, article by article: place in a guess (-1: none) and weight of being cited."""

    laws: NDArray[np.int64]
    chapters: NDArray[np.int64]
    cited: Scores


class Kept:
    """Postings read lately, up to so many bytes; those not asked for longest go first."""

    def __init__(self, most: int = KEPT) -> None:
        self.most, self.held = most, 0
        self.found: OrderedDict[tuple[int, int], Postings] = OrderedDict()
        self.lock = Lock()

    def get(self, part: int, code: int) -> Postings | None:
        """What is kept of a pair in a part."""
        with self.lock:
            found = self.found.get((part, code))
            if found is not None:
                self.found.move_to_end((part, code))
            return found

    def put(self, part: int, code: int, postings: Postings) -> None:
        """Keep a copy, so that the bucket it came from may go."""
        copy = Postings(postings.documents.copy(), postings.weights.copy())
        with self.lock:
            self.found[part, code] = copy
            self.held += _size(copy)
            while self.held > self.most:
                _, gone = self.found.popitem(last=False)
                self.held -= _size(gone)


def _size(postings: Postings) -> int:
    return postings.documents.nbytes + postings.weights.nbytes + ENTRY


@dataclass(slots=True, eq=False)
class Index:
    """All articles, as rows: key, version, number (1000 times 条, and 之), heading."""

    parts: Sequence[Part]
    articles: NDArray[np.uint32]
    versions: NDArray[np.uint32]
    numbers: NDArray[np.uint32]
    places: NDArray[np.int64]
    paths: Sequence[str]
    known: Sequence[Version]
    row: NDArray[np.int64]  # article → row of `known`; the last row is nothing
    levels: Scores
    penal: Scores
    lessons: dict[int, tuple[Hints, Taught]] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)

    @property
    def size(self) -> int:
        """How many articles there are."""
        return len(self.articles)

    def taught(self, hints: Hints) -> Taught:
        """Hints laid over the articles; the last ones used are kept."""
        kept = self.lessons.get(id(hints))
        if kept is None or kept[0] is not hints:
            if len(self.lessons) > 1:
                self.lessons.clear()
            kept = self.lessons[id(hints)] = (hints, _taught(self, hints))
        return kept[1]

    def named(self, text: str) -> Scores:
        """1 for the articles of the law that a question names, the longest name counting."""
        titles = {v.title for v in self.known if len(v.title) >= SHORTEST and v.title in text}
        kept = {t for t in titles if not any(t != other and t in other for other in titles)}
        named = np.array([v.title in kept for v in self.known] + [False], np.float32)
        return np.asarray(named[self.row], np.float32)


def _law_places(index: Index, guess: Guess) -> NDArray[np.int64]:
    told: list[Place] = [(v.title, "") for v in index.known]
    return np.append(places_of(guess, told), -1)[index.row]


def _chapter_places(index: Index, guess: Guess) -> NDArray[np.int64]:
    """Every (version, heading) that occurs is looked up once."""
    pairs = index.row * (len(index.paths) + 1) + index.places
    occurring, inverse = np.unique(pairs, return_inverse=True)
    told = [
        (index.known[row].title if row < len(index.known) else "", index.paths[path])
        for row, path in (divmod(int(p), len(index.paths) + 1) for p in occurring)
    ]
    return places_of(guess, told)[inverse]


def _cited(index: Index, cited: Iterable[tuple[Article, int]]) -> Scores:
    weights = np.zeros(index.size, np.float32)
    by_law: dict[str, dict[int, int]] = {}
    for (law, number, sub), times in cited:
        by_law.setdefault(law, {})[number * 1000 + sub] = times
    for row, version in enumerate(index.known):
        told = by_law.get(version.title)
        if told:
            for place in np.flatnonzero(index.row == row):
                weights[place] = np.log1p(told.get(int(index.numbers[place]), 0))
    return weights


def _taught(index: Index, hints: Hints) -> Taught:
    return Taught(
        _law_places(index, hints.laws),
        _chapter_places(index, hints.chapters),
        _cited(index, hints.cited.items()),
    )


def _numbers(rows: Sequence[Mapping[str, Any]], name: str) -> NDArray[np.uint32]:
    parts = [np.frombuffer(bytes(row[name]), "<u4") for row in rows]
    return np.concatenate(parts) if parts else np.empty(0, np.uint32)


def _versions() -> list[Version]:
    names = (
        "pk", "law_id", "law__short_title", "level", "law__domains", "status",
        "in_force_from", "in_force_until", "adopted_on", "has_text", "issuing_body",
    )  # fmt: skip
    return [Version(*row) for row in LawVersion.objects.order_by("pk").values_list(*names)]


def _places(rows: Sequence[Mapping[str, Any]]) -> tuple[NDArray[np.int64], list[str]]:
    paths: list[str] = []
    places = [np.empty(0, np.int64)]
    for row in rows:
        places.append(np.frombuffer(bytes(row["places"]), "<u4").astype(np.int64) + len(paths))
        paths += row["paths"]
    return np.concatenate(places), paths


def _penal(places: NDArray[np.int64], paths: Sequence[str]) -> Scores:
    """1 for articles that say what follows from a breach."""
    return np.array([tells_penalties(path) for path in [*paths, ""]], np.float32)[places]


@lru_cache(maxsize=2)
def _load(_state: tuple[str, tuple[str, ...]]) -> Index:
    rows: list[Mapping[str, Any]] = [dict(r) for r in IndexPart.objects.order_by("pk").values()]
    known = _versions()
    versions = _numbers(rows, "versions")
    keys = np.array([v.pk for v in known] or [0], np.int64)
    row = np.searchsorted(keys, versions)
    row[row >= len(keys)] = 0
    row = np.where(keys[row] == versions, row, len(known)) if len(row) else row
    heights = np.array([HEIGHT.get(v.level, 0.0) for v in known] + [0.0], np.float32)
    firsts = np.cumsum([0] + [r["size"] for r in rows])
    parts = [Part(r["id"], r["bits"], int(f)) for r, f in zip(rows, firsts, strict=False)]
    places, paths = _places(rows)
    return Index(
        parts, _numbers(rows, "articles"), versions, _numbers(rows, "numbers"), places, paths,
        known, row, heights[row], _penal(places, paths),
    )  # fmt: skip


def current() -> Index:
    """The index as it stands in the database now; read anew when laws have changed."""
    head = Head.objects.filter(pk=SUBJECT).values_list("digest", flat=True).first()
    parts = IndexPart.objects.order_by("pk").values_list("token", flat=True)
    return _load((head or "", tuple(parts)))


def _shown(versions: Sequence[Version], day: date) -> set[int]:
    """Of each law the version of the day; of one whose days are not known, the newest."""
    by_law: dict[int, list[Version]] = {}
    for version in versions:
        by_law.setdefault(version.law, []).append(version)
    found = set()
    for every in by_law.values():
        held = [v for v in every if v.holds(day)] or [
            v for v in every if v.begins is None and v.status not in OUT_OF_FORCE
        ]
        if held:
            found.add(max(held, key=lambda v: v.rank).pk)
    return found


def _admits(version: Version, within: Within) -> bool:
    return (
        within.level in {"", version.level}
        and within.status in {"", version.status}
        and (not within.domain or f"|{within.domain}|" in version.domains)
        and within.law in {0, version.law}
        and bool(within.elsewhere or within.law or not _elsewhere(version))
    )


def _elsewhere(version: Version) -> bool:
    """Whether a version is a local rule of a place that is not ours."""
    return elsewhere(version.level, version.body, version.title, agencies.home_areas())


@lru_cache(maxsize=16)
def _allowed(index: Index, day: date, within: Within) -> NDArray[np.bool_]:
    shown = _shown(index.known, day)
    admitted = [v.pk in shown and _admits(v, within) for v in index.known]
    return np.array([*admitted, False], np.bool_)[index.row]


def shown_on(index: Index, *, on: date, within: Within) -> NDArray[np.bool_]:
    """Which articles may be found: those of the versions of a day, within what is asked."""
    return _allowed(index, on, within)
