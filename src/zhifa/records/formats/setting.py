"""Setting a paper on pages where every character has its place: for OFD. Pure; millimetres.

Chinese characters are as wide as their size, ASCII half of it, as in 宋体 and 黑体.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhifa.records.rules.script import Piece, script

WIDTH, HEIGHT = 210, 297
LEFT, RIGHT, TOP, BOTTOM = 28.0, 26.0, 32.0, 30.0
ROOM = WIDTH - LEFT - RIGHT
POINT = 25.4 / 72
SIZES = {"agency": 16.0, "title": 22.0, "number": 13.0, "note": 10.5, "rows": 12.0, "table": 10.5}
LABEL = 36.0  # width of the first column of labelled rows
NUMBER = 13.0  # width of the column of numbers in tables
PAD = 1.6
NO_START = "，。、；：？！）》”\u2019〕】"  # signs that may not begin a line
HANGING = 1.0  # how far they may stand outside it instead, in characters


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text at a place. steps: how far each character goes."""

    x: float
    y: float
    size: float
    text: str
    font: str = "song"
    red: bool = False

    @property
    def steps(self) -> list[float]:
        return [_wide(char) * self.size for char in self.text]


@dataclass
class Page:
    """What stands on a page: lines of text, and rules from a point to a point."""

    texts: list[Text] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def _wide(char: str) -> float:
    return 0.5 if ord(char) < 0x2000 else 1.0  # noqa: PLR2004 - below are letters of the West


def broken(text: str, size: float, room: float, indent: float = 0.0) -> Iterator[str]:
    """A paragraph as lines no wider than `room`; the first begins `indent` later."""
    line, used = "", indent
    for char in text:
        wide = _wide(char) * size
        hangs = char in NO_START and used < room + HANGING * size
        if used + wide > room and line and not hangs:
            yield line
            line, used = "", 0.0
        line, used = line + char, used + wide
    if line:
        yield line


@dataclass
class _Press:
    """Fills pages from the top; begins a new one when there is no room."""

    base: float
    letter: bool
    pages: list[Page] = field(default_factory=lambda: [Page()])
    y: float = TOP

    def _size(self, kind: str) -> float:
        if self.letter and kind == "agency":
            return 24 * POINT
        return SIZES.get(kind, self.base) * POINT

    def room_for(self, height: float) -> None:
        if self.y + height > HEIGHT - BOTTOM and self.y > TOP:
            self.pages.append(Page())
            self.y = TOP

    def line(
        self, text: str, size: float, x: float, *, font: str = "song", red: bool = False
    ) -> None:
        self.room_for(size * 1.7)
        self.pages[-1].texts.append(Text(round(x, 3), round(self.y, 3), size, text, font, red))
        self.y += size * 1.7

    def paragraph(self, piece: Piece) -> None:
        size = self._size(piece.kind)
        indent = 2 * size if piece.kind == "text" else 0.0
        black = "hei" if piece.kind in {"agency", "heading"} else "song"
        self.y += {"heading": 2.0, "sign": 4.0, "seal": 12.0, "note": 2.0}.get(piece.kind, 0.0)
        for n, line in enumerate(broken(piece.text, size, ROOM, indent)):
            left = ROOM - sum(_wide(char) * size for char in line)
            x = LEFT + (indent if n == 0 else 0.0)
            if piece.kind in {"agency", "title", "number"}:
                x = LEFT + left / 2
            elif piece.kind in {"seal", "date"}:
                x = LEFT + left
            red = self.letter and piece.kind == "agency"
            self.line(line, size, x, font=black, red=red)

    def table(self, piece: Piece) -> None:
        """A ruled table; a row that does not fit goes to the next page."""
        size = self._size(piece.kind)
        widths = _widths(piece)
        for row in piece.cells:
            cells = [_lines(c, size, w - 2 * PAD) for c, w in zip(row, widths, strict=True)]
            self._row(cells, widths, size)
        self.y += 2.0

    def _row(self, cells: list[list[str]], widths: list[float], size: float) -> None:
        """A row cell by cell; one taller than a page goes on overleaf, line by line."""
        step = size * 1.6
        tall = max(map(len, cells), default=0) or 1
        if tall * step + PAD <= HEIGHT - TOP - BOTTOM:
            self.room_for(tall * step + PAD)
        while tall:
            self.room_for(step + PAD)
            fits = min(tall, int((HEIGHT - BOTTOM - self.y - PAD) / step))
            self._cells([cell[:fits] for cell in cells], widths, size, fits * step + PAD)
            cells, tall = [cell[fits:] for cell in cells], tall - fits

    def _cells(
        self, cells: list[list[str]], widths: list[float], size: float, height: float
    ) -> None:
        page, x, end = self.pages[-1], LEFT, self.y + height
        for cell, width in zip(cells, widths, strict=True):
            for n, text in enumerate(cell):
                y = self.y + PAD / 2 + n * size * 1.6
                page.texts.append(Text(round(x + PAD, 3), round(y, 3), size, text))
            page.rules.append((x, self.y, x, end))
            x += width
        page.rules += [(x, self.y, x, end), (LEFT, self.y, x, self.y), (LEFT, end, x, end)]
        self.y = end


def _lines(text: str, size: float, room: float) -> list[str]:
    return [line for part in text.splitlines() for line in broken(part, size, room)]


def _widths(piece: Piece) -> list[float]:
    count = len(piece.cells[0])
    first = LABEL if piece.kind == "rows" else NUMBER
    return [first, *[(ROOM - first) / (count - 1)] * (count - 1)]


def set_pages(content: Mapping[str, Any]) -> list[Page]:
    """A paper's words on pages of A4, in reading order."""
    letter = content.get("layout") == "letter"
    press = _Press(16.0 if letter else 14.0, letter)
    for piece in script(content):
        if piece.cells:
            press.table(piece)
        else:
            press.paragraph(piece)
    return press.pages
