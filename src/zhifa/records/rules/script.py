"""The words of a paper in the order in which every format sets them. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # what no format can write


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paper.

    kind: agency, number, title, addressee, heading, text, rows, table, sign, seal, date or note.
    cells: of rows (label and value) and tables (the head first); text: of all others.
    """

    kind: str
    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> str:
        """All its text, cell after cell."""
        return self.text or "".join(cell for row in self.cells for cell in row)


def _said(value: object) -> str:
    return CONTROL.sub("", str(value))


def _head(content: Mapping[str, Any]) -> Iterator[Piece]:
    """The body's name, number and title: an official letter has its number above the title."""
    order = ("number", "title") if content.get("layout") == "letter" else ("title", "number")
    for kind in ("agency", *order):
        if content[kind]:
            yield Piece(kind, _said(content[kind]))
    if content["addressee"]:
        yield Piece("addressee", _said(f"{content['addressee']}："))


def _block(block: Mapping[str, Any]) -> Iterator[Piece]:
    if block.get("heading"):
        yield Piece("heading", _said(block["heading"]))
    for line in _said(block.get("text", "")).splitlines():
        if line.strip():
            yield Piece("text", line.strip())
    for name in ("rows", "table"):
        if block.get(name):
            yield Piece(name, cells=tuple(tuple(map(_said, row)) for row in block[name]))


def script(content: Mapping[str, Any]) -> list[Piece]:
    """A paper's frozen words as pieces, in reading order."""
    pieces = list(_head(content))
    for block in content["blocks"]:
        pieces += _block(block)
    pieces += [Piece("sign", _said(line)) for line in content["sign"]]
    pieces += [Piece("seal", _said(content["seal"]))] if content["seal"] else []
    pieces += [Piece("date", _said(content["date"]))]
    return [*pieces, *(Piece("note", _said(note)) for note in content["notes"])]


def words(content: Mapping[str, Any]) -> str:
    """Everything a paper says, without spaces: what all formats are compared by."""
    return "".join("".join(piece.words for piece in script(content)).split())
