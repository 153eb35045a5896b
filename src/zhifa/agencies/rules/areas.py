"""Names of administrative divisions, from data/areas.toml."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "areas.toml"


SHORT = 2  # 西区 of 攀枝花市西区: so streets are named after it


@cache
def _table() -> Mapping[str, str]:
    table: Mapping[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))["names"]
    return table


_home: dict[str, str] = {}


def call_home(code: str, name: str) -> None:
    """Call the district of this house, and its streets, by another name than the table's."""
    was, short = _table().get(code, ""), _table().get(code, "")[-SHORT:]
    _home.clear()
    if was and name != was:
        _home[code] = name
        streets = (s for s in _table() if s.startswith(code) and s != code)
        _home.update({s: _table()[s].replace(short, name, 1) for s in streets})


def _names() -> Mapping[str, str]:
    return {**_table(), **_home}


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


def codes_of(said: str) -> list[str]:
    """The divisions that somebody means: by code, by full name, or by the end of one."""
    if said.isascii() and said.isdecimal():
        return [said]
    names = _names()
    exact = [code for code, name in names.items() if name == said]
    return exact or [c for c, name in names.items() if len(said) >= SHORT and name.endswith(said)]


def home_names() -> frozenset[str]:
    """The province, city, district and streets of this house."""
    return frozenset(_names().values())
