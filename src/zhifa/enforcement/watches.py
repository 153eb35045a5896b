"""What enforcement does by the clock."""

from datetime import date, datetime

from zhifa.enforcement import actions, reads
from zhifa.kernel import calendar
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry
from zhifa.registry import reads as libraries


def note_citations(*, now: datetime) -> None:
    """The law library learns what procedures, papers and newly adopted matters cite."""
    holders = reads.citing_holders()
    if not libraries.citations_noted(holders=holders, viewer=SYSTEM):
        registry.note_citations(holders=holders, by=SYSTEM, at=now)


FEW = 200  # cases whose terms are computed anew in one round
_settled: set[date] = set()  # tables of holidays by which this process left nothing to do


def recompute_terms(*, now: datetime) -> None:
    """Terms that reached beyond the holiday tables are computed anew once these are known (T19).

    Tables come with a new version, so a process that found nothing left does not look again.
    """
    known = calendar.standard().known_through
    if known in _settled:
        return
    waiting = reads.provisional_cases(until=known, limit=FEW, viewer=SYSTEM)
    for case_id in waiting:
        actions.recompute_terms(case_id=case_id, by=SYSTEM, at=now)
    if len(waiting) < FEW:
        _settled.add(known)
