"""A paper looked at before it is made: what is filled in is marked, what is missing is named. Pure.

Marks are noncharacters of Unicode, which no text holds; they leave with `runs` or `plain`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhifa.records.rules.compose import Desk, Gap, written
from zhifa.records.rules.templates import Block, Template, label_of

CASE, TYPED, TODO, LATER = "case", "typed", "todo", "later"
MARKS = {"\ufdd0": CASE, "\ufdd1": TYPED, "\ufdd2": TODO, "\ufdd3": LATER}
OPEN = {kind: mark for mark, kind in MARKS.items()}
CLOSE = "\ufdd4"
RUN = re.compile(f"([{''.join(MARKS)}])([^{CLOSE}]*){CLOSE}")
NONE = re.compile("[\ufdd0-\ufdd4]")
TYPING = "act."  # answers of the step itself
GIVEN = frozenset({"paper", "labels"})  # words of the house, not facts


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. kind: empty for the template's words, else whose it is."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A paper as it would be. gaps: what is still to be said, as its form calls it."""

    code: str
    title: str
    content: Mapping[str, Any]
    gaps: Sequence[Gap] = ()


def mark(text: str, kind: str) -> str:
    """A text that is marked as of a kind."""
    return f"{OPEN[kind]}{NONE.sub('', text)}{CLOSE}" if text else ""


@dataclass
class _Glance(Desk):
    """A desk on which nothing stops for what is missing. later: facts known once it is made."""

    later: frozenset[str] = field(default_factory=frozenset)

    def value(self, path: str, *, optional: bool) -> str:
        text = super().value(path, optional=optional)
        root = path.split(".", maxsplit=1)[0]
        if text:
            return text if root in GIVEN else mark(text, TYPED if path.startswith(TYPING) else CASE)
        return "" if optional else self._blank(path)

    def _blank(self, path: str) -> str:
        label = label_of(self.template, path)
        if path.startswith(TYPING) or path.split(".", maxsplit=1)[0] not in self.later:
            return mark(f"【待填：{label}】", TODO)
        self.gaps.pop(path, None)
        return mark(f"【办理时生成：{label}】", LATER)

    def table(self, block: Block) -> list[list[str]]:
        found = super().table(block)
        path = block.table.lstrip("?")
        kind = TYPED if path.startswith(TYPING) else CASE
        return [row if n == 0 else [mark(c, kind) for c in row] for n, row in enumerate(found)]

    def officers(self) -> str:
        found = super().officers()
        return mark(found, CASE) if found else mark("【待填：执法人员】", TODO)


def sketch(
    template: Template, facts: Mapping[str, Any], *, number: str, later: frozenset[str]
) -> Sketch:
    """A paper of these facts, however few they are. later: first words of facts still to come."""
    told = {**facts, "paper": template.paper}
    desk = _Glance(template, told, later=later)
    content = written(desk, mark(number, LATER))
    return Sketch(template.code, template.title, content, tuple(desk.gaps.values()))


def runs(text: str) -> list[Run]:
    """A marked text in stretches."""
    found, at = [], 0
    for hit in RUN.finditer(text):
        found += [Run(text[at : hit.start()])] if hit.start() > at else []
        found.append(Run(hit[2], MARKS[hit[1]]))
        at = hit.end()
    return [*found, Run(text[at:])] if at < len(text) else found


def plain(told: Any) -> Any:
    """A marked text, or anything made of such, without its marks."""
    if isinstance(told, str):
        return NONE.sub("", told)
    if isinstance(told, Mapping):
        return {key: plain(one) for key, one in told.items()}
    return [plain(one) for one in told] if isinstance(told, list | tuple) else told
