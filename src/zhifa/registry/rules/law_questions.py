"""Questions whose articles are known, read from a data pack, for learning and for measuring."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhifa.registry.rules.citations import short
from zhifa.registry.rules.law_hints import Article
from zhifa.registry.rules.law_text import cut

SETS = ("stard.train", "lawbench_3-2.dev")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the articles that answer it, and those of them that the pack holds.

    found: with their headings.
    """

    name: str
    text: str
    wanted: Sequence[tuple[str, int, int]]
    found: Sequence[tuple[Article, str]]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _corpus(pack: Path) -> dict[str, tuple[str, int, int]]:
    rows = _lines(pack / "retrieval" / "statute_articles.jsonl.gz")
    return {row["id"]: (row["law"], row["no"], row["zhi"]) for row in rows}


def _headings(pack: Path, titles: set[str]) -> dict[tuple[str, int, int], str]:
    """Place of an article → its headings, for laws that are asked about; newest version last."""
    rows = [r for r in _lines(pack / "laws" / "laws.jsonl.gz") if r["title"] in titles]
    rows.sort(key=lambda r: (r["status"] != "历史版本", r["version_date"] or ""))
    return {
        (row["title"], a.number, a.sub): a.path for row in rows for a in cut(row["text"]).articles
    }


def samples(pack: Path, sets: Sequence[str] = SETS) -> list[Question]:
    """All questions of the named sets."""
    corpus = _corpus(pack)
    told = [
        (name, row["query"], [corpus[key] for key in row["relevant"]])
        for name in sets
        for row in _lines(pack / "retrieval" / f"{name}.jsonl.gz")
    ]
    paths = _headings(pack, {place[0] for _, _, wanted in told for place in wanted})
    return [
        Question(
            name,
            text,
            wanted,
            [((short(p[0]), p[1], p[2]), paths[p]) for p in wanted if p in paths],
        )
        for name, text, wanted in told
    ]
