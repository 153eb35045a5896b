"""That somebody reported by name, never who."""

from zhifa.enforcement.actions.step import Step
from zhifa.enforcement.rules.needs.informant import NAMED

BY_WORD = frozenset({"complaint", "report"})


def know_informant(step: Step) -> None:
    """Note that a complaint or report came by name: its author is to be told (三十一)."""
    if step.values.get("source_kind") in BY_WORD and step.values.get("informant"):
        step.added[NAMED] = True
