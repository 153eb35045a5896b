"""How a hearing is called and by whom it is recorded (行政处罚法 六十四)."""

import re

from zhifa.enforcement.rules.facts import Facts

_HOUR = re.compile(r"([01]?\d|2[0-3])[:：][0-5]\d")


def hearing_hour(facts: Facts) -> str | None:
    """The notice says at what hour: time and place are told (行政处罚法 六十四第二项)."""
    if facts.values is None:
        return None
    told = str(facts.values.get("hearing_time") or "").strip()
    return None if _HOUR.fullmatch(told) else "时间写成 09:30 的样子"


def hearing_public(facts: Facts) -> str | None:
    """It is held in public, but for secrets and privacy (行政处罚法 六十四第三项)."""
    values = facts.values
    if values is None or values.get("public"):
        return None
    return None if values.get("closed_ground") else ""


def clerk_apart(facts: Facts) -> str | None:
    """Whoever writes the minutes has not investigated the case (行政处罚法 六十四第四项)."""
    if facts.values is None:
        return None
    clerk = str(facts.values.get("clerk") or "").strip()
    names = {facts.standings.get(u, ":").partition(":")[2] for u in facts.investigators}
    return f"{clerk}是本案调查人员" if clerk and clerk in names else None
