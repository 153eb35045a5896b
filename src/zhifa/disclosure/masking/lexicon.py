"""The words of names.toml, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Surnames, given-name characters, and the neighbours of names."""

    common: frozenset[str]
    other: frozenset[str]
    compound: frozenset[str]
    given: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    firm: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """What the data files say."""
    table = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))
    letters = {k: frozenset("".join(table[k].split())) for k in ("common", "other", "given")}
    words = {k: frozenset(table[k].split()) for k in ("compound", "before", "after", "firm")}
    return Lexicon(**letters, **words)


@cache
def weights() -> dict[str, float]:
    """Feature → weight, in the log-odds that a candidate is a name."""
    told = tomllib.loads((DATA / "weights.toml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in told["weights"].items()}
