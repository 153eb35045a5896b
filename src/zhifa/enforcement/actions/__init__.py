"""The only writers of this room."""

from zhifa.enforcement.actions.opening import open_case
from zhifa.enforcement.actions.perform import perform
from zhifa.enforcement.actions.taking import Outcome
from zhifa.enforcement.actions.terms import recompute_terms

__all__ = ["Outcome", "open_case", "perform", "recompute_terms"]
