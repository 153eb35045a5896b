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
    kinds_held,
    latest_document,
    recording,
    recording_ids,
    recordings,
    services,
    services_of,
    usable_evidence,
)
from zhifa.records.reads.drawing import FontsMissing, font_folders, pdf
from zhifa.records.reads.files import intact, opened
from zhifa.records.reads.served import counts_from
from zhifa.records.reads.soundness import unsound
from zhifa.records.reads.templates import by_case, guide, required, roots, template_codes, titles

__all__ = [
    "Catalogue",
    "FontsMissing",
    "Line",
    "by_case",
    "catalogue",
    "catalogue_pdf",
    "confirmation",
    "counts_from",
    "document",
    "documents",
    "dossier",
    "dossiers",
    "evidence",
    "evidence_item",
    "evidence_rows",
    "font_folders",
    "guide",
    "intact",
    "kinds_held",
    "latest_document",
    "missing",
    "opened",
    "pdf",
    "recording",
    "recording_ids",
    "recordings",
    "required",
    "roots",
    "services",
    "services_of",
    "template_codes",
    "titles",
    "unsound",
    "usable_evidence",
]
