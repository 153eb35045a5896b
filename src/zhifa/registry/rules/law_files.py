"""Reading the files that laws come from: the house's own facts, and texts that a district holds."""

import csv
import gzip
import json
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from zhifa.registry.rules.law_docx import law_of
from zhifa.registry.rules.law_records import Amendment, Record, of_markdown, of_row

DATA = Path(__file__).parents[1] / "data" / "laws"
PACK = "laws.jsonl.gz"


@cache
def amendments() -> tuple[Amendment, ...]:
    """Force days of amending decisions."""
    table = tomllib.loads((DATA / "force.toml").read_text(encoding="utf-8"))
    return tuple(
        Amendment(
            row.get("title", ""), row.get("level", ""), row["adopted_on"], row["in_force_from"]
        )
        for row in table["amendments"]
    )


def index() -> list[Record]:
    """The facts that the repository carries: written by scripts/law_index, and by hand."""
    outlines = {row["key"]: row["outline"] for row in _table("outlines.csv")}
    rows = _table("index.csv") + _table("extra.csv")
    return [of_row(row | {"outline": outlines.get(row["key"], "")}) for row in rows]


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def digests() -> Iterator[tuple[str, int, int, str, date | None]]:
    """The house's 要点: short title, article, sub, words, promulgation of the version described."""
    table = tomllib.loads((DATA / "digests.toml").read_text(encoding="utf-8"))
    for title, articles in table.items():
        adopted = articles.pop("version", None)
        for place, words in articles.items():
            number, _, sub = place.partition("-")
            yield title, int(number), int(sub or 0), words, adopted


def _loose(folder: Path) -> list[Path]:
    """Markdown and DOCX files of a folder; Word's own lock files are no texts."""
    found = [p for p in folder.rglob("*") if p.suffix.lower() in {".md", ".docx"}]
    return sorted(p for p in found if not p.name.startswith("~$"))


def texts(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Head and text of every law at a place.

    A folder gives its laws.jsonl.gz, else all its Markdown and DOCX files (those in `md` too); a
    file gives what it holds. OSError when there is no such place, ValueError when it cannot be
    read, `NotALawError` with the reason when a DOCX file is not a whole statute.
    """
    if path.is_dir():
        packed = path / PACK
        found = [packed] if packed.exists() else _loose(path)
        for each in found:
            yield from texts(each)
    elif path.name.endswith(".jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                head = json.loads(line)
                yield head, head.pop("text")
    elif path.suffix.lower() == ".docx":
        yield law_of(path)
    else:
        yield of_markdown(path.read_text(encoding="utf-8"), path.stem)
