"""Templates of papers as data. Pure."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from zhifa.records.rules.paper_kinds import LAYOUT_OF, nature_of

FOLDER = Path(__file__).parents[1] / "data" / "templates"
SLOT = re.compile(r"\{(\??)([a-z_.0-9]+)\}")
OFFICER_LINE = "officer_line"
ALWAYS = ("agency.name", "case.number", "date")
FIRST_EDITION = date(2021, 7, 15)  # 行政处罚法 as revised: what the first papers were written for


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether a fact is given and, when words are named, says one of them."""

    fact: str
    has: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a paper: text, labelled rows or a table, and the article that demands it.

    {a.b} must have a value, {?a.b} may be empty; a block or row that stays empty is left out.
    It stands when every `when` holds and no `unless` does. parts: which mandatory parts of the
    paper it is (PARTS). clause: name of the shared sentence that `text` is. columns: heads of a
    table whose lines are typed, one line a row, cells parted by bars.
    """

    heading: str = ""
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    table: str = ""
    article: str = ""
    clause: str = ""
    columns: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
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
    served there and not from the page of the paper. kind: what it belongs to (KINDS). nature:
    what it is and so must contain (NATURES). layout: how it is set (LAYOUTS). version: from when
    it is used; papers of older dossiers keep the version of their day.
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
    kind: str = "penalty"
    nature: str = "form"
    layout: str = "form"
    version: date = FIRST_EDITION

    @property
    def slots(self) -> Iterator[tuple[str, bool]]:
        """Facts that any part names, and whether each may be empty."""
        yield from ((m[2], bool(m[1])) for m in SLOT.finditer(self.addressee))
        for block in self.blocks:
            yield from block.slots

    def asks_for(self, root: str) -> bool:
        """Whether any part names a fact called `root` or below it."""
        paths = (path for block in self.blocks for path, _ in block.slots)
        return any(path == root or path.startswith(f"{root}.") for path in paths)


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts of one first word come from. facts: their last words; empty: any."""

    name: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Library:
    """Every template by its code, and what facts are called in Chinese.

    versions: all versions of a code, oldest first; `templates` holds the newest. clauses: shared
    sentences by name. sources: where facts come from, by their first word.
    """

    templates: Mapping[str, Template]
    labels: Mapping[str, str]
    versions: Mapping[str, Sequence[Template]] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    def on(self, code: str, day: date) -> Template:
        """The version of a kind of paper for a day: the last that had begun, else the first."""
        begun = [form for form in self.versions[code] if form.version <= day]
        return begun[-1] if begun else self.versions[code][0]


def _conditions(raw: Any) -> tuple[Condition, ...]:
    rows = raw if isinstance(raw, list) else [raw]
    return tuple(
        Condition(row) if isinstance(row, str) else Condition(row["fact"], tuple(row["has"]))
        for row in rows
    )


def _block(row: Mapping[str, Any], clauses: Mapping[str, str]) -> Block:
    return Block(
        heading=row.get("heading", ""),
        text=clauses.get(row["clause"], "") if "clause" in row else row.get("text", ""),
        rows=tuple((label, value) for label, value in row.get("rows", ())),
        table=row.get("table", ""),
        article=row.get("article", ""),
        clause=row.get("clause", ""),
        columns=tuple(row.get("columns", ())),
        parts=tuple(row.get("parts", ())),
        when=_conditions(row.get("when", [])),
        unless=_conditions(row.get("unless", [])),
    )


def template_of(row: Mapping[str, Any], clauses: Mapping[str, str]) -> Template:
    """A template as a file, or a local version, writes it."""
    nature = row.get("nature") or nature_of(row["title"], outgoing=row.get("outgoing", False))
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
        kind=row.get("kind", "penalty"),
        nature=nature,
        layout=row.get("layout") or LAYOUT_OF.get(nature, "paper"),
        version=row.get("version", FIRST_EDITION),
    )


def _written(conditions: Iterable[Condition]) -> list[Any]:
    return [{"fact": c.fact, "has": list(c.has)} if c.has else c.fact for c in conditions]


def row_of(form: Template) -> dict[str, Any]:
    """A template as a file would write it, for `template_of`; the version is not in it."""
    told = ("code", "title", "source", "outgoing", "volume", "by_case", "paper", "addressee")
    blocks = [
        {
            "heading": block.heading,
            "rows": [list(row) for row in block.rows],
            "table": block.table,
            "article": block.article,
            "columns": list(block.columns),
            "parts": list(block.parts),
            "when": _written(block.when),
            "unless": _written(block.unless),
            **({"clause": block.clause} if block.clause else {"text": block.text}),
        }
        for block in form.blocks
    ]
    own = {"kind": form.kind, "nature": form.nature, "layout": form.layout}
    lists = {"sign": list(form.sign), "notes": list(form.notes), "blocks": blocks}
    return {name: getattr(form, name) for name in told} | own | lists


def tables() -> list[dict[str, Any]]:
    """The files of data/templates as they stand."""
    return [tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted(FOLDER.glob("*.toml"))]


def built(files: Iterable[Mapping[str, Any]]) -> Library:
    """The library that the files make."""
    files = list(files)
    clauses = {name: text for raw in files for name, text in raw.get("clauses", {}).items()}
    labels = {path: name for raw in files for path, name in raw.get("labels", {}).items()}
    told = {root: row for raw in files for root, row in raw.get("sources", {}).items()}
    versions: dict[str, list[Template]] = {}
    for row in (row for raw in files for row in raw.get("templates", ())):
        versions.setdefault(row["code"], []).append(template_of(row, clauses))
    ordered = {code: sorted(forms, key=lambda f: f.version) for code, forms in versions.items()}
    newest = {code: forms[-1] for code, forms in ordered.items()}
    sources = {root: Source(row["name"], tuple(row.get("facts", ()))) for root, row in told.items()}
    return Library(newest, labels, ordered, clauses, sources)


@cache
def library() -> Library:
    """All templates of the house, read once from data/templates."""
    return built(tables())


@cache
def roots(code: str) -> frozenset[str]:
    """The first words of all facts that a kind of paper may ask for: "case" of case.number."""
    return frozenset(root for form in library().versions[code] for root in _roots(form))


def _roots(form: Template) -> frozenset[str]:
    paths = {*ALWAYS, *(m[2] for m in SLOT.finditer(form.addressee))}
    for block in form.blocks:
        paths |= {path for path, _ in block.slots}
        paths |= {condition.fact for condition in (*block.when, *block.unless)}
    if any(OFFICER_LINE in line for line in form.sign):
        paths.add("officers")
    return frozenset(path.split(".")[0] for path in paths)


def label_of(template: Template, path: str, known_in: Library | None = None) -> str:
    """What a fact is called: the house's word, else the label of the row that shows it."""
    known = (known_in or library()).labels.get(path)
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
