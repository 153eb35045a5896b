"""When the term of an archived dossier has ended, and what forbids destroying it. Pure.

A term runs from the first day of the year after archiving: the rules of the archive bureau leave
the first day open, so the later one is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhifa.kernel.refusals import Obstacle
from zhifa.kernel.texts import thin

LAW = "档案法 第二十一条"
EVER = "永久"
TERMS = {"10年": 10, "30年": 30}
FOREVER = date(9999, 12, 31)
WATCHERS = 2
MOST = 50  # dossiers on one list

PERMANENT = Obstacle(
    "appraisal:permanent", "永久保管的案卷不能列入。", LAW, over="永久保管，不鉴定、不销毁。"
)
RUNNING = Obstacle("appraisal:term", "案卷的保管期限还没有届满。", LAW, then="期满后再鉴定。")
GONE = Obstacle(
    "dossier:destroyed",
    "案卷已经依清册销毁，内容不再保存。",
    LAW,
    over="目录、摘要、清册和流水仍在，可以查看。",
)
ELSEWHERE = Obstacle(
    "appraisal:listed", "案卷已经列在没有办完的清册里。", then="先办完那一份清册。"
)
AWAY = Obstacle(
    "appraisal:handed_over",
    "案卷已经移交档案馆。",
    "档案法 第十五条",
    over="移交以后由档案馆保管和鉴定。",
)
EMPTY = Obstacle("appraisal:empty", "没有选案卷。", then="选出要鉴定的案卷，逐卷写明意见。")
TOO_MANY = Obstacle("appraisal:many", f"一份清册最多 {MOST} 卷。", then="分几份做。")
OTHERS = Obstacle(
    "appraisal:agency", "所选案卷不是本机关归档的。", then="一份清册只列一个机关的案卷。"
)
NO_REASON = Obstacle("appraisal:reason", "有案卷没有写明鉴定理由。", LAW, then="逐卷写明理由。")
NO_TERM = Obstacle(
    "appraisal:new_term", "续存的没有写明新的期限。", LAW, then="选定 10 年、30 年或者永久。"
)
SAME_PERSON = Obstacle(
    "appraisal:same_person", "鉴定人不能审批自己的清册。", LAW, then="由另一位负责人审批。"
)
JUDGED = Obstacle("appraisal:judged", "这份清册已经审批，不能改。", over="退回的重新鉴定。")
NO_OPINION = Obstacle("appraisal:opinion", "退回的没有写明意见。", then="写明要改什么。")
NOT_APPROVED = Obstacle(
    "destruction:approval", "清册还没有批准，不能监销、销毁。", LAW, then="先由负责人审批。"
)
WATCHED = Obstacle("destruction:watched", "您已经签过监销。", over="等另一位监销人。")
NO_WATCH = Obstacle(
    "destruction:watchers",
    "监销人不足两名。",
    LAW,
    then="由销毁人以外的两名监销人各自登录签名，再销毁。",
)
DONE = Obstacle("destruction:done", "这份清册已经办完。", over="不需要再办。")
NOTHING = Obstacle("destruction:nothing", "这份清册没有要销毁的案卷，都续存。", over="不需要销毁。")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an appraiser says of a dossier. term: for how long it is kept on; empty to destroy."""

    dossier_id: str
    destroy: bool
    reason: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an archived dossier. year: of its archive number; 0 while it is open.

    kept_until: by an approved list. listed, away, gone: on an open list, handed over, destroyed.
    """

    title: str
    retention: str
    year: int
    kept_until: date | None = None
    listed: bool = False
    away: bool = False
    gone: bool = False


def ended(retention: str, year: int, kept_until: date | None, today: date) -> bool:
    """Whether the term of a dossier archived in a year is over on a day."""
    if retention not in TERMS or not year or (kept_until and kept_until >= today):
        return False
    return year + TERMS[retention] < today.year


def new_end(term: str, today: date) -> date:
    """Until when a dossier is kept on by a list made today. KeyError for a term there is not."""
    return FOREVER if term == EVER else date(today.year + TERMS[term], 12, 31)


def standing_obstacles(what: Standing, today: date) -> list[Obstacle]:
    """What keeps a dossier from being appraised, or destroyed, whoever asks."""
    over = ended(what.retention, what.year, what.kept_until, today)
    checks = {
        PERMANENT: what.retention == EVER or what.kept_until == FOREVER,
        RUNNING: not over and what.retention != EVER and what.kept_until != FOREVER,
        ELSEWHERE: what.listed,
        AWAY: what.away,
        GONE: what.gone,
    }
    return [obstacle.about(what.title) for obstacle, wrong in checks.items() if wrong]


def said_obstacles(said: Sequence[Judgement]) -> list[Obstacle]:
    """What is missing in the judgements of a list."""
    checks = {
        EMPTY: not said,
        TOO_MANY: len(said) > MOST,
        NO_REASON: any(thin(one.reason) for one in said),
        NO_TERM: any(not one.destroy and one.term not in (*TERMS, EVER) for one in said),
    }
    return [obstacle for obstacle, wrong in checks.items() if wrong]
