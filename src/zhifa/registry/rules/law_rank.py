"""Ranking articles: BM25 over pairs of characters, added up from packed postings.

Pairs do as well as words here and need no dictionary: see docs/benchmarks.md, Law search.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from zhifa.registry.rules.law_plain import as_statutes_say

Codes: TypeAlias = NDArray[np.uint32]
Scores: TypeAlias = NDArray[np.float32]

K1, B = 2.0, 0.75
TERSE = 2  # pairs of a word of law that count in full
WHOLE = 4  # the same of a word that stands instead of what was asked
TYPICAL = 130.0  # pairs of an article with its title and headings, on average
WIDEST = 13  # bits of a bucket's number
CROWD = 1500  # postings that a bucket should hold
CHUNK = 8192  # articles counted at once
STEP = 255 / (K1 + 1)  # of a packed weight
DATA = Path(__file__).parents[1] / "data" / "laws"
_END = "\x00"
_PENAL = re.compile("罚|吊销|没收|后果|责任|处分")
_PLAIN = {0xFF01 + n: 0x21 + n for n in range(94)}  # full-width letters and figures


@cache
def _wordy() -> NDArray[np.bool_]:
    """Which characters of the basic plane are letters or figures."""
    return np.fromiter((chr(n).isalnum() for n in range(0x10000)), np.bool_, 0x10000)


def _characters(text: str) -> NDArray[np.uint32]:
    plain = text.lower().translate(_PLAIN)
    return np.frombuffer(plain.encode("utf-32-le", "replace"), "<u4").astype(np.uint32)


def _hashes(first: Codes, second: Codes) -> Codes:
    mixed = first * np.uint32(2654435761) ^ second * np.uint32(2246822519)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(3266489917)
    return np.asarray(mixed ^ (mixed >> np.uint32(16)), np.uint32)


def _standing(characters: Codes) -> NDArray[np.bool_]:
    """Where a pair of letters or figures begins."""
    wordy = _wordy()[np.minimum(characters, 0xFFFF)] | (characters > np.uint32(0xFFFF))
    return np.asarray(wordy[:-1] & wordy[1:])


def pairs(text: str) -> list[str]:
    """The pairs of characters of a text, each once, in order of first mention."""
    plain = text.lower().translate(_PLAIN)
    found = (plain[i : i + 2] for i in range(len(plain) - 1))
    return [p for p in dict.fromkeys(found) if p.isalnum()]


@cache
def hollow() -> frozenset[str]:
    """Pairs that belong to asking and not to what is asked."""
    return frozenset((DATA / "hollow_pairs.txt").read_text(encoding="utf-8").split())


def asks_for_penalty(text: str) -> bool:
    """Whether a question wants to know what follows from a breach."""
    return bool(_PENAL.search(text))


def tells_penalties(heading: str) -> bool:
    """Whether articles below a heading say what follows from a breach."""
    return any(word in heading for word in ("法律责任", "罚则"))


def asked(text: str, *, synonyms: float = 0.5) -> dict[str, float]:
    """Pair → weight of what a question looks for; what it only asks with is left out."""
    question = as_statutes_say(text)
    weights = dict.fromkeys((p for p in pairs(question.rest) if p not in hollow()), 1.0)
    for weight, terse, words in (
        (1.0, WHOLE, question.instead),
        (synonyms, TERSE, question.beside),
    ):
        for word in words:
            said = pairs(word)
            for pair in said:  # a long word says no more than a short one
                weights.setdefault(pair, weight * min(1.0, terse / len(said)))
    return weights


def codes(told: Sequence[str]) -> Codes:
    """Pairs as they are stored."""
    characters = _characters("".join(told)).reshape(-1, 2)
    return _hashes(characters[:, 0], characters[:, 1])


Counted: TypeAlias = tuple[NDArray[np.uint64], NDArray[np.uint8]]


def _counted(texts: Sequence[str], first: int) -> Counted:
    """Every (pair, article) of some texts in order, and how often the pair stands there."""
    characters = _characters(_END.join(texts))
    document = np.cumsum(characters == 0, dtype=np.uint64) + np.uint64(first)
    begins = _standing(characters)
    hashed = _hashes(characters[:-1][begins], characters[1:][begins]).astype(np.uint64)
    keys, times = np.unique(hashed << np.uint64(32) | document[:-1][begins], return_counts=True)
    return keys, np.minimum(times, 255).astype(np.uint8)


def _weights(documents: Codes, times: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """How much a pair says for an article, in 255ths; BM25 without the rarity of the pair."""
    lengths = np.bincount(documents, weights=times, minlength=size).astype(np.float32)
    damped = (K1 * (1 - B + B * lengths / TYPICAL)).astype(np.float32)[documents]
    often = times.astype(np.float32)
    often *= np.float32((K1 + 1) * STEP) / (often + damped)
    return np.maximum(1, np.rint(often)).astype(np.uint8)


def _packed(hashed: Codes, documents: Codes, weights: NDArray[np.uint8]) -> bytes:
    """A bucket: how many pairs, the pairs, where each one's postings begin, articles, weights."""
    terms, starts = np.unique(hashed, return_index=True)
    bounds = np.append(starts, len(hashed)).astype("<u4")
    head = np.array([len(terms)], "<u4")
    parts = (head, terms.astype("<u4"), bounds, documents.astype("<u4"), weights)
    return b"".join(part.tobytes() for part in parts)


