"""How facts become the words of a paper. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhifa.records.rules.templates import (
    OFFICER_LINE,
    SLOT,
    Block,
    Condition,
    Template,
    label_of,
)
from zhifa.records.rules.words import chinese_date

CELLS = re.compile("[|\uff5c\t]")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
TABLES: Mapping[str, Sequence[tuple[str, str]]] = {
    "evidence": (
        ("证据名称", "name"),
        ("种类", "kind"),
        ("收集日期", "taken_on"),
        ("证明对象", "proves"),
    ),
    "corrections": (
        ("责令改正日期", "on"),
        ("改正内容和要求", "content"),
        ("改正期限", "by_on"),
        ("复查结果", "result"),
    ),
    "catalogue": (("文书名称", "title"), ("文号", "number"), ("日期", "on"), ("卷别", "volume")),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that a mandatory sentence needs and nobody has given."""

    path: str
    label: str
    article: str


class MissingFacts(Exception):  # noqa: N818 - it is an answer, not an error
    """A paper cannot be made: never a blank in a paper. Carries every gap."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        self.gaps = tuple(gaps)
        super().__init__("、".join(gap.label for gap in self.gaps))


def _spelt(text: str) -> str:
    """A bare ISO date as papers write it."""
    return chinese_date(date.fromisoformat(text)) if ISO_DATE.fullmatch(text) else text


def typed_table(text: str, columns: Sequence[str]) -> list[list[str]]:
    """Typed lines as numbered rows under their heads; cells are parted by bars or tabs.

    What a line has too much of stays in its last cell: nothing that was typed is lost.
    """
    rows = []
    for line in filter(None, map(str.strip, text.splitlines())):
        cells = [cell.strip() for cell in CELLS.split(line, maxsplit=len(columns) - 1)]
        rows.append([*cells, *[""] * (len(columns) - len(cells))])
    return [["序号", *columns], *([str(n), *row] for n, row in enumerate(rows, 1))]


@dataclass
class Desk:
    """What lies on the desk while a paper is written: the facts, those used, those missing."""

    template: Template
    facts: Mapping[str, Any]
    used: dict[str, str] = field(default_factory=dict)
    gaps: dict[str, Gap] = field(default_factory=dict)
    article: str = ""

    def find(self, path: str) -> Any:
        """The fact at a path; the empty text when there is none."""
        found: Any = self.facts
        for part in path.split("."):
            if not isinstance(found, Mapping) or part not in found:
                return ""
            found = found[part]
        return "" if found is None else found

    def value(self, path: str, *, optional: bool) -> str:
        """A fact as text; a mandatory one that is empty is noted as a gap."""
        text = _spelt(str(self.find(path)).strip())
        if not text and not optional:
            self.miss(path)
        self.used[path] = text
        return text

    def miss(self, path: str) -> None:
        self.gaps[path] = Gap(path, label_of(self.template, path), self.article)

    def fill(self, text: str) -> str:
        """A sentence with its slots filled."""
        return SLOT.sub(lambda m: self.value(m[2], optional=bool(m[1])), text)

    def holds(self, condition: Condition) -> bool:
        """Whether the condition is met."""
        said = str(self.find(condition.fact) or "")
        return any(word in said for word in condition.has) if condition.has else bool(said)

    def table(self, block: Block) -> list[list[str]]:
        """Numbered rows of a list of facts, the head first; empty when there are none."""
        path = block.table.lstrip("?")
        found = self.find(path)
        if not found or (isinstance(found, str) and not found.strip()):
            if path == block.table:
                self.miss(path)
            return []
        if block.columns:
            self.used[path] = str(found).strip()
            return typed_table(str(found), block.columns)
        columns = TABLES[path]
        head = ["序号", *(title for title, _ in columns)]
        return [
            head,
            *(
                [str(n), *(str(r.get(key, "")) for _, key in columns)]
                for n, r in enumerate(found, 1)
            ),
        ]

    def officers(self) -> str:
        """Those who handle the case, with the numbers of their certificates."""
        found = self.find("officers")
        if not found:
            self.miss("officers")
            return ""
        return "、".join(f"{o['name']}（执法证号 {o['number']}）" for o in found)


def _written(desk: Desk, block: Block) -> dict[str, Any] | None:
    """A block as it will stand in the paper; None when it is left out."""
    if not all(map(desk.holds, block.when)) or any(map(desk.holds, block.unless)):
        return None
    desk.article = block.article or desk.template.source
    made: dict[str, Any] = {"heading": block.heading}
    if block.text:
        made["text"] = desk.fill(block.text).strip()
    if block.rows:
        rows = [[label, desk.fill(value)] for label, value in block.rows]
        made["rows"] = [row for row in rows if row[1]]
    if block.table:
        made["table"] = desk.table(block)
    return made if any(made.get(key) for key in ("text", "rows", "table")) else None


def _signatures(desk: Desk) -> list[str]:
    asked = any(OFFICER_LINE in line for line in desk.template.sign)
    names = desk.officers() if asked else ""
    return [line.replace("{" + OFFICER_LINE + "}", names) for line in desk.template.sign]


def written(desk: Desk, number: str) -> dict[str, Any]:
    """The words of a paper as far as the facts on the desk go; what is missing lies there."""
    template = desk.template
    desk.article = template.source
    return {
        "title": template.title,
        "agency": desk.value("agency.name", optional=False),
        "number": number,
        "case_number": desk.value("case.number", optional=False),
        "addressee": desk.fill(template.addressee),
        "blocks": [made for block in template.blocks if (made := _written(desk, block))],
        "sign": _signatures(desk),
        "seal": str(desk.find("agency.name")) if template.outgoing else "",
        "date": desk.value("date", optional=False),
        "notes": list(template.notes),
        "layout": template.layout,
        "version": template.version.isoformat(),
    }


def compose(
    template: Template, facts: Mapping[str, Any], *, number: str
) -> tuple[dict[str, Any], dict[str, str]]:
    """The words of a paper, and the facts that went into it.

    The words are what is frozen, hashed, shown and printed. MissingFacts names every mandatory
    fact that is empty.
    """
    desk = Desk(template, {**facts, "paper": template.paper})
    content = written(desk, number)
    if desk.gaps:
        raise MissingFacts(list(desk.gaps.values()))
    used = {path: text for path, text in desk.used.items() if text and path != "paper"}
    return content, used
