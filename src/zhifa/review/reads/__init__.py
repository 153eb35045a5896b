"""What may be known of legal reviews, by whom. Never writes."""

from zhifa.review.reads.answering import agreeing_obstacles, answers_of
from zhifa.review.reads.checking import checked, file_of, points_of
from zhifa.review.reads.problems import Since, open_problems, problems_of, since
from zhifa.review.reads.submissions import (
    answered,
    inbox,
    of_case,
    opining_obstacles,
    submission,
    submissions,
    waiting,
)

__all__ = [
    "Since",
    "agreeing_obstacles",
    "answered",
    "answers_of",
    "checked",
    "file_of",
    "inbox",
    "of_case",
    "open_problems",
    "opining_obstacles",
    "points_of",
    "problems_of",
    "since",
    "submission",
    "submissions",
    "waiting",
]
