"""From when a paper counts as served."""

from datetime import date

from zhifa.kernel.calendar import standard
from zhifa.records.rules.service import effective_on


def counts_from(*, way: str, served_on: date) -> date:  # no viewer: the law's own count
    """The day from which terms run. served_on: for a public notice the day it was issued."""
    return effective_on(way, served_on, standard())
