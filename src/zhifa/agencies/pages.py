"""The words of this room's form pages, from data/pages.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "pages.toml"


@dataclass(frozen=True, slots=True)
class Page:
    """One form page: its heading, a sentence, its button, and what is said when done."""

    code: str
    title: str
    intro: str
    button: str
    done: str
    danger: bool


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def page(code: str) -> Page:
    """The words of the page of one action."""
    row = _table()[code]
    return Page(
        code, row["title"], row["intro"], row["button"], row["done"], bool(row.get("danger"))
    )


def label(name: str) -> str:
    """The label of a field that no model names."""
    return str(_table()["labels"][name])
