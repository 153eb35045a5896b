"""What supervision does when an act came late."""

from datetime import datetime

from zhifa.enforcement import reads as cases
from zhifa.enforcement.events import TermOverrun
from zhifa.kernel.access import SYSTEM
from zhifa.supervision import actions
from zhifa.supervision.models import Alert


def find_overrun(event: TermOverrun, /, *, happened_at: datetime, now: datetime) -> None:
    """An act after its term stands in law, but is a finding."""
    case = cases.case(case_id=event.case_id, viewer=SYSTEM)
    for code in event.clocks:
        clock = cases.latest_clock(case=case, code=code, viewer=SYSTEM)
        name = cases.clock_name(clock=clock)
        actions.raise_alert(
            case=case,
            rule="acted_late",
            about=f"{code}#{clock.round}",
            severity=Alert.Severity.RED,
            words=f"{case.title}：{name} {clock.due_on} 期满，{clock.stopped_on} 才办结。",
            by=SYSTEM,
            at=now,
        )
