"""The only writers of this room."""

from datetime import datetime

from django.db import transaction

from zhifa.enforcement import actions as enforcement
from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import Case
from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM, Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.texts import thin
from zhifa.supervision import events
from zhifa.supervision.models import Alert, MajorFiling
from zhifa.supervision.rules import answer_obstacles

NO_ANSWER = Obstacle("no_answer", "没有填写原因和处置情况。", then="先填写原因和处置情况。")
UNANSWERED = Obstacle(
    "unanswered", "机关还没有答复，不能销号。", then="等机关答复；逾期的，督促承办机关答复。"
)
CLOSED = Obstacle("alert_closed", "这条预警已经销号。", over="已经销号，不需要再办。")


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
        words=words,
        raised_at=at,
    )
    alert.save(force_insert=True)
    event = events.AlertRaised(alert.pk, rule)
    journal.record(event, subject=f"alert:{alert.pk}", by=by, at=at, rows=[alert])
    return alert


@transaction.atomic
def answer(*, alert: Alert, text: str, by: Actor, at: datetime) -> Alert:
    """The agency says why and what it did.

    Refused: not its people; who has left the case; no words; closed.
    """
    held = Alert.objects.select_for_update(of=("self",)).select_related("case")
    alert = held.get(pk=alert.pk)
    refuse_if(
        unless(by, "alert:answer", alert.agency_id)
        + cases.leaving_obstacles(dossier_id=alert.case.dossier_id, viewer=by)
        + ([CLOSED] if alert.closed_at else [])
        + ([NO_ANSWER] if thin(text) else [])
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


def _follow(filing: MajorFiling, by: Actor, at: datetime) -> None:
    event = events.FilingFollowed(filing.pk, filing.case_id, filing.state)
    journal.record(event, subject=filing.case.dossier_id, by=by, at=at, rows=[filing])


@transaction.atomic
def follow_filing(*, decision_id: str, by: Actor, at: datetime) -> MajorFiling | None:
    """Bring the row of a major penalty to where its case stands: due, sent again, or lapsed.

    The machine calls this after a decision, a report and an annulment; harmless when repeated.
    None for a decision that is no major penalty.
    """
    found = cases.major_penalty(decision_id=decision_id, viewer=SYSTEM)
    if found is None:
        return None
    held = MajorFiling.objects.select_for_update(of=("self",)).select_related("case")
    filing = held.filter(decision_id=decision_id).first() or MajorFiling(
        decision=found.decision,
        case=found.decision.case,
        agency_id=found.decision.case.agency_id,
    )
    state = _state(filing, found)
    if filing.pk and state == filing.state and filing.rounds == found.rounds:
        return filing
    filing.state, filing.due_on = state, found.due_on
    filing.sent_on, filing.rounds = found.reported_on, found.rounds
    filing.save()
    _follow(filing, by, at)
    return filing


def _state(filing: MajorFiling, found: cases.MajorPenalty) -> str:
    states = MajorFiling.State
    if found.rounds > filing.rounds:
        return states.SENT
    if not found.binding and filing.state in {"", states.DUE, states.RETURNED}:
        return states.LAPSED
    return filing.state or states.DUE


@transaction.atomic
def answer_filing(
    *, filing: MajorFiling, returns: bool, opinion: str, by: Actor, at: datetime
) -> MajorFiling:
    """The justice bureau takes a report in, or returns it with what is to be mended.

    Refused: not a supervisor; nothing waits; returned without words, or when the dossier is
    archived already (四川省重大行政处罚行政强制备案规定 第四条).
    """
    held = MajorFiling.objects.select_for_update(of=("self",)).select_related("case")
    filing = held.get(pk=filing.pk)
    states = MajorFiling.State
    refuse_if(
        unless(by, "filing:answer", filing.agency_id)
        + answer_obstacles(
            sent=filing.state == states.SENT,
            returns=returns,
            archived=filing.case.archived_on is not None,
            opinion=opinion,
        )
    )
    enforcement.perform(
        case_id=filing.case_id,
        move="return_major" if returns else "receive_major",
        data={"opinion": opinion},
        by=by,
        at=at,
        via="supervision",
    )
    filing.state = states.RETURNED if returns else states.RECEIVED
    filing.opinion, filing.answered_by, filing.answered_at = opinion.strip(), by.key, at
    filing.save(update_fields=["state", "opinion", "answered_by", "answered_at"])
    _follow(filing, by, at)
    return filing
