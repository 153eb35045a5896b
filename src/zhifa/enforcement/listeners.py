"""What enforcement does when a law has changed."""

from datetime import datetime

from zhifa.enforcement import reads
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry
from zhifa.registry import reads as library
from zhifa.registry.events import LawAmended


def list_amended_cases(event: LawAmended, /, *, happened_at: datetime, now: datetime) -> None:
    """Open cases that rest on a changed article become tasks of their agencies."""
    amendment = library.amendment(pk=event.amendment_id, viewer=SYSTEM)
    if amendment is not None:
        found = reads.amended_cases(amendment=amendment, viewer=SYSTEM)
        registry.add_tasks(
            amendment_id=event.amendment_id, kind="case", tasks=found, by=SYSTEM, at=now
        )
