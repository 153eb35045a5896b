"""When the list of evidence of a case is closed, and from which day it takes items."""

from datetime import date

from zhifa.enforcement.models import Case
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle

OVER = frozenset({"not_filed", "referred"})
DECIDED = Obstacle(
    "evidence:decided",
    "案件已经作出决定，证据不能再增减。",
    "最高人民法院关于行政诉讼证据若干问题的规定 第六十条",
    then="决定后的情况用复查、送达、缴款等步骤记录；新证据足以改变决定的，依法撤销后重新作出。",
)
CLOSED = Obstacle(
    "evidence:closed",
    "案件已经了结，证据不能再增减。",
    "市场监督管理行政处罚程序规定 第七十七条",
    over="发现新的违法线索另行登记案源。",
)
EARLY = Obstacle(
    "evidence:early",
    "收集日期早于发现线索之日。",
    "行政处罚法 第五十四条",
    then="改正日期；以前别处取得的材料，填在本案调取的日期，并在来源中写明。",
)


def listing_obstacles(
    *, dossier_id: str, viewer: Actor, taken_on: date | None = None
) -> list[Obstacle]:
    """Why a case's list of evidence may not be changed, or not take an item of `taken_on`.

    Nothing gathered after a decision bears it, and what bore it is not taken away afterwards
    (最高法行政诉讼证据规定 六十). A dossier of no case is asked nothing.
    """
    case = Case.objects.visible_to(viewer).filter(dossier_id=dossier_id).first()
    if case is None:
        return []
    if case.decided_on is not None:
        return [DECIDED]
    if case.closed_on is not None or case.stage in OVER:
        return [CLOSED]
    early = taken_on is not None and taken_on < case.discovered_on
    return [EARLY.about(f"发现于 {case.discovered_on}")] if early else []
