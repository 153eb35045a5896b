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


def copy_formats() -> dict[str, Format]:
    """The formats there are besides PDF; public, without a viewer."""
    return dict(FORMATS)
