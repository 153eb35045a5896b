"""Copies of a paper in other formats: the words of the PDF, without its signatures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from zhifa.kernel.access import Actor, may
from zhifa.records.formats.html import html
from zhifa.records.formats.ofd import ofd
from zhifa.records.formats.word import word
from zhifa.records.models import Document
from zhifa.records.reads.whole import insist_whole
from zhifa.records.rules.script import Piece, script

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Format:
    """A format besides PDF: what files of it are called, and who makes them."""

    name: str
    media: str
    make: Callable[[Mapping[str, Any], str], bytes]


FORMATS = {
    "docx": Format("Word（DOCX）", WORD, lambda content, _: word(content)),
    "ofd": Format("OFD", "application/ofd", lambda content, made: ofd(content, made=made)),
    "html": Format("网页（HTML）", "text/html; charset=utf-8", lambda content, _: html(content)),
}


def copy(*, document: Document, viewer: Actor, form: str = "docx") -> bytes:
    """A paper's words in a format, for whoever may read its dossier.

    Document.DoesNotExist for strangers; KeyError for a format there is not.
    """
    if not may(viewer, "case:read", document.dossier.agency_id):
        raise Document.DoesNotExist
    insist_whole(dossier_id=document.dossier_id, viewer=viewer)
    return FORMATS[form].make(document.content, localdate(document.made_at).isoformat())


def _line(piece: Piece) -> list[str]:
    if piece.kind == "rows":
        return ["：".join(cells) for cells in piece.cells]
    return [" | ".join(cells) for cells in piece.cells] or [piece.text]


def lines(*, document: Document, viewer: Actor) -> list[str]:
    """A paper's words line by line: a row is a label and its value, a table's row one line.

    Document.DoesNotExist for strangers.
    """
    if not may(viewer, "case:read", document.dossier.agency_id):
        raise Document.DoesNotExist
    insist_whole(dossier_id=document.dossier_id, viewer=viewer)
    return [line for piece in script(document.content) for line in _line(piece) if line.strip()]


def copy_formats() -> dict[str, Format]:
    """The formats there are besides PDF; public, without a viewer."""
    return dict(FORMATS)
