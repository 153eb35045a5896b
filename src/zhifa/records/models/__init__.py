"""Shape of facts: dossiers and what is in them; how papers were signed."""

from zhifa.records.models.papers import (
    Document,
    Dossier,
    DossierQuerySet,
    Evidence,
    Recording,
    Rendition,
    Service,
    StoredFile,
)

__all__ = [
    "Document",
    "Dossier",
    "DossierQuerySet",
    "Evidence",
    "Recording",
    "Rendition",
    "Service",
    "StoredFile",
]
