"""A sheet as a list of ours: its headings found, its rows read, every wrong cell named."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhifa.kernel.tables import Table, the_sheet
from zhifa.kernel.workbook import HEADING_ROWS, BadFile, Remark, Row
from zhifa.registry.rules.cells import DAY, YES, Repaired, text
from zhifa.registry.rules.columns import TOLD, Column, nested

FORMULA = "是公式，请改成它的值（选择性粘贴为数值）"
HIDDEN = "这一行在表里是隐藏的，也已读入；不要的请删去再导"
MERGED = "是合并单元格，请取消合并，每行填全"


@dataclass(frozen=True, slots=True)
class Line:
    """A row read. told: row fields that the file tells; refs: field → cell.

    sound: whether every cell of it could be read.
    """

    number: int
    told: Mapping[str, Any]
    refs: Mapping[str, str]
    sound: bool = True


Told = Mapping[str, Any]


def _by_code(told: Told) -> Iterator[tuple[str, str, str]]:
    yield "code", told["code"], f"事项编码 {told['code']}"


@dataclass(frozen=True, slots=True)
class Layout:
    """What kind of list it is. heads: columns by which its headings are known; needed: per row.

    keys: of a row, the fields that no other row may share, with what they say and how to name it.
    silent: fields whose empty cell says nothing.
    """

    heads: frozenset[str]
    needed: Mapping[str, str]
    keys: Callable[[Told], Iterator[tuple[str, str, str]]]
    silent: frozenset[str]


POWERS = Layout(
    frozenset({"code", "name"}),
    {"code": "事项编码", "name": "事项名称", "from_on": "施行日期"},
    _by_code,
    frozenset({"kind", "grade"}),
)


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the columns stand. places: position from 0 → column; others: unknown headings."""

    row: int
    places: Mapping[int, Column]
    others: Sequence[Remark]


def _bare(cell: Any) -> str:
    said = text(cell) if not isinstance(cell, str) or len(cell) < 100 else ""  # noqa: PLR2004 - longer ones are no heading
    return "".join(said.split()).removesuffix("*")


def _names(known: Sequence[Column]) -> dict[str, Column]:
    return {name: column for column in known for name in (column.heading, *column.said)}


def _fields(places: Mapping[int, Column]) -> set[str]:
    return {column.field for column in places.values()}


def headings(
    rows: Iterator[Row], known: Sequence[Column], defaults: Told, layout: Layout
) -> Headings:
    """The heading row; raises BadFile when it is missing, double or lacks a needed column."""
    names, best = _names(known), (0, Remark("A1", ""))
    for row in rows:
        if row.number > HEADING_ROWS:
            break
        said = [_bare(value) for value, _ in row.cells]
        places = {i: names[word] for i, word in enumerate(said) if word in names}
        if layout.heads <= {c.field for c in places.values()}:
            return _checked(row, said, places, known, defaults)
        absent = "”“".join(c.heading for c in known if c.field in layout.heads - _fields(places))
        told = Remark(row.ref(0), f"表头缺少“{absent}”这一列，补上再导入")
        best = max(best, (len(_fields(places)), told), key=lambda one: one[0])
    if best[0] > 1:
        raise BadFile(best[1])
    need = "、".join(c.heading for c in known if c.must)
    raise BadFile(Remark("A1", f"前 {HEADING_ROWS} 行里没有找到表头，表头至少要有：{need}"))


def _checked(
    row: Row,
    said: Sequence[str],
    places: Mapping[int, Column],
    known: Sequence[Column],
    defaults: Mapping[str, Any],
) -> Headings:
    fields = [c.field for c in places.values()]
    twice = [(i, c) for i, c in places.items() if fields.count(c.field) > 1]
    here = {*fields, *defaults}
    lacking = [c for c in known if c.must and c.field not in here]
    wrong = [Remark(row.ref(i), f"表头“{c.heading}”出现不止一次") for i, c in twice]
    wrong += [Remark(row.ref(0), f"缺少“{c.heading}”这一列") for c in lacking]
    if wrong:
        raise BadFile(*wrong)
    strangers = (i for i, word in enumerate(said) if i not in places and word not in {"", *TOLD})
    others = [
        Remark(row.ref(i), f"不认识的列“{said[i]}”，没有导入", repaired=True) for i in strangers
    ]
    return Headings(row.number, places, others)


