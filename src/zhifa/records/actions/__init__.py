"""The only writers of this room."""

from zhifa.records.actions.dossiers import name_dossier, open_dossier, seal
from zhifa.records.actions.evidence import Item, add_evidence, exclude_evidence, file_evidence
from zhifa.records.actions.papers import keep_rendition, make_document
from zhifa.records.actions.recordings import Capture, add_recording, file_recording
from zhifa.records.actions.service import (
    Delivery,
    Reach,
    confirm_address,
    serve,
    serve_document,
)
from zhifa.records.rules.recordings import FiveFacts

__all__ = [
    "Capture",
    "Delivery",
    "FiveFacts",
    "Item",
    "Reach",
    "add_evidence",
    "add_recording",
    "confirm_address",
    "exclude_evidence",
    "file_evidence",
    "file_recording",
    "keep_rendition",
    "make_document",
    "name_dossier",
    "open_dossier",
    "seal",
    "serve",
    "serve_document",
]
