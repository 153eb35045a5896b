"""What supervision does when an act came late, in spite of a warning, or turned out unfit."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from zhifa.agencies import reads as agencies
from zhifa.agencies.events import CertificateCancelled, CertificateSuspended
from zhifa.enforcement import reads as cases
from zhifa.enforcement.events import (
    CaseDecided,
    DecisionAnnulled,
    MajorReported,
    TermOverrun,
    WarningPassed,
)
from zhifa.enforcement.models import Clock
from zhifa.kernel.access import SYSTEM
from zhifa.supervision import actions
from zhifa.supervision.models import Alert


def _late(rows: Sequence[Clock], code: str, on: date) -> Clock | None:
    """The round of a term that ended late by a day; later rounds have their own event."""
    ended = [c for c in rows if c.code == code and c.state == "late"]
    return max(
        (c for c in ended if c.stopped_on and c.stopped_on <= on),
        key=lambda c: c.round,
        default=None,
    )


def find_overrun(event: TermOverrun, /, *, happened_at: datetime, now: datetime) -> None:
    """An act after its term stands in law, but is a finding."""
    case = cases.case(case_id=event.case_id, viewer=SYSTEM)
    rows = cases.clock_rows(case=case, viewer=SYSTEM)
    for code in event.clocks:
        clock = _late(rows, code, localdate(happened_at))
        if clock is None:
            continue
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


def follow_filing(
    event: CaseDecided | MajorReported | DecisionAnnulled,
    /,
    *,
    happened_at: datetime,
    now: datetime,
) -> None:
    """A major penalty is to be reported, was reported, or no longer binds."""
    actions.follow_filing(decision_id=event.decision_id, by=SYSTEM, at=now)


def find_passed_warning(event: WarningPassed, /, *, happened_at: datetime, now: datetime) -> None:
    """A step taken in spite of what the law asks for beside it stands, and is a finding."""
    case = cases.case(case_id=event.case_id, viewer=SYSTEM)
    for code in event.codes:
        told = cases.warning_words(case=case, move=event.move, code=code)
        actions.raise_alert(
            case=case,
            rule="warning_passed",
            about=code,
            severity=Alert.Severity.YELLOW,
            words=f"{case.title}：{localdate(happened_at)} {told}",
            by=SYSTEM,
            at=now,
        )


def find_uncertified(
    event: CertificateSuspended | CertificateCancelled, /, *, happened_at: datetime, now: datetime
) -> None:
    """A certificate stopped counting from a day that is past: what was done since is looked at."""
    card = agencies.card(pk=event.certificate_id, viewer=SYSTEM)
    until = localdate(happened_at)
    if card is None:
        return
    if isinstance(event, CertificateSuspended):
        held = card.suspensions.get(pk=event.suspension_id)
        about, why, since = f"suspension:{held.pk}", "暂停使用", held.from_on
    else:
        about, why, since = f"cancelled:{card.pk}", "注销", card.cancelled_on or until
    told = cases.uncertified(user_id=event.user_id, from_on=since, until_on=until, viewer=SYSTEM)
    for case, steps in told.items():
        words = (
            f"{case.title}：{card.holder.name}的执法证件自 {since} 起{why}，此后参加的步骤要核实"
            f"是否有效，需要的重新办理（行政处罚法 第四十二条）：{'、'.join(steps)}"
        )
        actions.raise_alert(
            case=case,
            rule="uncertified",
            about=about,
            severity=Alert.Severity.RED,
            words=words,
            by=SYSTEM,
            at=now,
        )
