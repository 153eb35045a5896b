"""The only writers of this room."""

from datetime import datetime

from django.db import transaction

from zhifa.enforcement.models import Case
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.supervision import events
from zhifa.supervision.models import Alert

NO_ANSWER = Obstacle("no_answer", "先填写原因和处置情况。")
UNANSWERED = Obstacle("unanswered", "机关还没有答复，不能销号。")
CLOSED = Obstacle("alert_closed", "这条预警已经销号。")


@transaction.atomic
def raise_alert(
    *, case: Case, rule: str, about: str, severity: str, words: str, by: Actor, at: datetime
) -> Alert:
    """Warn about a case, once for each rule and object; the machine's own act."""
    known = Alert.objects.filter(case=case, rule=rule, about=about).first()
    if known:
        return known
    alert = Alert(
        case=case,
        agency_id=case.agency_id,
        rule=rule,
        about=about,
        severity=severity,
        words=words[:300],
        raised_at=at,
    )
    alert.save(force_insert=True)
    event = events.AlertRaised(alert.pk, rule)
    journal.record(event, subject=f"alert:{alert.pk}", by=by, at=at, rows=[alert])
    return alert


@transaction.atomic
def answer(*, alert: Alert, text: str, by: Actor, at: datetime) -> Alert:
    """The agency says why and what it did. Refused: not its people; no words; closed."""
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    refuse_if(
        unless(by, "alert:answer", alert.agency_id)
        + ([CLOSED] if alert.closed_at else [])
        + ([] if text.strip() else [NO_ANSWER])
    )
    alert.answer, alert.answered_by, alert.answered_at = text.strip(), by.key, at
    alert.save(update_fields=["answer", "answered_by", "answered_at"])
    event = events.AlertAnswered(alert.pk)
    journal.record(event, subject=f"alert:{alert.pk}", by=by, at=at, rows=[alert])
    return alert


@transaction.atomic
def close(*, alert: Alert, by: Actor, at: datetime) -> Alert:
    """The supervisors end a warning. Refused: not a supervisor; unanswered; closed already."""
    alert = Alert.objects.select_for_update().get(pk=alert.pk)
    refuse_if(
        unless(by, "alert:close", alert.agency_id)
        + ([CLOSED] if alert.closed_at else [])
        + ([] if alert.answered_at else [UNANSWERED])
    )
    alert.closed_by, alert.closed_at = by.key, at
    alert.save(update_fields=["closed_by", "closed_at"])
    event = events.AlertClosed(alert.pk)
    journal.record(event, subject=f"alert:{alert.pk}", by=by, at=at, rows=[alert])
    return alert