def _cell(row: Row, place: int, column: Column, layout: Layout) -> tuple[bool, Any, Remark | None]:
    """Whether the cell tells something, what, and what is to be said about it."""
    value, formula = row.cells[place] if place < len(row.cells) else (None, False)
    ref = row.ref(place)
    if formula:
        return False, None, Remark(ref, FORMULA)
    if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "A")):
        return False, None, Remark(ref, f"是公式的错误值 {value}，请改成内容")
    try:
        read = column.codec.read(value)
    except Repaired as repaired:
        return True, repaired.value, Remark(ref, str(repaired), repaired=True)
    except ValueError as error:
        return False, None, Remark(ref, str(error))
    quiet = column.codec in {YES, DAY} or column.field in layout.silent
    silent = quiet and text(value) == ""
    return not silent, read, None


def _lacking(
    row: Row, told: Told, refs: Mapping[str, str], needed: Mapping[str, str]
) -> list[Remark]:
    absent = [name for name in needed if not told.get(name)]
    return [Remark(refs.get(n, row.ref(0)), f"“{needed[n]}”是空的") for n in absent]


def _line(row: Row, found: Headings, defaults: Told, layout: Layout) -> tuple[Line, list[Remark]]:
    told: dict[str, Any] = {}
    remarks: list[Remark] = []
    refs = {c.field: row.ref(i) for i, c in found.places.items()}
    for place, column in found.places.items():
        tells, value, remark = _cell(row, place, column, layout)
        remarks += [remark] if remark else []
        told |= {column.field: value} if tells else {}
    told |= {name: v for name, v in defaults.items() if told.get(name) in (None, "")}
    broken = {r.cell for r in remarks if not r.repaired}
    remarks += [r for r in _lacking(row, told, refs, layout.needed) if r.cell not in broken]
    sound = all(r.repaired for r in remarks)
    return Line(row.number, nested(told), refs, sound), remarks


def _doubles(line: Line, seen: dict[tuple[str, str], str], layout: Layout) -> Iterator[Remark]:
    """What the row shares with a row before it that no two may share."""
    for field, said, words in layout.keys(line.told):
        ref = line.refs[field]
        if (field, said) in seen:
            yield Remark(ref, f"{words} 和 {seen[field, said]} 重复")
        seen.setdefault((field, said), ref)


def _has_headings(sheet: Table, known: Sequence[Column], layout: Layout) -> bool:
    """Whether a sheet of a file is the list: its headings stand near the top."""
    names = _names(known)
    for row in sheet.rows():
        if row.number > HEADING_ROWS:
            return False
        said = (_bare(value) for value, _ in row.cells)
        if layout.heads <= {names[word].field for word in said if word in names}:
            return True
    return False


def lines(
    book: Table,
    known: Sequence[Column],
    defaults: Told,
    layout: Layout = POWERS,
    *,
    broken: bool = False,
) -> Iterator[Line | Remark]:
    """Every row of a list as it is read, and what is wrong or was repaired on the way.

    The one sheet with the headings is read, wherever it stands; hidden rows are reported.
    defaults: values for fields without a column or cell. broken: rows of which a cell could not be
    read come too, with what could, so that all that is wrong with them is told. Raises BadFile.
    """
    book = the_sheet(book, lambda sheet: _has_headings(sheet, known, layout))
    rows, hidden = book.rows(), frozenset(book.hidden)
    found = headings(rows, known, defaults, layout)
    yield from found.others
    below = [ref for ref, last in book.merged if last > found.row]
    yield from (Remark(ref, MERGED) for ref in below)
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        if all(v is None or (isinstance(v, str) and not v.strip()) for v, _ in row.cells):
            continue
        line, remarks = _line(row, found, defaults, layout)
        if row.number in hidden:
            yield Remark(row.ref(0), HIDDEN, repaired=True)
        yield from remarks
        if line.sound:
            yield from _doubles(line, seen, layout)
        if line.sound or broken:
            yield line
