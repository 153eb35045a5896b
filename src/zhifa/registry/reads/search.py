"""Finding articles by what they say, as of a day: the fitting ones first."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from zhifa.kernel.access import Actor
from zhifa.registry.models import BUCKETS, Article, IndexBucket
from zhifa.registry.reads._law_index import Index, Part, Within, current, shown_on
from zhifa.registry.rules import law_rank as rank
from zhifa.registry.rules.law_hints import Hints, hints
from zhifa.registry.rules.law_names import in_full
from zhifa.registry.rules.law_plain import as_statutes_say

LONGEST = 400  # characters of a question that are used
MOST = 160  # pairs of a question that are used
WORDS, LAWS, CHAPTERS, CITED, LEVELS, NAMED, PENAL = 1.5, 0.5, 0.3, 0.2, 0.1, 0.8, 0.3


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a question found, with how well; a higher score is better."""

    article: Article
    score: float


Standing: TypeAlias = dict[int, list[tuple[int, rank.Postings]]]
NOWHERE = rank.Postings(np.empty(0, np.uint32), np.empty(0, np.uint8))


def _held(index: Index, wanted: rank.Codes, found: Standing) -> dict[int, tuple[Part, list[int]]]:
    """Put what is kept into `found`; bucket → part and pairs for what has to be read."""
    missing: dict[int, tuple[Part, list[int]]] = {}
    for part in index.parts:
        numbers = rank.buckets(wanted, part.bits)
        for code, number in zip(wanted.tolist(), numbers.tolist(), strict=True):
            kept = index.kept.get(part.pk, code)
            if kept is None:
                missing.setdefault(part.pk * BUCKETS + number, (part, []))[1].append(code)
            elif len(kept.documents):
                found.setdefault(code, []).append((part.first, kept))
    return missing


def _fetched(index: Index, wanted: rank.Codes) -> Standing:
    """Pair → where it stands, as (first article of the part, postings)."""
    found: Standing = {}
    missing = _held(index, wanted, found)
    rows = IndexBucket.objects.filter(pk__in=list(missing)).values_list("pk", "data")
    for pk, data in rows if missing else ():
        part, asked = missing.pop(pk)
        told = rank.postings(bytes(data), np.array(asked, np.uint32))
        for code in asked:
            postings = told.get(code, NOWHERE)
            index.kept.put(part.pk, code, postings)
            if code in told:
                found.setdefault(code, []).append((part.first, postings))
    for part, asked in missing.values():  # buckets with nothing in them
        for code in asked:
            index.kept.put(part.pk, code, NOWHERE)
    return found


def _words(index: Index, text: str) -> rank.Scores:
    """BM25 of every article for a question."""
    asked = list(rank.asked(text).items())[:MOST]
    scores = np.zeros(index.size, np.float32)
    if not asked:
        return scores
    wanted = rank.codes([pair for pair, _ in asked])
    weight = {int(c): w for c, (_, w) in zip(wanted, asked, strict=True)}
    for code, held in _fetched(index, np.unique(wanted)).items():
        rare = rank.rarity(sum(len(p.documents) for _, p in held), index.size)
        unit = np.float32(weight[code] * rare / rank.STEP)
        for first, postings in held:
            scores[postings.documents + np.uint32(first)] += unit * postings.weights
    return scores


def _learned(index: Index, text: str, taught: Hints) -> rank.Scores:
    """What earlier questions add."""
    known = index.taught(taught)
    total = CITED * known.cited
    told = ((LAWS, taught.laws, known.laws), (CHAPTERS, taught.chapters, known.chapters))
    for share, guess, at in told:
        if len(guess.places):
            likely = np.append(guess.of(text), np.float32(0))  # -1: nothing is known
            total = total + share * likely[at]
    return np.asarray(total, np.float32)


def _ranked(
    index: Index, text: str, allowed: NDArray[np.bool_], taught: Hints
) -> tuple[rank.Scores, NDArray[np.bool_]]:
    scores = _words(index, text)
    fitting = allowed & (scores > 0)
    if fitting.any():
        scores *= np.float32(WORDS / scores[fitting].max())
        scores += _learned(index, text, taught) + LEVELS * index.levels
        scores += NAMED * index.named(f"{text} {' '.join(as_statutes_say(text).instead)}")
        if rank.asks_for_penalty(text):
            scores += PENAL * index.penal
    return scores, fitting


def _best(scores: rank.Scores, fitting: NDArray[np.bool_], limit: int) -> NDArray[np.int64]:
    places = np.flatnonzero(fitting)
    if len(places) > limit:
        cut = np.argpartition(-scores[places], limit - 1)[:limit]
        places = places[np.sort(cut)]
    return places[np.argsort(-scores[places], kind="stable")]


def search_articles(
    *,
    text: str,
    on: date,
    viewer: Actor,  # noqa: ARG001 - statutes are public
    limit: int = 10,
    within: Within | None = None,
    taught: Hints | None = None,
) -> list[Hit]:
    """Articles in force on a day that fit a question best, best first.

    Empty where no texts are imported. taught: other hints than the repository's own.
    """
    index = current()
    allowed = shown_on(index, on=on, within=within or Within())
    taught = hints() if taught is None else taught
    scores, fitting = _ranked(index, in_full(text)[:LONGEST], allowed, taught)
    places = _best(scores, fitting, limit)
    keys = [int(index.articles[p]) for p in places]
    found = Article.objects.select_related("version__law").in_bulk(keys)
    ranked = zip(keys, places, strict=True)
    return [Hit(found[pk], float(scores[place])) for pk, place in ranked if pk in found]
