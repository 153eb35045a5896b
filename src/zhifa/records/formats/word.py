"""A paper as DOCX, for those who must work on its text. The signed paper is the PDF."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from zhifa.records.rules.script import Piece, script

SONG, HEI = "宋体", "黑体"
LABEL, NUMBER = Mm(36), Mm(13)  # widths of the first column: of labelled rows, of tables
RED = RGBColor(0xC0, 0, 0)
MADE = datetime(2021, 7, 15, tzinfo=UTC)  # the same words give the same bytes
CENTRED, RIGHT = ("agency", "title", "number"), ("seal", "date")
SIZES = {"agency": 16.0, "title": 22.0, "number": 13.0, "note": 10.5}
BLACK = ("agency", "heading")


def _run(paragraph: Paragraph, text: str, size: float, font: str = SONG) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001 - the documented way
    return run


def _paragraph(made: Document, piece: Piece, *, letter: bool) -> None:
    paragraph = made.add_paragraph()
    size = SIZES.get(piece.kind, 16.0 if letter else 14.0)
    run = _run(paragraph, piece.text, size, HEI if piece.kind in BLACK else SONG)
    if piece.kind in CENTRED:
        paragraph.alignment = ALIGN.CENTER
    elif piece.kind in RIGHT:
        paragraph.alignment = ALIGN.RIGHT
    if piece.kind == "text":
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    run.bold = piece.kind == "title"
    if letter and piece.kind == "agency":
        run.font.size, run.font.color.rgb = Pt(24), RED


def _table(made: Document, piece: Piece) -> None:
    table = made.add_table(rows=0, cols=len(piece.cells[0]), style="Table Grid")
    table.autofit = False  # columns keep their width: a long code breaks inside its cell
    first, *others = table.columns
    room = sum(column.width for column in table.columns)
    first.width = LABEL if piece.kind == "rows" else NUMBER
    for column in others:
        column.width = Emu((room - first.width) // len(others))
    for row in piece.cells:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _run(cell.paragraphs[0], text, 10.5 if piece.kind == "table" else 12.0)


def word(content: Mapping[str, Any]) -> bytes:
    """A paper as DOCX on A4: the same words in the same order."""
    made = docx.Document()
    letter = content.get("layout") == "letter"
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(37 if letter else 32), Mm(35 if letter else 30)
    told = made.core_properties
    told.title, told.author = str(content["title"]), str(content["agency"])
    told.created = told.modified = MADE
    for piece in script(content):
        if piece.cells:
            _table(made, piece)
        else:
            _paragraph(made, piece, letter=letter)
    made.save(file := BytesIO())
    return file.getvalue()
