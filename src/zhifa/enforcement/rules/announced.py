"""A notice served by announcement: done, and counting only when its days are over."""

from dataclasses import replace

from zhifa.enforcement.rules.facts import Facts
from zhifa.kernel.refusals import Obstacle

ASKING = frozenset({"notice_served", "notice_not_served"})  # both of one service
WAIT = "到这一天以后接着办理，不必重复送达。"


def as_announced(obstacle: Obstacle, facts: Facts) -> Obstacle:
    """Announced, and from which day it counts as served (民事诉讼法 九十五)."""
    served = facts.notice_served
    if obstacle.code not in ASKING or not served or served.base <= min(facts.on, facts.today):
        return obstacle
    message = f"《行政处罚告知书》已公告，{served.base} 视为送达。"
    source = "行政处罚法 第六十一条、民事诉讼法 第九十五条"
    return replace(obstacle, message=message, source=source, fix="", then=WAIT, over="")
