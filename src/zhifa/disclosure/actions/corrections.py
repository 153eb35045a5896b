"""A clerical correction of a decision is told where the decision is public (行政处罚法 五十九)."""

from datetime import datetime

from django.db import transaction

from zhifa.disclosure import events
from zhifa.disclosure.actions._corrected import locked, tell, unchecked, words_of
from zhifa.disclosure.masking import redact
from zhifa.disclosure.models import Correction, Publication
from zhifa.disclosure.reads import secrets_of
from zhifa.disclosure.rules import LEAK, NO_CORRECTION, NOT_CHECKED, leaks
from zhifa.enforcement import reads as cases
from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM, Actor, unless
from zhifa.kernel.refusals import refuse_if


@transaction.atomic
def note_corrections(*, decision_id: str, by: Actor, at: datetime) -> None:
    """Put the served corrections of a decision beside its publication; harmless when repeated.

    That there is one is public from the day it counts as served; its words, masked as they can be,
    wait to be checked.
    """
    publication = locked(Publication.objects.get(decision_id=decision_id))
    case, known = publication.decision.case, secrets_of(publication.decision.case.party)
    there = set(publication.corrections.values_list("number", flat=True))
    rows = [
        Correction(
            publication=publication,
            number=told.number,
            issued_on=told.issued_on,
            effective_on=told.effective_on,
            error=redact(told.error, known).text,
            correction=redact(told.correction, known).text,
        )
        for told in cases.corrections(decision=publication.decision, viewer=SYSTEM)
        if told.number not in there
    ]
    for row in rows:
        row.save(force_insert=True)
    event = events.CorrectionNoted(publication.pk, case.pk)
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=rows)


@transaction.atomic
def publish_corrections(
    *, publication: Publication, checked: bool, by: Actor, at: datetime
) -> Publication:
    """Show the words of the corrections of a decision that is public.

    checked: the publisher has made the secrecy and privacy check (信息公开条例 十四、十五).
    Refused: not a publisher here; who has left the case; the decision is not public or none waits;
    not checked; personal data still stands in them.
    """
    publication = locked(publication)
    case, rows = publication.decision.case, unchecked(publication)
    found = leaks(words_of(rows), secrets_of(case.party))
    public = publication.state == Publication.State.PUBLISHED
    refuse_if(
        unless(by, "disclosure:publish", publication.agency_id)
        + cases.leaving_obstacles(dossier_id=case.dossier_id, viewer=by)
        + ([] if public and rows else [NO_CORRECTION])
        + ([] if checked else [NOT_CHECKED])
        + ([LEAK.about("、".join(found))] if found else [])
    )
    event = events.CorrectionPublished(publication.pk, case.pk)
    told = tell(rows, by, at)
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=told)
    return publication
