"""The only writers of this room."""

from zhifa.enforcement.actions.exporting import note_ledger_export
from zhifa.enforcement.actions.informant import Informant, open_informant
from zhifa.enforcement.actions.opening import open_case
from zhifa.enforcement.actions.perform import perform
from zhifa.enforcement.actions.taking import Outcome
from zhifa.enforcement.actions.terms import recompute_terms

__all__ = [
    "Informant",
    "Outcome",
    "note_ledger_export",
    "open_case",
    "open_informant",
    "perform",
    "recompute_terms",
]
