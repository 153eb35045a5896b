"""What enforcement does by the clock."""

from datetime import datetime

from zhifa.enforcement import reads
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry


def note_citations(*, now: datetime) -> None:
    """The law library learns what procedures, papers and newly adopted matters cite."""
    registry.note_citations(holders=reads.citing_holders(), by=SYSTEM, at=now)
