"""What of the powers of an organ can be given to another to use in its name.

Source: 行政处罚法 第二十条; 行政强制法 第十七条; 行政许可法 第二十四条.
"""

from zhifa.kernel.refusals import Obstacle

NO_SUCH_MATTER = Obstacle(
    "mandate:no_such_matter", "委托书上的事项当日没有施行的版本", then="请核对事项编码。"
)
NOT_OWN = Obstacle(
    "mandate:not_own",
    "委托的事项不在委托机关当日的权责清单上，只能在法定权限内委托",
    "行政处罚法 第二十条",
    then="从委托书中去掉，或者先列入权责清单。",
)
NEVER = Obstacle(
    "mandate:never",
    "行政强制措施权不得委托，行政强制执行由法律设定的机关自己实施",
    "行政强制法 第十七条",
    then="从委托书中去掉，由委托机关自己实施。",
)
TO_ORGANS = Obstacle(
    "mandate:to_organs",
    "行政许可只能委托其他行政机关实施",
    "行政许可法 第二十四条",
    then="从委托书中去掉，由委托机关自己实施。",
)
NO_POWERS = Obstacle(
    "mandate:no_powers",
    "委托书没有写明委托权限。",
    "行政处罚法 第二十条",
    then="写明能做什么、不能做什么，再提交。",
)
COERCION, LICENCE = "coercion", "licence"


def unfit(kind: str, named: str, *, listed: bool, to_organ: bool) -> list[Obstacle]:
    """Why a matter cannot be delegated. listed: on the principal's list; to_organ: to an organ."""
    return [
        *([NEVER.about(named)] if kind == COERCION else []),
        *([TO_ORGANS.about(named)] if kind == LICENCE and not to_organ else []),
        *([] if listed else [NOT_OWN.about(named)]),
    ]
