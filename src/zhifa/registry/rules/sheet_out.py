"""A power list written as an XLSX file, byte for byte the same for the same list."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from zhifa.registry.rules.cells import DAY
from zhifa.registry.rules.columns import Column, value_of
from zhifa.registry.rules.matters import completeness

TITLE = "权责清单"
HELP = "填表说明"
RULES = (
    "一行是一个事项的一个版本；带 * 的列必须有，其余的列可以没有，没有的列沿用上一版。",
    "多行的格子用 Alt+Enter 换行；一行里的几部分用全角竖线隔开，内容里的竖线写成 \\p。",
    "金额写阿拉伯数字，单位元；日期写成日期格式；不要合并单元格，不要用公式。",
    "施行过的版本不能改：内容变了，就写新的施行日期。",
    "序号、行使主体、完整度、缺项由系统写出，导入时不看。",
)
HEAD = Font(bold=True)
FILL = PatternFill("solid", start_color="FFE8EEF6")
WRAP = Alignment(vertical="top", wrap_text=True)


def _text_cell(sheet: Any, value: Any) -> Any:
    """A cell that says the value; text never becomes a formula."""
    cell = WriteOnlyCell(sheet, value=None)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    cell.alignment = WRAP
    return cell


def _heads(sheet: Any, names: Sequence[str]) -> list[Any]:
    cells = []
    for name in names:
        cell = _text_cell(sheet, name)
        cell.font, cell.fill = HEAD, FILL
        cells.append(cell)
    return cells


def _help(book: Workbook, known: Sequence[Column], rules: Sequence[str]) -> None:
    sheet = book.create_sheet(HELP)
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    for rule in rules:
        sheet.append([_text_cell(sheet, "规则"), _text_cell(sheet, rule)])
    for column in known:
        about = column.about or ("必填" if column.must else "")
        others = f"（也认：{'、'.join(column.said)}）" if column.said else ""
        cells = [column.heading, about + others]
        sheet.append([_text_cell(sheet, c) for c in cells])


def _row(number: int, row: Mapping[str, Any], known: Sequence[Column]) -> list[Any]:
    whole = completeness(row)
    body = [column.codec.write(value_of(row, column.field)) for column in known]
    return [number, *body, row.get("agency", ""), whole.title, whole.gaps]


def written(rows: Iterable[Mapping[str, Any]], known: Sequence[Column], on: date) -> bytes:
    """The rows of a list of a day as a file."""
    book = Workbook(write_only=True)
    made = datetime(on.year, on.month, on.day, tzinfo=UTC).replace(tzinfo=None)
    book.properties.created = book.properties.modified = made
    book.properties.creator = "zhifa"
    sheet = book.create_sheet(TITLE)
    sheet.freeze_panes = "E2"
    widths = [6, *(c.width for c in known), 24, 10, 30]
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    names = ["序号", *(c.heading + "*" * c.must for c in known)]
    sheet.append(_heads(sheet, [*names, "行使主体", "完整度", "缺项"]))
    for number, row in enumerate(rows, 1):
        sheet.append([_text_cell(sheet, value) for value in _row(number, row, known)])
    _help(book, known, RULES)
    out = io.BytesIO()
    book.save(out)
    return _same_every_time(out.getvalue(), made)


def sample(title: str, known: Sequence[Column], rules: Sequence[str], on: date) -> bytes:
    """An empty list to fill in: its headings, and how each column is written.

    Columns are set to text, so that a spreadsheet keeps every digit of a number.
    """
    book = Workbook(write_only=True)
    made = datetime(on.year, on.month, on.day, tzinfo=UTC).replace(tzinfo=None)
    book.properties.created = book.properties.modified = made
    book.properties.creator = "zhifa"
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C2"
    for place, column in enumerate(known, 1):
        told = sheet.column_dimensions[get_column_letter(place)]
        told.width = column.width
        told.number_format = "yyyy-mm-dd" if column.codec is DAY else "@"
    sheet.append(_heads(sheet, [c.heading + "*" * c.must for c in known]))
    _help(book, known, rules)
    out = io.BytesIO()
    book.save(out)
    return _same_every_time(out.getvalue(), made)


def _same_every_time(data: bytes, made: datetime) -> bytes:
    """The file with the time of the list in place of the time of writing."""
    out = io.BytesIO()
    stamp = (max(made.year, 1980), made.month, made.day, 0, 0, 0)
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "docProps/core.xml":
                text = _dated(text, made)
            told = zipfile.ZipInfo(part.filename, stamp)
            told.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(told, text)
    return out.getvalue()


def _dated(text: bytes, made: datetime) -> bytes:
    """Openpyxl stamps the hour of saving; the list has only a day."""
    begin = text.find(b"<dcterms:modified")
    end = text.find(b"</dcterms:modified>")
    if begin < 0 or end < 0:
        return text
    head = text[begin : text.index(b">", begin) + 1]
    return text[:begin] + head + f"{made.isoformat()}Z".encode() + text[end:]
