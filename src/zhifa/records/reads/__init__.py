"""What a dossier holds. Never writes."""

from zhifa.records.reads.catalogue import Catalogue, Line, catalogue, catalogue_pdf, missing
from zhifa.records.reads.dossiers import (
    confirmation,
    document,
    documents,
    dossier,
    dossiers,
    evidence,
    evidence_item,
    evidence_rows,
    holdings,
    latest_document,
    recording,
    recordings,
    services,
    services_of,
)
from zhifa.records.reads.drawing import FontsMissing, font_folders, pdf
from zhifa.records.reads.files import intact, opened
from zhifa.records.reads.soundness import unsound
from zhifa.records.reads.templates import by_case, guide, required, template_codes, titles

__all__ = [
    "Catalogue",
    "FontsMissing",
    "Line",
    "by_case",
    "catalogue",
    "catalogue_pdf",
    "confirmation",
    "document",
    "documents",
    "dossier",
    "dossiers",
    "evidence",
    "evidence_item",
    "evidence_rows",
    "font_folders",
    "guide",
    "holdings",
    "intact",
    "latest_document",
    "missing",
    "opened",
    "pdf",
    "recording",
    "recordings",
    "required",
    "services",
    "services_of",
    "template_codes",
    "titles",
    "unsound",
]
