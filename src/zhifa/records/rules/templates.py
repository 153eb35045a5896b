"""Templates of papers as data. Pure."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "data" / "templates"
SLOT = re.compile(r"\{(\??)([a-z_.0-9]+)\}")
OFFICER_LINE = "officer_line"
ALWAYS = ("agency.name", "case.number", "date")


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether a fact is given and, when words are named, says one of them."""

    fact: str
    has: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a paper: text, labelled rows or a table, and the article that demands it.

    {a.b} must have a value, {?a.b} may be empty; a block or row that stays empty is left out.
    It stands when every `when` holds and no `unless` does.
    """

    heading: str = ""
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    table: str = ""
    article: str = ""
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()

    @property
    def slots(self) -> Iterator[tuple[str, bool]]:
        """Facts the block names, and whether each may be empty."""
        for text in (self.text, *(value for _, value in self.rows)):
            yield from ((m[2], bool(m[1])) for m in SLOT.finditer(text))
        if self.table:
            yield self.table.lstrip("?"), self.table.startswith("?")


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of paper 文书 (code: the W-number of the list of papers).

    paper: how it calls itself, e.g. 决定. by_case: serving it is a step of the case, so it is
    served there and not from the page of the paper.
    """

    code: str
    title: str
    source: str
    outgoing: bool
    volume: str
    by_case: bool
    paper: str
    addressee: str
    blocks: tuple[Block, ...]
    sign: tuple[str, ...]
    notes: tuple[str, ...]

    def asks_for(self, root: str) -> bool:
        """Whether any part names a fact called `root` or below it."""
        paths = (path for block in self.blocks for path, _ in block.slots)
        return any(path == root or path.startswith(f"{root}.") for path in paths)


@dataclass(frozen=True)
class Library:
    """Every template by its code, and what facts are called in Chinese."""

    templates: Mapping[str, Template]
    labels: Mapping[str, str]


def _conditions(raw: Any) -> tuple[Condition, ...]:
    rows = raw if isinstance(raw, list) else [raw]
    return tuple(
        Condition(row) if isinstance(row, str) else Condition(row["fact"], tuple(row["has"]))
        for row in rows
    )


def _block(row: Mapping[str, Any], clauses: Mapping[str, str]) -> Block:
    return Block(
        heading=row.get("heading", ""),
        text=clauses[row["clause"]] if "clause" in row else row.get("text", ""),
        rows=tuple((label, value) for label, value in row.get("rows", ())),
        table=row.get("table", ""),
        article=row.get("article", ""),
        when=_conditions(row.get("when", [])),
        unless=_conditions(row.get("unless", [])),
    )


def _template(row: Mapping[str, Any], clauses: Mapping[str, str]) -> Template:
    return Template(
        code=row["code"],
        title=row["title"],
        source=row["source"],
        outgoing=row.get("outgoing", False),
        volume=row.get("volume", "main"),
        by_case=row.get("by_case", False),
        paper=row.get("paper", "决定"),
        addressee=row.get("addressee", ""),
        blocks=tuple(_block(b, clauses) for b in row["blocks"]),
        sign=tuple(row.get("sign", ())),
        notes=tuple(row.get("notes", ())),
    )


@cache
def library() -> Library:
    """All templates of the house, read once from data/templates."""
    files = [tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted(FOLDER.glob("*.toml"))]
    clauses = {name: text for raw in files for name, text in raw.get("clauses", {}).items()}
    labels = {path: name for raw in files for path, name in raw.get("labels", {}).items()}
    rows = [row for raw in files for row in raw.get("templates", ())]
    return Library({row["code"]: _template(row, clauses) for row in rows}, labels)


@cache
def roots(code: str) -> frozenset[str]:
    """The first words of all facts that a kind of paper may ask for: "case" of case.number."""
    form = library().templates[code]
    paths = {*ALWAYS, *(m[2] for m in SLOT.finditer(form.addressee))}
    for block in form.blocks:
        paths |= {path for path, _ in block.slots}
        paths |= {condition.fact for condition in (*block.when, *block.unless)}
    if any(OFFICER_LINE in line for line in form.sign):
        paths.add("officers")
    return frozenset(path.split(".")[0] for path in paths)


def label_of(template: Template, path: str) -> str:
    """What a fact is called: the house's word, else the label of the row that shows it."""
    known = library().labels.get(path)
    if known:
        return known
    rows = [row for block in template.blocks for row in block.rows]
    return next((label for label, value in rows if SLOT.search(value) and path in value), path)


def required(template: Template) -> dict[str, str]:
    """Facts without which the paper cannot be made, each with its Chinese name."""
    paths = list(ALWAYS)
    paths += [m[2] for m in SLOT.finditer(template.addressee)]
    for block in template.blocks:
        if not block.when and not block.unless:
            paths += [path for path, optional in block.slots if not optional]
    if any(OFFICER_LINE in line for line in template.sign):
        paths.append("officers")
    given = {"paper"}  # what the template itself says
    return {path: label_of(template, path) for path in paths if path not in given}
