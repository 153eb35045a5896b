"""Submissions, for whoever may read the case or review it. Never writes."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhifa.enforcement import reads as enforcement
from zhifa.kernel.access import Actor
from zhifa.kernel.reach import within
from zhifa.review.models import Submission


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
    """The rounds of one case, oldest first."""
    return submissions(viewer=viewer).filter(case_id=case_id).order_by("round")


def submission(*, pk: int, viewer: Actor) -> Submission:
    """One submission; Submission.DoesNotExist when the viewer may not see it."""
    return submissions(viewer=viewer).get(pk=pk)