def build(texts: Sequence[str]) -> tuple[int, Iterator[tuple[int, bytes]]]:
    """Bits of a bucket's number and every bucket with something in it."""
    chunks = [_counted(texts[at : at + CHUNK], at) for at in range(0, len(texts), CHUNK)]
    keys = np.concatenate([k for k, _ in chunks] or [np.empty(0, np.uint64)])
    times = np.concatenate([t for _, t in chunks] or [np.empty(0, np.uint8)])
    del chunks
    order = np.argsort(keys, kind="stable")
    keys, times = keys[order], times[order]
    documents = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    hashed = (keys >> np.uint64(32)).astype(np.uint32)
    weights = _weights(documents, times, len(texts))
    bits = min(WIDEST, max(0, int(np.log2(max(1, len(keys) / CROWD)))))
    return bits, _buckets(bits, hashed, documents, weights)


def _buckets(
    bits: int, hashed: Codes, documents: Codes, weights: NDArray[np.uint8]
) -> Iterator[tuple[int, bytes]]:
    where = buckets(hashed, bits)
    numbers, starts = np.unique(where, return_index=True)
    for number, start, end in zip(numbers, starts, [*starts, len(hashed)][1:], strict=True):
        yield int(number), _packed(hashed[start:end], documents[start:end], weights[start:end])


def buckets(hashed: Codes, bits: int) -> NDArray[np.uint64]:
    """The bucket of each pair."""
    return hashed.astype(np.uint64) >> np.uint64(32 - bits)


@dataclass(frozen=True, slots=True)
class Postings:
    """Where one pair stands in one part."""

    documents: Codes
    weights: NDArray[np.uint8]


def postings(data: bytes, wanted: Codes) -> dict[int, Postings]:
    """Pair → where it stands, for those of the wanted pairs that this bucket holds."""
    count = int(np.frombuffer(data, "<u4", 1)[0])
    terms = np.frombuffer(data, "<u4", count, 4)
    bounds = np.frombuffer(data, "<u4", count + 1, 4 + 4 * count)
    body = 8 + 8 * count
    total = int(bounds[-1])
    found = {}
    at = np.searchsorted(terms, wanted)
    for place, code in zip(at, wanted, strict=True):
        if place < count and terms[place] == code:
            start, end = int(bounds[place]), int(bounds[place + 1])
            documents = np.frombuffer(data, "<u4", end - start, body + 4 * start)
            weights = np.frombuffer(data, np.uint8, end - start, body + 4 * total + start)
            found[int(code)] = Postings(documents, weights)
    return found


def rarity(held: int, total: int) -> float:
    """How much it means that an article has a pair that `held` of `total` articles have."""
    return float(np.log1p((total - held + 0.5) / (held + 0.5)))
