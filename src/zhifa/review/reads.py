"""Submissions, for whoever may read the case or review it. Never writes."""

from django.db.models import QuerySet

from zhifa.enforcement import reads as enforcement
from zhifa.kernel.access import Actor
from zhifa.review.models import Submission


def submissions(*, viewer: Actor) -> QuerySet[Submission]:
    """Submissions of the cases the viewer may read."""
    cases = enforcement.cases(viewer=viewer)
    return Submission.objects.filter(case__in=cases).select_related("case__agency", "case__dossier")


def inbox(*, viewer: Actor) -> QuerySet[Submission]:
    """Submissions that wait for an opinion, where the viewer reviews; soonest due first."""
    reach = viewer.reach("review:read")
    waiting = submissions(viewer=viewer).filter(kind="")
    found = waiting if reach is None else waiting.filter(case__agency_id__in=reach)
    return found.order_by("due_on", "pk")


def answered(*, viewer: Actor, limit: int = 50) -> list[Submission]:
    """The latest opinions, newest first."""
    return list(submissions(viewer=viewer).exclude(kind="").order_by("-opined_at")[:limit])


def of_case(*, case_id: str, viewer: Actor) -> QuerySet[Submission]:
    """The rounds of one case, oldest first."""
    return submissions(viewer=viewer).filter(case_id=case_id).order_by("round")


def submission(*, pk: int, viewer: Actor) -> Submission:
    """One submission; Submission.DoesNotExist when the viewer may not see it."""
    return submissions(viewer=viewer).get(pk=pk)
