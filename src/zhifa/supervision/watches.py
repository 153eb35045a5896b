"""What supervision looks at by the clock."""

from datetime import datetime

from django.utils.timezone import localdate

from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import Clock
from zhifa.kernel.access import SYSTEM
from zhifa.supervision import actions
from zhifa.supervision.models import Alert


def overdue_terms(*, now: datetime) -> None:
    """Warn about every running term whose last day has passed (S01, S10, S20, S47 …)."""
    today = localdate(now)
    for clock in cases.overdue_clocks(viewer=SYSTEM, on=today):
        name = cases.clock_name(clock=clock)
        actions.raise_alert(
            case=clock.case,
            rule="term_overdue",
            about=f"{clock.code}#{clock.round}",
            severity=_severity(clock),
            words=f"{clock.case.title}：{name}已于 {clock.due_on} 期满，尚未办结。",
            by=SYSTEM,
            at=now,
        )


def _severity(clock: Clock) -> str:
    heavy = {"c.decide", "c.file", "c.preserve", "c.transfer.approve", "c.transfer.send"}
    return Alert.Severity.RED if clock.code in heavy else Alert.Severity.ORANGE
