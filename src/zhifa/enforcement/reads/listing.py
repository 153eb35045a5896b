"""When the list of evidence of a case is closed; what only the officers of a case do."""

from collections.abc import Sequence
from datetime import date

from zhifa.enforcement.models import Case, CaseOfficer
from zhifa.enforcement.reads.gather import asker
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle

OVER = frozenset({"not_filed", "referred"})
REPORTED = frozenset({"investigation_closed", "reviewing", "noticed", "hearing", "deliberating"})
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
ENDED = Obstacle(
    "evidence:ended",
    "调查已经终结，不能再增加证据。",
    "行政处罚法 第四十条、第五十八条、第六十五条",
    then="需要补充的退回调查，补充后重新终结、告知和审核；当事人提交的材料记在陈述申辩或者听证笔录里。",
)
STRANGER = Obstacle(
    "evidence:stranger",
    "登记、排除证据的和收集证据的，都须是本案承办人员。",
    "行政处罚法 第四十二条",
    then="交本案承办人员办理，或者先调整承办人员。",
)
NOT_YOUR_CASE = Obstacle(
    "dossier:stranger",
    "送达文书、确认送达地址的，都须是本案承办人员。",
    "行政处罚法 第四十二条、第六十一条",
    then="交本案承办人员办理，或者先调整承办人员。",
)
EARLY = Obstacle(
    "evidence:early",
    "收集日期早于发现线索之日。",
    "行政处罚法 第五十四条",
    then="改正日期；以前别处取得的材料，填在本案调取的日期，并在来源中写明。",
)


def _officers(case: Case) -> set[int]:
    """Who runs the case now."""
    own = CaseOfficer.objects.filter(case=case, until_on=None)
    return set(own.values_list("user_id", flat=True))


def handling_obstacles(
    *, dossier_id: str, viewer: Actor, people: Sequence[int] = ()
) -> list[Obstacle]:
    """Why `viewer`, or people named, do not act for the case; asked nothing of no case's dossier.

    The party's word on how to reach them and the service of a paper are taken by its officers.
    """
    case = Case.objects.visible_to(viewer).filter(dossier_id=dossier_id).first()
    if case is None:
        return []
    return [] if {asker(viewer), *people} <= _officers(case) else [NOT_YOUR_CASE]


def listing_obstacles(
    *, dossier_id: str, viewer: Actor, taken_on: date | None = None, people: Sequence[int] = ()
) -> list[Obstacle]:
    """Why a case's list of evidence may not be changed, or not take an item.

    taken_on, people: when and by whom the item was gathered. Nothing gathered after a decision
    bears it, and what bore it is not taken away afterwards (最高法行政诉讼证据规定 六十); what is
    added behind the report has been neither noticed, heard nor reviewed. A dossier of no case is
    asked nothing.
    """
    case = Case.objects.visible_to(viewer).filter(dossier_id=dossier_id).first()
    if case is None:
        return []
    if case.decided_on is not None:
        return [DECIDED]
    if case.closed_on is not None or case.stage in OVER:
        return [CLOSED]
    found = [] if {asker(viewer), *people} <= _officers(case) else [STRANGER]
    if taken_on is not None:
        found += [ENDED] if case.stage in REPORTED else []
        found += [EARLY.about(f"发现于 {case.discovered_on}")] * (taken_on < case.discovered_on)
    return found
