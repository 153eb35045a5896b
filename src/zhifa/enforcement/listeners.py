"""What enforcement does when a law has changed."""

from datetime import datetime

from zhifa.enforcement import reads
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry
from zhifa.registry import reads as library
from zhifa.registry.events import LawAmended


def list_amended_cases(event: LawAmended, /, *, happened_at: datetime, now: datetime) -> None:
    """Open cases that rest on a changed article become tasks of their agencies.

    So do procedures and papers that the library had not heard of when the law came in.
    """
    amendment = library.amendment(pk=event.amendment_id, viewer=SYSTEM)
    if amendment is None:
        return
    if registry.note_citations(holders=reads.citing_holders(), by=SYSTEM, at=now):
        told = list(library.dependents(amendment=amendment, viewer=SYSTEM))
        for kind in ("procedure", "template"):
            late = [task for task in told if task.kind == kind]
            registry.add_tasks(amendment_id=amendment.pk, kind=kind, tasks=late, by=SYSTEM, at=now)
    found = reads.amended_cases(amendment=amendment, viewer=SYSTEM)
    registry.add_tasks(amendment_id=amendment.pk, kind="case", tasks=found, by=SYSTEM, at=now)
