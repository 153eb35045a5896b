"""The only writers of this room."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.enforcement import actions as enforcement
from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import Case
from zhifa.kernel import calendar, journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import refuse_if
from zhifa.review import events, reads
from zhifa.review.models import Submission
from zhifa.review.rules import REVIEW_TERM

PASSING = {Submission.Kind.AGREE, Submission.Kind.FIXES}


@transaction.atomic
def submit(*, case: Case, note: str, by: Actor, at: datetime, rev: int | None = None) -> Submission:
    """Send a case to legal review; its clock starts.

    The same words again while they wait change nothing. Refused: as the move `submit_review` of
    the case's procedure.
    """
    refuse_if(unless(by, "review:submit", case.agency_id))
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    same = reads.waiting(viewer=by).filter(case=case, sent_by=by.key, note=note).first()
    if same is not None:
        return same
    rules = cases.review_rules(case=case, viewer=by, at=at)
    done = enforcement.perform(
        case_id=case.pk,
        move="submit_review",
        data={"opinion": note},
        by=by,
        at=at,
        rev=rev,
        via="review",
    )
    submission = Submission(
        case=done.case,
        round=Submission.objects.filter(case=case).count() + 1,
        rules=list(rules),
        note=note,
        sent_by=by.key,
        sent_at=at,
        due_on=calendar.standard().due(localdate(at), REVIEW_TERM).on,
    )
    submission.save(force_insert=True)
    event = events.ReviewSubmitted(case.pk, submission.pk, submission.round)
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=[submission])
    return submission


@transaction.atomic
def opine(*, submission: Submission, kind: str, text: str, by: Actor, at: datetime) -> Submission:
    """Give the written opinion; agreement opens the case's gate, anything else sends it back.

    Refused: not a reviewer here; who runs the case, ever did, or sent it; without the legal
    qualification that first-time reviewers need; answered already; sent back or sent again since;
    no words (行政处罚法 五十八).
    """
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("case")
        .get(pk=submission.pk)
    )
    case = submission.case
    on = localdate(at)
    refuse_if(reads.opining_obstacles(submission=submission, text=text, viewer=by, on=on))
    move = "pass_review" if kind in PASSING else "return_review"
    words = f"{Submission.Kind(kind).label}。{text}"
    enforcement.perform(
        case_id=case.pk, move=move, data={"opinion": words}, by=by, at=at, via="review"
    )
    submission.kind, submission.opinion = kind, text
    submission.opined_by, submission.opined_at = by.key, at
    submission.save(update_fields=["kind", "opinion", "opined_by", "opined_at"])
    event = events.ReviewOpined(case.pk, submission.pk, kind)
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=[submission])
    return submission
