"""Numbered problems 审核问题: an opinion that returns a file names each; the unit answers each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from zhifa.kernel.refusals import Obstacle
from zhifa.kernel.texts import thin
from zhifa.review.rules.finding import Found, Point

MOST = 10
LAW = "行政处罚法 第五十八条"
MISSING = Obstacle(
    "problems_missing",
    "退回的意见没有逐条写明问题。",
    LAW,
    then="至少写一条：哪一项、什么问题、要做什么。",
)
UNCLEAR = Obstacle(
    "problem_unclear", "有的问题没有写明是什么、要做什么。", LAW, then="补全每一条再提交。"
)
UNANSWERED = Obstacle(
    "problems_unanswered",
    "上次审核提出的问题还没有逐条答复。",
    LAW,
    then="逐条写明怎样处理的，再送审。",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A problem as the reviewer writes it."""

    point: int
    wrong: str
    basis: str
    todo: str

    @property
    def whole(self) -> bool:
        """Whether it says what is wrong and what to do."""
        return not thin(self.wrong) and not thin(self.todo)


def telling_obstacles(problems: Sequence[Told]) -> list[Obstacle]:
    """Why an opinion may not return the file with these problems."""
    if not problems:
        return [MISSING]
    vague = [str(n) for n, told in enumerate(problems, 1) if not told.whole]
    return [UNCLEAR.about(f"第 {'、'.join(vague)} 条")] if vague else []


def unanswered(numbers: Collection[int], answers: Mapping[int, str]) -> list[Obstacle]:
    """Why a file may not be sent again: problems, by number, that have no answer."""
    left = [str(n) for n in sorted(numbers) if thin(answers.get(n, ""))]
    return [UNANSWERED.about(f"第 {'、'.join(left)} 条")] if left else []


def words(problems: Sequence[Told]) -> str:
    """The problems as the written opinion lists them."""
    lines = (
        f"{n}. {p.wrong.strip()}{f'（{p.basis.strip()}）' if p.basis.strip() else ''}"
        f"处理：{p.todo.strip()}"
        for n, p in enumerate(problems, 1)
    )
    return "\n".join(lines)


def drafted(points: Sequence[Point]) -> list[Told]:
    """What the checks would put before the unit; the reviewer edits or drops each."""
    found = (f for p in points for f in p.findings if f.found in {Found.WRONG, Found.DOUBT})
    return [Told(f.point, f.why[:300], f.source[:100], "") for f in found][:MOST]
