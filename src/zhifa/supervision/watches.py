"""What supervision looks at by the clock."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from zhifa.disclosure import reads as disclosure
from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import Clock
from zhifa.kernel.access import SYSTEM
from zhifa.review import reads as review
from zhifa.supervision import actions
from zhifa.supervision.models import Alert


def overdue_terms(*, now: datetime) -> None:
    """Warn about every running term whose last day, or last hour, has passed (S01, S10, S20 …)."""
    today = localdate(now)
    for clock in cases.overdue_clocks(viewer=SYSTEM, on=today + timedelta(days=1)):
        if not (clock.due_at < now if clock.due_at else clock.due_on < today):
            continue
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


def overdue_reviews(*, now: datetime) -> None:
    """Warn about submissions that wait for an opinion beyond their term (SJ 53)."""
    today = localdate(now)
    for sent in review.waiting(viewer=SYSTEM).filter(due_on__lt=today):
        actions.raise_alert(
            case=sent.case,
            rule="review_overdue",
            about=f"c.review#{sent.round}",
            severity=Alert.Severity.ORANGE,
            words=f"{sent.case.title}：法制审核已于 {sent.due_on} 期满，尚未出具意见。",
            by=SYSTEM,
            at=now,
        )


def overdue_publications(*, now: datetime) -> None:
    """Warn about what should be public or should have been taken down (S58, S60).

    The plan's one day is asked about first, the statute's three workdays gravely.
    """
    today = localdate(now)
    lates = (
        ("waiting", "due_on", "not_published", Alert.Severity.ORANGE, "应公示而未公示，期限"),
        ("leaving", "withdraw_target_on", "not_withdrawn", Alert.Severity.ORANGE, "应撤下，期限"),
        ("leaving", "withdraw_limit_on", "not_withdrawn", Alert.Severity.RED, "应撤下，法定期限"),
    )
    for state, term, rule, severity, words in lates:
        late = disclosure.queue(viewer=SYSTEM, state=state).filter(**{f"{term}__lt": today})
        late = late.exclude(state="waiting", effective_on=None)  # c.serve warns of those
        for row in late:
            actions.raise_alert(
                case=row.decision.case,
                rule=rule,
                about=term,
                severity=severity,
                words=f"{row.decision.number}：{words} {getattr(row, term)}。",
                by=SYSTEM,
                at=now,
            )


def leaking_publications(*, now: datetime) -> None:
    """Warn gravely about public pages on which something protected stands (行政处罚法 五十)."""
    for row, kinds in disclosure.leaking(on=localdate(now), viewer=SYSTEM):
        what = f"公开页面上有不应公开的信息（{'、'.join(kinds)}），先撤下再更正。"
        actions.raise_alert(
            case=row.decision.case,
            rule="publication_leak",
            about=f"publication#{row.pk}",
            severity=Alert.Severity.RED,
            words=f"{row.decision.number}：{what}",
            by=SYSTEM,
            at=now,
        )
