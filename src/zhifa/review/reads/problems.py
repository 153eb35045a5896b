"""Problems that reviewers named, and what changed since they did."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from zhifa.kernel.access import Actor
from zhifa.records import reads as records
from zhifa.review.models import ReviewProblem, Submission
from zhifa.review.reads.submissions import of_case, submissions


def problems_of(*, submission: Submission, viewer: Actor) -> QuerySet[ReviewProblem]:
    """The problems of a round, in order; none for who may not see it."""
    mine = submissions(viewer=viewer).filter(pk=submission.pk)
    return ReviewProblem.objects.filter(submission__in=mine).order_by("number")


def open_problems(*, case_id: str, viewer: Actor) -> list[ReviewProblem]:
    """The problems that the latest opinion on a case named and nobody has answered."""
    last = of_case(case_id=case_id, viewer=viewer).exclude(kind="").last()
    if last is None:
        return []
    return list(problems_of(submission=last, viewer=viewer).filter(answer=""))


@dataclass(frozen=True, slots=True)
class Since:
    """What is new in a file since it was last returned; points: those found otherwise now."""

    last: Submission
    problems: tuple[ReviewProblem, ...]
    papers: tuple[tuple[str, str], ...]
    evidence: tuple[tuple[str, bool], ...]


def since(*, submission: Submission, viewer: Actor) -> Since | None:
    """What the second round looks at; None in a first round.

    papers: id and title. evidence: name, and whether it was taken off.
    """
    earlier = of_case(case_id=submission.case_id, viewer=viewer).exclude(kind="")
    last = earlier.filter(round__lt=submission.round).last()
    if last is None or last.opined_at is None:
        return None
    dossier, then = submission.case.dossier_id, last.opined_at
    papers = records.documents(dossier_id=dossier, viewer=viewer).filter(made_at__gt=then)
    new = Q(listed_at__gt=then) | Q(excluded_at__gt=then)
    items = records.evidence(dossier_id=dossier, viewer=viewer).filter(new)
    return Since(
        last,
        tuple(problems_of(submission=last, viewer=viewer)),
        tuple(papers.exclude(template__in=("W37", "W37S")).values_list("pk", "title")),
        tuple((item.name, item.excluded_at is not None) for item in items),
    )
