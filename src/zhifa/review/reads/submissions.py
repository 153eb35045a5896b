"""Submissions, for whoever may read the case or review it. Never writes."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhifa.agencies.models import User
from zhifa.enforcement import reads as enforcement
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.reach import within
from zhifa.kernel.refusals import Obstacle
from zhifa.review.models import Submission
from zhifa.review.rules.opinion import opinion_obstacles


def _outdated(viewer: Actor) -> Q:
    """The case was sent again, or sent away, since: nobody answers such a round any more."""
    again = Submission.objects.filter(case=OuterRef("case"), round__gt=OuterRef("round"))
    away = enforcement.sent_away(viewer=viewer).filter(
        case=OuterRef("case"), at__gt=OuterRef("sent_at")
    )
    return Exists(again) | Exists(away)


def submissions(*, viewer: Actor) -> QuerySet[Submission]:
    """Submissions of the cases the viewer may read; each says whether it is `outdated`."""
    every = Submission.objects.annotate(outdated=_outdated(viewer))
    found = enforcement.of_visible(rows=every, viewer=viewer)
    return found.select_related("case__agency", "case__dossier", "case__matter", "case__party")


def waiting(*, viewer: Actor) -> QuerySet[Submission]:
    """Submissions that still wait for an opinion."""
    return submissions(viewer=viewer).filter(~_outdated(viewer), kind="")


def inbox(*, viewer: Actor) -> QuerySet[Submission]:
    """Submissions that wait for an opinion, where the viewer reviews; soonest due first."""
    found = within(waiting(viewer=viewer), viewer.reach("review:read"), "case__agency_id")
    return found.order_by("due_on", "pk")


def answered(*, viewer: Actor, limit: int = 50) -> list[Submission]:
    """The latest opinions, newest first."""
    return list(submissions(viewer=viewer).exclude(kind="").order_by("-opined_at")[:limit])


def of_case(*, case_id: str, viewer: Actor) -> QuerySet[Submission]:
    """The rounds of one case with their problems, oldest first."""
    found = submissions(viewer=viewer).filter(case_id=case_id).prefetch_related("problems")
    return found.order_by("round")


def submission(*, pk: int, viewer: Actor) -> Submission:
    """One submission; Submission.DoesNotExist when the viewer may not see it."""
    return submissions(viewer=viewer).get(pk=pk)


def _qualified(reviewer: User | None, on: date) -> bool:
    """Whether the legal qualification is held on the day."""
    held = reviewer.legally_qualified_on if reviewer else None
    return held is not None and held <= on


def opining_obstacles(
    *, submission: Submission, text: str, viewer: Actor, on: date
) -> list[Obstacle]:
    """Why the viewer may not give this opinion on that day."""
    case = submission.case
    number = viewer.key.removeprefix("user:")
    reviewer = User.objects.filter(pk=number).first() if number.isdecimal() else None
    later = Submission.objects.filter(case=case, round__gt=submission.round)
    return unless(viewer, "review:opine", case.agency_id) + opinion_obstacles(
        own=case.officers.filter(user=reviewer).exists(),
        sent=submission.sent_by == viewer.key,
        qualified=_qualified(reviewer, on),
        since=reviewer.reviewer_since if reviewer else None,
        opined=bool(submission.kind),
        outdated=later.exists(),
        text=text,
    )
