"""What becomes of a decision on its way to the public, and back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.disclosure import events
from zhifa.disclosure.actions._corrected import locked, tell, unchecked, words_of
from zhifa.disclosure.actions._text import Chosen, choose, keep
from zhifa.disclosure.actions._words import lines_of, withheld_as
from zhifa.disclosure.masking import Choice
from zhifa.disclosure.models import Correction, Publication
from zhifa.disclosure.reads import secrets_of
from zhifa.disclosure.rules import (
    ANNULLED,
    GROUNDS,
    LEAK,
    NEVER_PUBLIC,
    NEXT_DAY,
    NO_REASON,
    NOT_CHECKED,
    NOT_LOST,
    NOT_PUBLIC,
    NOT_TO_RENEW,
    NOT_WAITING,
    UNSERVED,
    WITHHELD,
    leaks,
    publish_due,
    withdraw_due,
)
from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import Decision
from zhifa.kernel import calendar, ids, journal
from zhifa.kernel.access import SYSTEM, Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.texts import thin

AS_PROPOSED = Choice()


@transaction.atomic
def prepare(*, decision_id: str, by: Actor, at: datetime) -> Publication:
    """Put a decision into its agency's queue, or withhold it with the reason.

    The machine calls this when a decision is made; harmless when repeated.
    """
    known = Publication.objects.filter(decision_id=decision_id).first()
    if known:
        return known
    decision = Decision.objects.select_related("case__agency", "case__party", "case__matter").get(
        pk=decision_id
    )
    reason, lines = withheld_as(decision), lines_of(decision)
    publication = Publication(
        decision=decision,
        agency=decision.case.agency,
        state=Publication.State.WITHHELD if reason else Publication.State.WAITING,
        slug=ids.new(),
        title=f"{lines.get('当事人', '')}{lines.get('违法行为', '')}案",
        fields=lines,
        withheld_reason=reason,
        due_on=publish_due(decision.decided_on, calendar.standard()),
    )
    publication.save(force_insert=True)
    event = events.PublicationPrepared(publication.pk, decision.case_id)
    subject = decision.case.dossier_id
    journal.record(event, subject=subject, by=by, at=at, rows=[publication])
    return publication


def _unready(publication: Publication, on: date) -> list[Obstacle]:
    """Why a decision cannot be public on a day, whoever asks."""
    served = cases.in_effect_from(decision=publication.decision, viewer=SYSTEM)
    checks = {
        NOT_WAITING: publication.state != Publication.State.WAITING,
        ANNULLED: publication.decision.annulled_on is not None,
        UNSERVED: served is None or served > on,
    }
    return [obstacle for obstacle, broken in checks.items() if broken]


def _leak(
    publication: Publication, corrected: Sequence[Correction], chosen: Chosen
) -> list[Obstacle]:
    """What is protected and still stands in anything that would be public."""
    words = {**publication.fields, "标题": publication.title, **words_of(corrected)}
    known = [*secrets_of(publication.decision.case.party), *chosen.known]
    found = leaks({**words, "决定书": chosen.text}, known)
    return [LEAK.about("、".join(found))] if found else []


@transaction.atomic
def publish(
    *,
    publication: Publication,
    checked: bool,
    by: Actor,
    at: datetime,
    choice: Choice = AS_PROPOSED,
) -> Publication:
    """Publish a decision.

    checked: the publisher has made the secrecy and privacy check (信息公开条例 十四、十五).
    choice: what is hidden of the paper's words, piece by piece; the proposal unless told.
    Refused: not a publisher here; who has left the case; not waiting; not served yet, as a
    decision binds from its service on; annulled; not checked; its words are others than those the
    choice was made of, or hidden words do not stand in them; personal data still stands in it.
    """
    publication = locked(publication)
    corrected, chosen = unchecked(publication), choose(publication, choice)
    refuse_if(
        unless(by, "disclosure:publish", publication.agency_id)
        + cases.leaving_obstacles(dossier_id=publication.decision.case.dossier_id, viewer=by)
        + _unready(publication, localdate(at))
        + ([] if checked else [NOT_CHECKED])
        + list(chosen.obstacles)
        + _leak(publication, corrected, chosen)
    )
    publication.state = Publication.State.PUBLISHED
    publication.published_at, publication.published_by = at, by.key
    publication.checked_by = by.key
    publication.withdrawn_at, publication.withdrawn_by = None, ""
    publication.withdraw_reason = ""
    publication.save()
    case, told = publication.decision.case, tell(corrected, by, at)
    rows = [publication, *told, *keep(publication, chosen, by, at)]
    event = events.Published(publication.pk, case.pk)
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=rows)
    return publication


@transaction.atomic
def takes_effect(*, decision_id: str, effective_on: date, by: Actor, at: datetime) -> None:
    """A decision counts as served from a day on: from then it may, and soon must, be public."""
    publication = locked(Publication.objects.get(decision_id=decision_id))
    decided = publication.decision.decided_on
    publication.effective_on = effective_on
    publication.due_on = publish_due(decided, calendar.standard(), effective_on)
    publication.save(update_fields=["effective_on", "due_on"])
    case = publication.decision.case
    event = events.PublicationPrepared(publication.pk, case.pk)
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=[publication])


@transaction.atomic
def must_leave(*, decision_id: str, effective_on: date, by: Actor, at: datetime) -> None:
    """A decision lost its force: what waits is withheld, what is public is to be taken down.

    Terms run from the day the instrument takes effect (行政处罚法 四十八; 方案 二（一）4).
    """
    publication = locked(Publication.objects.get(decision_id=decision_id))
    publication.annulled_on = effective_on
    target, limit = withdraw_due(effective_on, calendar.standard())
    publication.withdraw_target_on, publication.withdraw_limit_on = target, limit
    if publication.state == Publication.State.PUBLISHED:
        publication.state = Publication.State.LEAVING
    elif publication.state == Publication.State.WAITING:
        gone = publication.withdrawn_at is not None
        publication.state = Publication.State.WITHDRAWN if gone else Publication.State.WITHHELD
        publication.withheld_reason = "" if gone else "annulled"
    publication.save()
    case = publication.decision.case
    event = events.PublicationPrepared(publication.pk, case.pk)
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=[publication])


@transaction.atomic
def must_change(*, decision_id: str, effective_on: date, by: Actor, at: datetime) -> None:
    """A decision was changed: what waits is made anew, what is public is to be taken down.

    The terms are those of one that lost its force (行政处罚法 四十八); then it is made anew.
    """
    publication = locked(Publication.objects.get(decision_id=decision_id))
    state = Publication.State
    if publication.annulled_on or publication.state == state.LEAVING:
        return
    publication.changed_on = effective_on
    if publication.state == state.PUBLISHED:
        target, limit = withdraw_due(effective_on, calendar.standard())
        publication.withdraw_target_on, publication.withdraw_limit_on = target, limit
        publication.state = state.LEAVING
    elif publication.state != state.WITHDRAWN:
        reason, gone = withheld_as(publication.decision), publication.withdrawn_at is not None
        publication.fields, publication.changed_on = lines_of(publication.decision), None
        never = state.WITHDRAWN if gone else state.WITHHELD
        publication.state = never if reason else state.WAITING
        publication.withheld_reason = "" if gone else reason
    publication.save()
    case = publication.decision.case
    event = events.PublicationPrepared(publication.pk, case.pk)
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=[publication])


def _why(publication: Publication) -> str:
    if publication.annulled_on:
        return "annulled"
    return "changed" if publication.changed_on else "other"


@transaction.atomic
def withdraw(
    *, publication: Publication, ground: str, reason: str, by: Actor, at: datetime
) -> Publication:
    """Take a decision down; the page stays and says when and why, its words are gone.

    ground: of rules.GROUNDS. Refused: not a publisher here; who has left the case; not public; the
    decision stands and is said to have lost its force; no reason; personal data in the reason.
    """
    publication = locked(publication)
    found = leaks({"原因": reason}, secrets_of(publication.decision.case.party))
    open_states = {Publication.State.PUBLISHED, Publication.State.LEAVING}
    refuse_if(
        unless(by, "disclosure:withdraw", publication.agency_id)
        + cases.leaving_obstacles(dossier_id=publication.decision.case.dossier_id, viewer=by)
        + ([] if publication.state in open_states else [NOT_PUBLIC])
        + ([] if publication.lost or ground == "mistaken" else [NOT_LOST])
        + ([NO_REASON] if thin(reason) else [])
        + ([LEAK.about("、".join(found))] if found else [])
    )
    publication.state = Publication.State.WITHDRAWN
    publication.withdrawn_at, publication.withdrawn_by = at, by.key
    publication.withdraw_reason = f"{GROUNDS[ground]}。{reason.strip()}"[:300]
    publication.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdraw_reason"])
    case = publication.decision.case
    event = events.Withdrawn(publication.pk, case.pk, _why(publication))
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=[publication])
    return publication


@transaction.atomic
def renew(*, publication: Publication, by: Actor, at: datetime) -> Publication:
    """Make anew what was mistaken and taken down: it waits to be checked and published again.

    Refused: not a publisher here; who has left the case; not taken down, or the decision has lost
    its force; as changed it is not published at all.
    """
    publication = locked(publication)
    decision = publication.decision
    lost = publication.annulled_on or decision.annulled_on
    gone = publication.state == Publication.State.WITHDRAWN and not lost
    never = withheld_as(decision) if gone else ""
    refuse_if(
        unless(by, "disclosure:publish", publication.agency_id)
        + cases.leaving_obstacles(dossier_id=decision.case.dossier_id, viewer=by)
        + ([] if gone else [NOT_TO_RENEW])
        + ([NEVER_PUBLIC.about(WITHHELD[never])] if never else [])
    )
    publication.fields = lines = lines_of(decision)
    publication.title = f"{lines.get('当事人', '')}{lines.get('违法行为', '')}案"
    publication.state = Publication.State.WAITING
    publication.due_on = calendar.standard().due(localdate(at), NEXT_DAY).on
    publication.changed_on = None
    publication.withdraw_target_on = publication.withdraw_limit_on = None
    publication.save()
    event = events.PublicationPrepared(publication.pk, decision.case_id)
    journal.record(event, subject=decision.case.dossier_id, by=by, at=at, rows=[publication])
    return publication
