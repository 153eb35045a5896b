"""Names of administrative divisions, from data/areas.toml."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "areas.toml"


@cache
def _names() -> Mapping[str, str]:
    table: Mapping[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))["names"]
    return table


DIGITS = (9, 6, 4, 2)  # street, county, city, province


def name_of(code: str) -> str:
    """The name of a division; of one the table does not hold, the name of that it lies in and code.

    A village or community carries its street's name: GB/T 10114 puts three digits more.
    """
    names = _names()
    known = names.get(code) or names.get(code.rstrip("0"))
    if known or not code:
        return known or ""
    around = next((names[code[:n]] for n in DIGITS if code[:n] in names), "")
    return around if len(code) > DIGITS[0] and code[:9] in names else f"{around}{code}"


def names_of(codes: Iterable[str]) -> str:
    """Names of divisions as one text."""
    return "、".join(name_of(code) for code in codes)
