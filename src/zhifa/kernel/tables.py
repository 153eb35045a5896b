"""A table from outside, XLSX or CSV, opened with care and read row by row."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from zhifa.kernel.workbook import LARGEST_FILE, MOST_ROWS, OLD_XLS, BadFile, Remark, Row, opened

ZIPPED = b"PK\x03\x04"
WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, which spreadsheets offer as "Unicode text"


class Table(Protocol):
    """Rows of cells, merged ranges with their last row, and rows hidden from sight."""

    @property
    def data(self) -> bytes:
        """The file."""
        ...

    @property
    def merged(self) -> Sequence[tuple[str, int]]:
        """Merged ranges, each with its last row."""
        ...

    @property
    def hidden(self) -> Sequence[int]:
        """Rows that are hidden, by their numbers."""
        ...

    @property
    def title(self) -> str:
        """What the sheet is called."""
        ...

    def sheets(self) -> Sequence["Table"]:
        """Every sheet of the file."""
        ...

    def rows(self) -> Iterator[Row]:
        """Row by row; raises BadFile where the table is too large or broken."""
        ...


def _bad(reason: str, cell: str = "文件") -> BadFile:
    return BadFile(Remark(cell, reason))


def _decoded(data: bytes) -> str:
    if not data.startswith(WIDE):
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise _bad("文字编码认不出来，请另存为 UTF-8 的 CSV 或者 .xlsx")


_PHONE = re.compile(r"\+[\d\s()-]+")


def _formula(cell: str) -> bool:
    """What a spreadsheet would take for a formula; a telephone number with its country is none."""
    said = cell.strip()
    return said.startswith(("=", "@", "+")) and not _PHONE.fullmatch(said)


def the_sheet(book: Table, fits: Callable[[Table], bool]) -> Table:
    """The one sheet that has what is looked for, else the first; raises BadFile for several."""
    sheets = book.sheets()
    found = [sheet for sheet in sheets if fits(sheet)] if len(sheets) > 1 else []
    if len(found) > 1:
        names = "、".join(f"“{sheet.title}”" for sheet in found)
        raise _bad(f"有 {len(found)} 张工作表都是清单：{names}，请一张一个文件地导")
    return found[0] if found else book


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV file: all its cells are texts, and none is merged."""

    data: bytes
    merged: Sequence[tuple[str, int]] = ()
    hidden: Sequence[int] = ()
    title: str = ""

    def sheets(self) -> Sequence[Table]:
        """The one there is."""
        return (self,)

    def rows(self) -> Iterator[Row]:
        """Row by row; what a spreadsheet would take for a formula is one."""
        text = _decoded(self.data)
        if "\x00" in text:
            raise _bad("不是 CSV 文件，请用表格软件另存")
        try:
            for number, cells in enumerate(csv.reader(io.StringIO(text), strict=True), 1):
                if number > MOST_ROWS:
                    raise _bad(f"超过 {MOST_ROWS} 行，请拆成几个文件", f"A{number}")
                if any(c.strip() for c in cells):
                    yield Row(number, [(c, _formula(c)) for c in cells])
        except csv.Error:
            raise _bad("CSV 的引号不成对，请用表格软件另存") from None


def table(data: bytes) -> Table:
    """A file from outside, whatever it is called; raises BadFile."""
    if data.startswith((ZIPPED, OLD_XLS)):
        return opened(io.BytesIO(data))
    if len(data) > LARGEST_FILE:
        raise _bad(f"文件超过 {LARGEST_FILE // 1024 // 1024} MB，请拆成几个文件")
    if not data.strip():
        raise _bad("文件是空的")
    return CsvTable(data)
