"""An XLSX file from outside, opened with care: what is not a plain sheet is refused with its cell.

Nothing is unpacked before its declared size is known; zipfile never gives more than that.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

LARGEST_FILE = 30 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
LARGEST_RATIO = 200  # a sheet of text rarely packs better than 1:60
SMALL = 1024 * 1024  # below this a part may pack as well as it likes
MOST_PARTS = 500
MOST_ROWS = 50_000
MOST_COLUMNS = 200
EMPTY_ROWS = 2000  # so many in a row are the end of the sheet
HEADING_ROWS = 10  # the headings stand in one of these
OLD_XLS = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"')
_HIDDEN = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about a cell. repaired: it was read all the same."""

    cell: str
    reason: str
    repaired: bool = False


class BadFile(ValueError):  # noqa: N818 - the file is bad, not our code
    """The file cannot be read as a list at all."""

    def __init__(self, *remarks: Remark) -> None:
        super().__init__("；".join(f"{r.cell} {r.reason}".strip() for r in remarks))
        self.remarks = remarks


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells by column number from 1, as (value, whether it is a formula)."""

    number: int
    cells: Sequence[tuple[Any, bool]]

    def ref(self, column: int) -> str:
        """The name of a cell of the row, such as B7; column counts from 0."""
        return f"{get_column_letter(column + 1)}{self.number}"


def _bad(reason: str, cell: str = "文件") -> BadFile:
    return BadFile(Remark(cell, reason))


def _packed(data: bytes) -> zipfile.ZipFile:
    if data[:4] == OLD_XLS:
        raise _bad("这是旧版 .xls 或者加了密的文件，请另存为不加密的 .xlsx 再导")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise _bad("不是 .xlsx 文件（也许是 CSV 或者网页改了后缀），请用表格软件另存") from None


def _sizes(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
        raise _bad("解压后过大，不像一张清单，已拒绝打开")
    for part in parts:
        if part.file_size > SMALL and part.file_size > LARGEST_RATIO * max(1, part.compress_size):
            raise _bad(f"压缩比异常（{part.filename}），可能是压缩炸弹，已拒绝打开")
        if part.flag_bits & 1:
            raise _bad("文件加了密，请去掉密码再导")


def _declared(archive: zipfile.ZipFile) -> None:
    """Refuse entities: a list has none, and they can blow up when read."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                begin = opened.read(4096)
            if b"<!DOCTYPE" in begin or b"<!ENTITY" in begin:
                raise _bad(f"含有外部定义（{part.filename}），已拒绝打开")


def _number_of(attributes: bytes) -> int | None:
    """The number of a row that is hidden."""
    told = re.search(rb'\br="(\d+)"', attributes)
    hidden = re.search(rb'\bhidden="(?:1|true)"', attributes)
    return int(told[1]) if told and hidden else None


def _scanned(
    archive: zipfile.ZipFile, name: str
) -> tuple[Sequence[tuple[str, int]], Sequence[int]]:
    """Merged ranges of a sheet, each with its last row, and hidden rows; read piece by piece."""
    merged: list[tuple[str, int]] = []
    hidden: list[int] = []
    with archive.open(name) as opened:
        tail = b""
        while piece := opened.read(1 << 20):
            text = tail + piece
            for found in _MERGED.finditer(text):
                first, top, last, bottom = (g.decode() if g else "" for g in found.groups())
                ref = f"{first}{top}:{last}{bottom}" if last else f"{first}{top}"
                merged.append((ref, int(bottom or top)))
            numbers = (_number_of(found[1]) for found in _HIDDEN.finditer(text))
            hidden += [n for n in numbers if n is not None]
            tail = text[text.rfind(b"<") :]
    return list(dict.fromkeys(merged)), list(dict.fromkeys(hidden))


@dataclass(frozen=True, slots=True)
class Book:
    """A sheet of a file: its rows, its merged ranges with their last row, its hidden rows.

    others: every sheet of the file, where this is the first.
    """

    data: bytes
    merged: Sequence[tuple[str, int]]
    hidden: Sequence[int] = ()
    title: str = ""
    place: int = 0
    others: Sequence["Book"] = ()

    def sheets(self) -> Sequence["Book"]:
        """Every sheet of the file, in its order."""
        return self.others or (self,)

    def rows(self) -> Iterator[Row]:
        """Row by row, in bounded memory; raises BadFile where the sheet is too large or broken."""
        try:
            yield from self._rows()
        except (ParseError, KeyError, zipfile.BadZipFile, UnicodeError, ValueError) as error:
            if isinstance(error, BadFile):
                raise
            raise _bad("文件损坏或者编码有误，表格软件能打开的话请另存一份再导") from None

    def _rows(self) -> Iterator[Row]:
        book = load_workbook(io.BytesIO(self.data), read_only=True, data_only=False)
        sheet = book.worksheets[self.place]
        sheet.reset_dimensions()
        empty = 0
        for number, cells in enumerate(sheet.iter_rows(), 1):
            last = max((i for i, c in enumerate(cells) if c.value is not None), default=-1)
            empty = empty + 1 if last < 0 else 0
            if empty > EMPTY_ROWS:
                break
            if number > MOST_ROWS + HEADING_ROWS:
                raise _bad(f"超过 {MOST_ROWS} 行，请拆成几个文件", f"A{number}")
            if last >= MOST_COLUMNS:
                raise _bad(f"超过 {MOST_COLUMNS} 列，请删去多余的列", f"A{number}")
            if last >= 0:
                at = int(getattr(cells[last], "row", None) or number)
                yield Row(at, [(c.value, c.data_type == "f") for c in cells[: last + 1]])
        book.close()


def opened(file: BinaryIO) -> Book:
    """A file from outside, at its first sheet; raises BadFile."""
    data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise _bad(f"文件超过 {LARGEST_FILE // 1024 // 1024} MB，请拆成几个文件")
    if not data:
        raise _bad("文件是空的")
    archive = _packed(data)
    _sizes(archive)
    _declared(archive)
    parts = sorted(n for n in archive.namelist() if _SHEET.fullmatch(n))
    if not parts:
        raise _bad("里面没有工作表，请用表格软件另存为 .xlsx")
    try:
        found = _books(data, archive, parts)
    except Exception:  # noqa: BLE001 - a broken file may fail anywhere inside the reader
        raise _bad("文件损坏或者编码有误，表格软件能打开的话请另存一份再导") from None
    return replace(found[0], others=found)


def _books(data: bytes, archive: zipfile.ZipFile, parts: Sequence[str]) -> list[Book]:
    """Every sheet of a file; the first is there even where the file says nothing of it."""
    made = []
    for place, sheet in enumerate(load_workbook(io.BytesIO(data), read_only=True).worksheets):
        name = str(getattr(sheet, "_worksheet_path", parts[0])).lstrip("/")
        merged, hidden = _scanned(archive, name if name in parts else parts[0])
        made.append(Book(data, merged, hidden, sheet.title, place))
    return made
