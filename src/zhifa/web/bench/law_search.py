"""How well and how fast articles of law are found, on the data pack's questions.

Hints are never measured on questions they were learned from: five folds, each answered with what
the other four teach.
"""

import math
import resource
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from statistics import fmean
from time import perf_counter
from typing import Any

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.rules import law_hints
from zhifa.registry.rules.law_hints import Hints
from zhifa.registry.rules.law_questions import Question, samples

FOLDS, DEEP, SHORT = 5, 100, 10
DAY = date(2026, 11, 26)
MEASURES = ("MRR@10", "R@10", "R@100", "nDCG@10")
# printed in the data pack's README: a bigram BM25 run there on the same questions
BASELINE: Mapping[str, Sequence[float]] = {
    "stard.train": (0.373, 0.464, 0.660, 0.364),
    "lawbench_3-2.dev": (0.623, 0.779, 0.875, 0.661),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure about the law library."""

    database: str
    what: str
    value: float

    @property
    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "part": "laws",
            "database": self.database,
            "what": self.what,
            "value": round(self.value, 4),
        }


def _gain(ranks: Iterable[int]) -> float:
    return sum(1 / math.log2(rank + 2) for rank in ranks)


def scores(hits: Sequence[object], wanted: Sequence[object]) -> tuple[float, float, float, float]:
    """MRR@10, recall@10, recall@100 and nDCG@10 of one question; hits best first."""
    right = set(wanted)
    ranks = [rank for rank, hit in enumerate(hits[:DEEP]) if hit in right]
    short = [rank for rank in ranks if rank < SHORT]
    return (
        1 / (short[0] + 1) if short else 0.0,
        len(short) / len(right),
        len(ranks) / len(right),
        _gain(short) / _gain(range(min(SHORT, len(right)))),
    )


def _answered(question: Question, taught: Hints) -> list[tuple[str, int, int]]:
    hits = reads.search_articles(
        text=question.text, on=DAY, viewer=SYSTEM, limit=DEEP, taught=taught
    )
    return [(h.article.version.law.title, h.article.number, h.article.sub) for h in hits]


def folded(
    questions: Sequence[Question], *, learn: bool
) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Set and scores of every question, its fold not learned from."""
    chance = Random(1)  # noqa: S311 - the same folds every time
    fold = [chance.randrange(FOLDS) for _ in questions]
    for number in range(FOLDS):
        others = [(q.text, q.found) for q, n in zip(questions, fold, strict=True) if n != number]
        taught = law_hints.learn(others) if learn else Hints()
        for question, mine in zip(questions, fold, strict=True):
            if mine == number:
                yield question.name, scores(_answered(question, taught), question.wanted)


def _quality(questions: Sequence[Question], *, learn: bool) -> dict[str, float]:
    told: dict[str, list[tuple[float, float, float, float]]] = {}
    for name, some in folded(questions, learn=learn):
        told.setdefault(name, []).append(some)
    kind = "有提示" if learn else "无提示"
    return {
        f"{name} {measure} {kind}": fmean(row[i] for row in rows)
        for name, rows in told.items()
        for i, measure in enumerate(MEASURES)
    }


def _percentile(taken: Sequence[float], percent: int) -> float:
    return sorted(taken)[min(len(taken) - 1, len(taken) * percent // 100)] * 1000


def _search_times(questions: Sequence[Question]) -> list[float]:
    taken = []
    for question in questions:
        begun = perf_counter()
        reads.search_articles(text=question.text, on=DAY, viewer=SYSTEM)
        taken.append(perf_counter() - begun)
    return taken


def _look_up_times() -> list[float]:
    law = reads.law(title="民法典", viewer=SYSTEM)
    taken = []
    for number in range(1, 1001):
        begun = perf_counter()
        if law:
            reads.article_in_force(law=law, number=number, on=DAY, viewer=SYSTEM)
        taken.append(perf_counter() - begun)
    return taken


def _imported(pack: Path, at: Any) -> dict[str, float]:
    actions.load_index(by=SYSTEM, at=at)
    begun = perf_counter()
    done = actions.import_laws(path=pack / "laws", by=SYSTEM, at=at)
    return {
        "导入全部法律（秒）": perf_counter() - begun,
        "导入条文": done.articles,
        "导入峰值内存（MB）": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measure(pack: Path, at: Any, *, most: int) -> dict[str, float]:
    """Import, quality and speed on an empty, migrated database. most: questions asked, 0: all."""
    told = _imported(pack, at)
    questions = samples(pack)
    questions = questions[:: max(1, len(questions) // most)] if most else questions
    for learn in (False, True):
        told |= _quality(questions, learn=learn)
    for name, taken in (("检索", _search_times(questions)), ("取条", _look_up_times())):
        told |= {f"{name} p{p}（毫秒）": _percentile(taken, p) for p in (50, 95)}
    return told


def table(found: Sequence[Figure]) -> Iterator[str]:
    """The figures, a line each, the published baseline beside the sets it is known for."""
    for figure in found:
        name, _, rest = figure.what.partition(" ")
        measure_name = rest.partition(" ")[0]
        known = name in BASELINE and measure_name in MEASURES
        base = f"  基线 {BASELINE[name][MEASURES.index(measure_name)]:.3f}" if known else ""
        yield f"laws  {figure.database}  {figure.what}  {figure.value:,.3f}{base}"
