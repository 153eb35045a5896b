"""The only writers of this room."""

from collections.abc import Mapping, Sequence
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
from zhifa.review.models import PointAnswer, ReviewProblem, Submission
from zhifa.review.rules import problems as naming
from zhifa.review.rules.answers import unreasoned
from zhifa.review.rules.opinion import REVIEW_TERM

WHOLE = "逐项认定"  # an answer needs no words of the opinion yet
PASSING = {Submission.Kind.AGREE, Submission.Kind.FIXES}


@transaction.atomic
def submit(
    *,
    case: Case,
    note: str,
    by: Actor,
    at: datetime,
    rev: int | None = None,
    answers: Mapping[int, str] | None = None,
) -> Submission:
    """Send a case to legal review; its clock starts.

    answers: to the problems of the last opinion, by number. The same words again while they wait
    change nothing. Refused: as the move `submit_review` of the case's procedure; a problem that has
    no answer.
    """
    refuse_if(unless(by, "review:submit", case.agency_id))
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    same = reads.waiting(viewer=by).filter(case=case, sent_by=by.key, note=note).first()
    if same is not None:
        return same
    left = {p.number: p for p in reads.open_problems(case_id=case.pk, viewer=by)}
    refuse_if(naming.unanswered(left, answers or {}))
    rules = cases.review_rules(case=case, viewer=by, at=at)
    told = {"opinion": note}
    done = enforcement.perform(
        case_id=case.pk, move="submit_review", data=told, by=by, at=at, rev=rev, via="review"
    )
    submission = _next_round(done.case, rules, note, by, at)
    for number, problem in left.items():
        _answered(problem, (answers or {})[number], by, at)
    event = events.ReviewSubmitted(case.pk, submission.pk, submission.round)
    rows = [submission, *left.values()]
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=rows)
    return submission


def _next_round(case: Case, rules: Sequence[str], note: str, by: Actor, at: datetime) -> Submission:
    made = Submission(
        case=case,
        round=Submission.objects.filter(case=case).count() + 1,
        rules=list(rules),
        note=note,
        sent_by=by.key,
        sent_at=at,
        due_on=calendar.standard().due(localdate(at), REVIEW_TERM).on,
    )
    made.save(force_insert=True)
    return made


def _answered(problem: ReviewProblem, text: str, by: Actor, at: datetime) -> None:
    problem.answer, problem.answered_by, problem.answered_at = text.strip(), by.key, at
    problem.save(update_fields=["answer", "answered_by", "answered_at"])


def _locked(submission: Submission) -> Submission:
    mine = Submission.objects.select_for_update(of=("self",))
    return mine.select_related("case__agency", "case__matter", "case__party").get(pk=submission.pk)


@transaction.atomic
def answer_points(
    *, submission: Submission, given: Mapping[int, tuple[str, str]], by: Actor, at: datetime
) -> list[PointAnswer]:
    """Say of points whether they are met. given: verdict and reason, by the point's number.

    The machine's finding of the moment is kept beside the answer. Refused: as an opinion; no
    reason where the answer is not what the machine found, or where it found no answer.
    """
    submission = _locked(submission)
    case, on = submission.case, localdate(at)
    refuse_if(reads.opining_obstacles(submission=submission, text=WHOLE, viewer=by, on=on))
    found = {p.number: p for p in reads.points_of(case=case, viewer=by, at=at)}
    refuse_if(unreasoned(list(found.values()), given))
    rows = [
        PointAnswer(
            submission=submission,
            point=number,
            found=found[number].found,
            why=found[number].why,
            digest=found[number].digest,
            verdict=verdict,
            reason=reason.strip(),
            answered_by=by.key,
            answered_at=at,
        )
        for number, (verdict, reason) in sorted(given.items())
    ]
    for row in rows:
        row.save(force_insert=True)
    told = [f"{row.point}:{row.verdict}" for row in rows]
    event = events.PointsAnswered(case.pk, submission.pk, told)
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=rows)
    return rows


@transaction.atomic
def opine(
    *,
    submission: Submission,
    kind: str,
    text: str,
    by: Actor,
    at: datetime,
    problems: Sequence[naming.Told] = (),
) -> Submission:
    """Give the written opinion; agreement opens the case's gate, anything else sends it back.

    problems: what an opinion that sends it back asks of the unit, numbered in this order.

    Refused: not a reviewer here; who runs the case, ever did, or sent it; without the legal
    qualification that first-time reviewers need; answered already; sent back or sent again since;
    no words; to agree: a point that is unanswered, has changed since, or is answered as not met
    (行政处罚法 五十八).
    """
    submission = _locked(submission)
    case = submission.case
    on = localdate(at)
    refuse_if(reads.opining_obstacles(submission=submission, text=text, viewer=by, on=on))
    if kind in PASSING:
        refuse_if(reads.agreeing_obstacles(submission=submission, kind=kind, viewer=by, at=at))
    else:
        refuse_if(naming.telling_obstacles(problems))
    move = "pass_review" if kind in PASSING else "return_review"
    said = f"{Submission.Kind(kind).label}。{text}"
    words = "\n".join(filter(None, (said, _listed(kind, problems))))
    enforcement.perform(
        case_id=case.pk, move=move, data={"opinion": words}, by=by, at=at, via="review"
    )
    submission.kind, submission.opinion = kind, text
    submission.opined_by, submission.opined_at = by.key, at
    submission.save(update_fields=["kind", "opinion", "opined_by", "opined_at"])
    rows = [] if kind in PASSING else _named(submission, problems)
    event = events.ReviewOpined(case.pk, submission.pk, kind)
    journal.record(event, subject=case.dossier_id, by=by, at=at, rows=[submission, *rows])
    return submission


def _listed(kind: str, problems: Sequence[naming.Told]) -> str:
    return "" if kind in PASSING else naming.words(problems)


def _named(submission: Submission, problems: Sequence[naming.Told]) -> list[ReviewProblem]:
    rows = [
        ReviewProblem(
            submission=submission,
            number=number,
            point=told.point,
            wrong=told.wrong.strip(),
            basis=told.basis.strip(),
            todo=told.todo.strip(),
        )
        for number, told in enumerate(problems, 1)
    ]
    for row in rows:
        row.save(force_insert=True)
    return rows
