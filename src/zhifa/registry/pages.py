"""The words of this room's form pages, from data/pages.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "pages.toml"


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def page(code: str) -> Mapping[str, str]:
    """Heading, sentence, button and closing words of the page of one action."""
    return _table()[code]


def label(name: str) -> str:
    """The label, help or error of a field that no model names."""
    return _table()["labels"][name]
