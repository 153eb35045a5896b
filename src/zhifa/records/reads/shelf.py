"""The library of templates as people look at it: lists, parts, facts and where they come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhifa.records.reads.drawing import render
from zhifa.records.rules import local_templates, paper_kinds, samples
from zhifa.records.rules.local_templates import Line
from zhifa.records.rules.templates import SLOT, Block, Template, label_of, library


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; fill: it is the name of a fact that will stand there."""

    text: str
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a template as it is shown."""

    heading: str
    lines: Sequence[Sequence[Run]]
    article: str
    parts: Sequence[str]
    condition: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a template asks for: what it is called, where it comes from, if it may miss."""

    path: str
    name: str
    source: str
    needed: bool

    @property
    def slot(self) -> str:
        """How a template writes it."""
        return f"{{{self.path}}}" if self.needed else f"{{?{self.path}}}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A template with the names of what it is."""

    form: Template

    @property
    def kind(self) -> str:
        return paper_kinds.KINDS[self.form.kind]

    @property
    def nature(self) -> str:
        return paper_kinds.NATURES[self.form.nature]

    @property
    def layout(self) -> str:
        return paper_kinds.LAYOUTS[self.form.layout]

    @property
    def volume(self) -> str:
        return "正卷" if self.form.volume == "main" else "副卷"


def _used(on: date) -> list[Template]:
    """Of every template the version used on a day; none of those that came later."""
    forms = (library().on(code, on) for code in sorted(library().templates))
    return [form for form in forms if form.version <= on]


def sheets(*, on: date, search: str = "", kind: str = "") -> list[Sheet]:
    """The templates used on a day in the order of their codes; public, without a viewer.

    search: a part of a code, a title or a citation.
    """
    return [
        Sheet(form)
        for form in _used(on)
        if kind in ("", form.kind)
        and search.upper() in f"{form.code} {form.title} {form.source}".upper()
    ]


def kind_counts(*, on: date) -> dict[str, int]:
    """How many templates of each kind are used on a day; public, without a viewer."""
    found = [form.kind for form in _used(on)]
    return {kind: found.count(kind) for kind in paper_kinds.KINDS if kind in found}


def sheet(code: str, *, on: date | None = None) -> Sheet | None:
    """A template as used on a day, else its newest version; public, without a viewer.

    None without one; on a day before its first version that one, which begins later.
    """
    if code not in library().templates:
        return None
    return Sheet(library().on(code, on) if on else library().templates[code])


def house_versions(code: str) -> Sequence[Template]:
    """All versions of the house's own template, oldest first; public, without a viewer."""
    return library().versions[code]


def _runs(form: Template, text: str) -> Iterator[Run]:
    end = 0
    for slot in SLOT.finditer(text):
        if slot.start() > end:
            yield Run(text[end : slot.start()])
        name = form.paper if slot[2] == "paper" else label_of(form, slot[2])
        yield Run(name, fill=slot[2] != "paper")
        end = slot.end()
    if text[end:]:
        yield Run(text[end:])


def _lines(form: Template, block: Block) -> Iterator[list[Run]]:
    if block.text:
        yield list(_runs(form, block.text))
    for label, value in block.rows:
        yield [Run(f"{label}："), *_runs(form, value)]
    if block.table:
        heads = f"（{'、'.join(block.columns)}）" if block.columns else ""
        yield [Run("清单："), Run(label_of(form, block.table.lstrip("?")), fill=True), Run(heads)]


def _condition(form: Template, block: Block) -> str:
    """When the block stands, in words."""
    told = []
    for conditions, plain, said in ((block.when, "已有", "含"), (block.unless, "没有", "不含")):
        for condition in conditions:
            name = label_of(form, condition.fact)
            words = "、".join(condition.has)
            told.append(f"“{name}”{said}“{words}”" if condition.has else f"{plain}“{name}”")
    return "，且".join(told)


def parts_of(form: Template) -> list[Part]:
    """The blocks of a template as they are shown; public, without a viewer."""
    return [
        Part(
            block.heading,
            list(_lines(form, block)),
            block.article,
            [paper_kinds.PARTS[part] for part in block.parts],
            _condition(form, block),
        )
        for block in form.blocks
    ]


def facts_of(form: Template) -> list[Fact]:
    """What a template asks for, each once; public, without a viewer."""
    sources = library().sources
    asked: dict[str, bool] = {}
    for path, optional in form.slots:
        if path != "paper":
            asked[path] = asked.get(path, False) or not optional
    return [
        Fact(path, label_of(form, path), sources[path.split(".")[0]].name, needed)
        for path, needed in asked.items()
    ]


def sample_of(form: Template) -> dict[str, Any]:
    """The words of a paper whose facts say their own names; public, without a viewer."""
    return samples.sample(form)


def sample_pdf(form: Template) -> bytes:
    """The same as PDF; FontsMissing without a font; public, without a viewer."""
    return render(samples.sample(form), made=form.version)


def template_kinds() -> dict[str, str]:
    """What templates belong to, code → name; public, without a viewer."""
    return dict(paper_kinds.KINDS)


def difference(old: Template, new: Template) -> list[Line]:
    """Two versions of a template line by line; public, without a viewer."""
    return local_templates.difference(old, new)
