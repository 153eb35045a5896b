from dataclasses import dataclass
from typing import ClassVar

from zhifa.kernel.events import Event


@dataclass(frozen=True, slots=True)
class ReviewSubmitted(Event):
    """A case has been sent to legal review 送审."""

    title: ClassVar[str] = "送法制审核"

    case_id: str
    submission_id: int
    round: int


@dataclass(frozen=True, slots=True)
class ReviewOpined(Event):
    """Legal review has given its written opinion 审核意见."""

    title: ClassVar[str] = "出具审核意见"

    case_id: str
    submission_id: int
    opinion: str


@dataclass(frozen=True, slots=True)
class PointsAnswered(Event):
    """A reviewer has said of points 审核要点 whether they are met. answers: number and verdict."""

    title: ClassVar[str] = "认定审核要点"

    case_id: str
    submission_id: int
    answers: list[str]
