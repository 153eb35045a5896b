"""What a reviewer's answers to the eight points must say before an opinion may pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhifa.kernel.refusals import Obstacle
from zhifa.kernel.texts import thin
from zhifa.review.rules.finding import NAMES, Found, Point

FIT, UNFIT, NONE = "fit", "unfit", "none"
VERDICTS = {FIT: "符合", UNFIT: "不符合", NONE: "不适用"}
PAPERS_POINT = 7
NUMBERS = "零一二三四五六七八"
LAW = "行政处罚法 第五十八条"
OPEN = Obstacle(
    "points_open", "还有要点没有逐项认定。", LAW, then="逐项认定并保存，再出具同意的意见。"
)
STALE = Obstacle(
    "points_changed", "认定以后，这些要点查到的情况变了。", LAW, then="看变化后重新认定。"
)
NOT_FIT = Obstacle(
    "points_unfit",
    "有认定为不符合的要点，不能同意。",
    LAW,
    then="改选退回的意见；确已查清符合的，写明理由重新认定。",
)
REASON = Obstacle(
    "point_reason_missing",
    "与系统认定不同的，或者系统认为存疑、需人工判断的，没有写理由。",
    LAW,
    then="在这些要点下写明理由。",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A reviewer's answer: the verdict, and the digest of what had been found then."""

    verdict: str
    digest: str


def confirms(found: Found, verdict: str) -> bool:
    """Whether an answer takes over what the machine found; doubts are nobody's conclusion."""
    return (found, verdict) in {(Found.FIT, FIT), (Found.WRONG, UNFIT)}


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(f"第{NUMBERS[n]}项" for n in numbers)


def unreasoned(points: Sequence[Point], given: Mapping[int, tuple[str, str]]) -> list[Obstacle]:
    """The points whose answer needs a reason and has none. given: verdict and reason by point."""
    bare = [
        p.number
        for p in points
        if p.number in given
        and not confirms(p.found, given[p.number][0])
        and thin(given[p.number][1])
    ]
    return [REASON.about(_listed(bare))] if bare else []


def passing_obstacles(
    points: Sequence[Point], told: Mapping[int, Told], *, strict: bool
) -> list[Obstacle]:
    """Why an opinion may not pass: a point unanswered, changed since, or answered as unfit.

    strict: agreement without mending; else what is wrong with papers alone may still be mended.
    """
    left = [n for n in NAMES if n not in told]
    moved = [p.number for p in points if p.number in told and told[p.number].digest != p.digest]
    mendable = set() if strict else {PAPERS_POINT}
    unfit = [n for n, t in sorted(told.items()) if t.verdict == UNFIT and n not in mendable]
    found = ((OPEN, left), (STALE, moved), (NOT_FIT, unfit))
    return [obstacle.about(_listed(numbers)) for obstacle, numbers in found if numbers]
