"""Who may review, and how long it may take. Pure."""

from datetime import date

from zhifa.kernel.calendar import Term, Unit
from zhifa.kernel.refusals import Obstacle
from zhifa.kernel.texts import thin

REVIEW_TERM = Term(10, Unit.WORKDAY, "市场监督管理行政处罚程序规定 第五十三条")
OWN_CASE = Obstacle(
    "reviewer_is_officer",
    "办案人员不得审核本人承办的案件。",
    "行政处罚法 第五十八条",
    then="另行指派法制审核人员。",
)
SENT_IT = Obstacle(
    "reviewer_sent_it",
    "送审人不得审核自己送审的案件。",
    "行政处罚法 第五十八条",
    then="交另一名法制审核人员审核。",
)
UNQUALIFIED = Obstacle(
    "reviewer_unqualified",
    "初次从事处罚决定法制审核的人员，应当取得国家统一法律职业资格。",
    "行政处罚法 第五十八条、公务员法 第二十五条",
    then="交已取得资格的审核人员审核。",
)
ALREADY = Obstacle("already_opined", "本次送审已有意见。", then="需要再审的，请承办机构重新送审。")
OUTDATED = Obstacle(
    "review_outdated",
    "案件已退回并重新送审。",
    "行政处罚法 第五十八条",
    then="审核最近一次送审的内容。",
)
NO_OPINION = Obstacle(
    "opinion_missing", "没有写明审核意见。", "行政处罚法 第五十八条", then="写明审核意见后再提交。"
)
NOT_HERE = Obstacle(
    "review:not_now",
    "案件现在的环节不能送法制审核。",
    "行政处罚法 第五十八条",
    then="按案件页列出的步骤办理。",
)
OLD_RULE_FROM = date(2018, 1, 1)


def opinion_obstacles(
    *,
    own: bool,
    sent: bool,
    qualified: bool,
    since: date | None,
    opined: bool,
    outdated: bool,
    text: str,
) -> list[Obstacle]:
    """Why an opinion may not be given by this person now.

    own: runs the case or once did. outdated: the case was sent again since. qualified: holds the
    national legal qualification. since: first day as a reviewer; those who reviewed before 2018
    are not caught by the rule.
    """
    old_hand = since is not None and since < OLD_RULE_FROM
    checks = {
        OWN_CASE: own,
        SENT_IT: sent,
        UNQUALIFIED: not qualified and not old_hand,
        ALREADY: opined,
        OUTDATED: outdated,
        NO_OPINION: thin(text),
    }
    return [obstacle for obstacle, broken in checks.items() if broken]
