"""Point 4: the facts: what has to be proven against what proves it."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhifa.review.rules.conditions import failing
from zhifa.review.rules.file import File, Item
from zhifa.review.rules.finding import Finding, Found, Point, point

TWO = 2
LAW = "行政处罚法 第四十条、第四十六条"


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of the matter's list with the items that prove it; hole: it must be, and is not."""

    name: str
    required: bool
    items: tuple[Item, ...]

    @property
    def hole(self) -> bool:
        """Whether nothing proves what must be proven."""
        return self.required and not self.items


def grid(file: File) -> tuple[Row, ...]:
    """Facts against evidence; items that answer no fact of the list come last."""
    rows = [
        Row(name, must, tuple(i for i in file.items if i.need == code))
        for code, name, must, _ in file.elements
    ]
    known = {code for code, *_ in file.elements}
    rest = tuple(i for i in file.items if i.need not in known)
    return (*rows, Row("其他", required=False, items=rest)) if rest else tuple(rows)


def _kinds(file: File) -> Iterator[Finding]:
    asked = {code: (name, kinds) for code, name, _, kinds in file.elements}
    for item in file.items:
        name, kinds = asked.get(item.need, ("", ()))
        if kinds and item.kind not in kinds:
            told = f"证据“{item.name}”的种类与清单对“{name}”的要求不同"
            yield Finding(4, "kind", Found.DOUBT, told, LAW)


def _lacking(item: Item) -> str:
    gaps = {"收集地点": item.place, "证明对象": item.proves}
    return "、".join(word for word, told in gaps.items() if not told.strip())


def _taken(file: File) -> Iterator[Finding]:
    first = file.deeds[0].on if file.deeds else None
    report = file.last("conclude")
    for item in file.items:
        if lacking := _lacking(item):
            told = f"证据“{item.name}”没有写明{lacking}"
            yield Finding(4, "source", Found.WRONG, told, "行政处罚法 第四十六条")
        if item.officers and len(set(item.officers)) < TWO:
            told = f"证据“{item.name}”由一人收集（{item.taken_on}）"
            yield Finding(4, "taken_alone", Found.WRONG, told, "行政处罚法 第四十二条")
        if first and item.taken_on < first:
            told = f"证据“{item.name}”的收集日期 {item.taken_on} 早于发现线索的 {first}"
            yield Finding(4, "taken_early", Found.WRONG, told, "行政处罚法 第四十六条")
        if report and item.taken_on > report.on:
            told = f"证据“{item.name}”的收集日期 {item.taken_on} 晚于调查终结的 {report.on}"
            yield Finding(4, "taken_late", Found.WRONG, told, "行政处罚法 第四十六条")


def evidence(file: File) -> Point:
    """Point 4: every fact rests on lawful evidence (行政处罚法 四十、四十六)."""
    found = [*failing(file, 4), *_kinds(file), *_taken(file)]
    rows = [row for row in grid(file) if row.required]
    held = len(file.items)
    why = f"事项要求证明的 {len(rows)} 项事实都有证据，共 {held} 份；收集人、时间、地点都有记录。"
    return point(4, found, why, LAW, file.papers_named("W36", "W12"))
