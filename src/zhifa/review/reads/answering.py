"""The reviewer's own word on the eight points, and what still keeps an opinion from passing."""

from collections.abc import Sequence
from datetime import datetime

from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle
from zhifa.review.models import PointAnswer, Submission
from zhifa.review.reads.checking import points_of
from zhifa.review.reads.submissions import submissions
from zhifa.review.rules.answers import Told, passing_obstacles
from zhifa.review.rules.finding import Point


def answers_of(*, submission: Submission, viewer: Actor) -> dict[int, PointAnswer]:
    """The latest answer to each point of a round, by its number; none for who may not see it."""
    mine = submissions(viewer=viewer).filter(pk=submission.pk)
    rows = PointAnswer.objects.filter(submission__in=mine).order_by("pk")
    return {row.point: row for row in rows}


def agreeing_obstacles(
    *, submission: Submission, kind: str, viewer: Actor, at: datetime
) -> list[Obstacle]:
    """Why a passing opinion of this kind may not be given yet; the points are computed anew."""
    found: Sequence[Point] = points_of(case=submission.case, viewer=viewer, at=at)
    held = answers_of(submission=submission, viewer=viewer)
    told = {n: Told(row.verdict, row.digest) for n, row in held.items()}
    return passing_obstacles(found, told, strict=kind == Submission.Kind.AGREE)
