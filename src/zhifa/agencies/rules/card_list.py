"""A list of certificates from outside, XLSX or CSV: read row by row, every wrong cell named."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhifa.agencies.rules.areas import codes_of
from zhifa.kernel.encodings import GARBLED_WORDS, garbled
from zhifa.kernel.tables import CsvTable, Table, table, the_sheet
from zhifa.kernel.workbook import HEADING_ROWS, BadFile, Remark, Row

COLUMNS = {
    "name": ("姓名", "agentname"),
    "agency": ("单位", "所属单位", "所在单位", "单位名称", "所属主体全称", "unit"),
    "number": ("执法证号", "证号", "证件编号", "code"),
    "kind": ("证件种类", "种类"),
    "areas": ("执法区域", "执法区域代码", "enforcement_area"),
    "valid_from": ("有效期起", "发证日期"),
    "valid_until": ("有效期止", "证件有效期", "validity_documents"),
    "state": ("状态", "证件状态"),
}
MUST = ("name", "agency", "number", "valid_from", "valid_until")
KINDS = {
    "": "enforcement",
    "行政执法证": "enforcement",
    "委托执法证": "delegated",
    "行政执法监督检查证": "supervision",
}
GOOD, SUSPENDED, CANCELLED = "有效", "暂扣", "注销"
STATES = (GOOD, SUSPENDED, CANCELLED)
NUMBER = re.compile(r"[0-9A-Za-z\u4e00-\u9fff-]{6,30}")
NATIONAL = re.compile(r"[0-9]{11}")
AREA = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
SEPARATORS = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One certificate as the list tells it; refs: field → cell."""

    name: str
    agency: str
    number: str
    kind: str
    areas: tuple[str, ...]
    valid_from: date
    valid_until: date
    state: str
    refs: Mapping[str, str]


def _headings(rows: Iterator[Row]) -> Iterator[tuple[Row, dict[str, int]]]:
    """Rows near the top that name the columns, and where each column stands."""
    words = {word: field for field, said in COLUMNS.items() for word in said}
    for row in rows:
        if row.number > HEADING_ROWS:
            return
        told = ["".join(str(v or "").split()) for v, _ in row.cells]
        places = {words[word]: i for i, word in enumerate(told) if word in words}
        if {"name", "number"} <= set(places):
            yield row, places


def _is_list(sheet: Table) -> bool:
    return any(True for _ in _headings(sheet.rows()))


def _places(rows: Iterator[Row]) -> tuple[int, dict[str, int]]:
    """The row of the headings and where each column stands."""
    for row, places in _headings(rows):
        absent = [COLUMNS[f][0] for f in MUST if f not in places]
        if absent:
            raise BadFile(*(Remark(row.ref(0), f"缺少“{word}”这一列") for word in absent))
        return row.number, places
    need = "、".join(COLUMNS[f][0] for f in MUST)
    raise BadFile(Remark("A1", f"前 {HEADING_ROWS} 行里没有找到表头，表头至少要有：{need}"))


def _day(value: Any, *, texts: bool) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    said = str(value).strip()
    if not texts:
        raise ValueError("日期是文字，请把这一列设为日期格式后重填")
    if not ISO.fullmatch(said):
        raise ValueError("日期请写成 2026-01-31 这样")
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise ValueError("没有这一天，请核对") from None


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    said = "" if value is None else str(value).strip()
    if garbled(said):
        raise ValueError(GARBLED_WORDS)
    return said


def _kind(value: Any) -> str:
    said = _text(value)
    if said not in KINDS:
        raise ValueError("证件种类应为行政执法证、委托执法证或者行政执法监督检查证")
    return KINDS[said]


def _areas(value: Any) -> tuple[str, ...]:
    """The codes of places told by code, or by a name that only one place has."""
    meant = [codes_of(said) for said in SEPARATORS.split(_text(value)) if said]
    once = (len({code.rstrip("0") for code in codes}) == 1 for codes in meant)
    if not all(once) or not all(AREA.fullmatch(code) for codes in meant for code in codes):
        raise ValueError("执法区域请填名称或者行政区划代码，如 510403；多个用顿号分开")
    return tuple(sorted({min(codes, key=len) for codes in meant}))


def _state(value: Any) -> str:
    said = _text(value) or GOOD
    if said not in STATES:
        raise ValueError("状态应为有效、暂扣或者注销")
    return said


def _number(value: Any) -> str:
    said = _text(value)
    if not NUMBER.fullmatch(said):
        raise ValueError("证号应为 6 至 30 位数字、字母")
    return said


def _needed(value: Any) -> str:
    said = _text(value)
    if not said:
        raise ValueError("是空的，请填写")
    return said


def _read(field: str, value: Any, *, texts: bool) -> Any:
    if field in {"valid_from", "valid_until"}:
        return _day(_needed(value) if value in (None, "") else value, texts=texts)
    readers = {"kind": _kind, "areas": _areas, "state": _state, "number": _number}
    return readers.get(field, _needed)(value)


FORMULA = "是公式，请改成它的值（选择性粘贴为数值）"


def _line(row: Row, places: Mapping[str, int], *, texts: bool) -> tuple[Line | None, list[Remark]]:
    told: dict[str, Any] = {"kind": KINDS[""], "areas": (), "state": GOOD}
    remarks: list[Remark] = []
    for field, place in places.items():
        value, formula = row.cells[place] if place < len(row.cells) else (None, False)
        if formula:
            remarks.append(Remark(row.ref(place), FORMULA))
            continue
        try:
            told[field] = _read(field, value, texts=texts)
        except ValueError as why:
            remarks.append(Remark(row.ref(place), str(why)))
    if not remarks and told["valid_until"] < told["valid_from"]:
        remarks.append(Remark(row.ref(places["valid_until"]), "有效期止早于有效期起"))
    refs = {field: row.ref(place) for field, place in places.items()}
    return (None if remarks else Line(**told, refs=refs)), remarks


def read(data: bytes) -> tuple[list[Line], list[Remark]]:
    """The certificates of a list, and what is wrong with its cells; BadFile when it is no list."""
    book = the_sheet(table(data), _is_list)
    rows, texts = book.rows(), isinstance(book, CsvTable)
    heading, places = _places(rows)
    remarks = [
        Remark(ref, "是合并单元格，请取消合并，每行填全")
        for ref, last in book.merged
        if last > heading
    ]
    lines: list[Line] = []
    seen: dict[str, str] = {}
    for row in rows:
        line, wrong = _line(row, places, texts=texts)
        remarks += wrong
        if line is None:
            continue
        ref = line.refs["number"]
        if line.number in seen:
            remarks.append(Remark(ref, f"证号 {line.number} 和 {seen[line.number]} 重复"))
        else:
            seen[line.number] = ref
            lines.append(line)
    return lines, remarks
