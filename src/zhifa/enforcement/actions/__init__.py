"""The only writers of this room."""

from zhifa.enforcement.actions.opening import open_case
from zhifa.enforcement.actions.perform import Outcome, perform

__all__ = ["Outcome", "open_case", "perform"]
