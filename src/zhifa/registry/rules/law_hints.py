"""What earlier questions teach: which law, chapter and article a question is likely about.

Learned from questions whose articles are known (scripts/law_hints); only figures are kept.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from zhifa.registry.rules.law_rank import DATA, Scores, pairs

FILE = DATA / "hints.tsv"
CALM = 5.0  # questions that speak against trusting few
TRUST = 0.3  # pairs of one question do not speak independently
SEEN = 3  # questions that a pair must stand in

Place: TypeAlias = tuple[str, str]  # short title; headings, "" for the whole law
Article: TypeAlias = tuple[str, int, int]  # short title, number, 之
Sample: TypeAlias = tuple[str, Sequence[tuple[Article, str]]]  # question; articles with headings


@dataclass(frozen=True, slots=True)
class Guess:
    """Likely places of a question: a naive Bayes whose evidence is damped.

    start: of each place, before anything is asked; absent: what a pair says that it never met.
    """

    places: Sequence[Place] = ()
    start: Sequence[float] = ()
    absent: Sequence[float] = ()
    says: Mapping[str, Sequence[tuple[int, float]]] = field(default_factory=dict)

    def of(self, text: str) -> Scores:
        """How likely each place is; they add up to 1."""
        known = [self.says[p] for p in pairs(text) if p in self.says]
        score = np.array(self.start) + len(known) * np.array(self.absent)
        for said in known:
            for place, weight in said:
                score[place] += weight
        likely = np.exp(score - score.max()) if len(score) else score
        return np.asarray(likely / max(likely.sum(), 1e-9), np.float32)


@dataclass(frozen=True, slots=True)
class Hints:
    """All that is learned. cited: article → how many questions it answered."""

    laws: Guess = Guess()
    chapters: Guess = Guess()
    cited: Mapping[Article, int] = field(default_factory=dict)


def _learn(samples: Sequence[tuple[list[str], Mapping[Place, float]]]) -> Guess:
    total, told = len(samples), Counter(p for words, _ in samples for p in words)
    weight: Counter[Place] = Counter()
    met: dict[str, Counter[Place]] = defaultdict(Counter)
    for words, shares in samples:
        for place, share in shares.items():
            weight[place] += share  # type: ignore[assignment]  # shares of a question
            for pair in words:
                if told[pair] >= SEEN:
                    met[pair][place] += share  # type: ignore[assignment]  # likewise
    places = sorted(weight)
    at = {place: i for i, place in enumerate(places)}
    says = {}
    for pair, counts in sorted(met.items()):
        calm = CALM * told[pair] / total
        rows = ((at[p], round(TRUST * math.log1p(n / calm), 2)) for p, n in counts.items())
        says[pair] = sorted(rows)
    return Guess(
        places,
        [round(math.log(weight[p] / total), 2) for p in places],
        [round(TRUST * math.log(CALM / (weight[p] + CALM)), 3) for p in places],
        says,
    )


def _shares(places: Iterable[Place]) -> dict[Place, float]:
    counted = Counter(places)
    total = counted.total()
    return {place: n / total for place, n in counted.items()}


def learn(samples: Iterable[Sample]) -> Hints:
    """What questions with known articles teach; those without any are left out."""
    kept = [(pairs(text), found) for text, found in samples if found]
    return Hints(
        _learn([(words, _shares((a[0], "") for a, _ in found)) for words, found in kept]),
        _learn([(words, _shares((a[0], path) for a, path in found)) for words, found in kept]),
        Counter(a for _, found in kept for a, _ in found),
    )


def _lines(name: str, guess: Guess) -> Iterable[str]:
    for (law, path), start, absent in zip(guess.places, guess.start, guess.absent, strict=True):
        yield f"{name}\t{law}\t{path}\t{start}\t{absent}"
    for pair, rows in guess.says.items():
        yield f"{name}:\t{pair}\t" + " ".join(f"{place}:{weight}" for place, weight in rows)


def write(hints: Hints) -> str:
    """All that is learned, as a file."""
    articles = (f"cited\t{a[0]}\t{a[1]}\t{a[2]}\t{n}" for a, n in sorted(hints.cited.items()))
    return "\n".join(
        [*_lines("law", hints.laws), *_lines("chapter", hints.chapters), *articles, ""]
    )


def _guess(rows: Sequence[Sequence[str]], name: str) -> Guess:
    places = [row for row in rows if row[0] == name]
    return Guess(
        [(row[1], row[2]) for row in places],
        [float(row[3]) for row in places],
        [float(row[4]) for row in places],
        {row[1]: [_weight(w) for w in row[2].split()] for row in rows if row[0] == f"{name}:"},
    )


def _weight(text: str) -> tuple[int, float]:
    place, _, weight = text.partition(":")
    return int(place), float(weight)


def parse(text: str) -> Hints:
    """A file that `write` wrote."""
    rows = [line.split("\t") for line in text.splitlines()]
    cited = {(r[1], int(r[2]), int(r[3])): int(r[4]) for r in rows if r[0] == "cited"}
    return Hints(_guess(rows, "law"), _guess(rows, "chapter"), cited)


@cache
def hints() -> Hints:
    """What the repository has learned; nothing where it carries no file."""
    return parse(FILE.read_text(encoding="utf-8")) if FILE.exists() else Hints()


def places_of(guess: Guess, told: Sequence[Place]) -> NDArray[np.int64]:
    """Index of each of these places in the guess; -1 where it knows nothing of it."""
    at = {place: i for i, place in enumerate(guess.places)}
    return np.array([at.get(place, -1) for place in told], np.int64)
