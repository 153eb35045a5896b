"""When a report of a major penalty can be answered. Pure."""

from zhifa.kernel.refusals import Obstacle
from zhifa.kernel.texts import thin

RULE = "四川省重大行政处罚行政强制备案规定 第四条"
NOT_SENT = Obstacle(
    "filing:not_sent", "机关还没有报送，或者这一次已经答复过。", RULE, then="等机关报送后再答复。"
)
NO_OPINION = Obstacle(
    "filing:no_opinion", "退回没有写明要补正什么。", RULE, then="在意见中写明后再退回。"
)
ARCHIVED = Obstacle(
    "filing:archived",
    "案卷已经归档，不能退回补正。",
    "档案法 第十四条",
    then="收下备案，在意见中写明问题，由机关另行整改。",
)


def answer_obstacles(*, sent: bool, returns: bool, archived: bool, opinion: str) -> list[Obstacle]:
    """Why a report cannot be answered so."""
    checks = {
        NOT_SENT: not sent,
        NO_OPINION: returns and thin(opinion),
        ARCHIVED: returns and archived,
    }
    return [obstacle for obstacle, broken in checks.items() if broken]
