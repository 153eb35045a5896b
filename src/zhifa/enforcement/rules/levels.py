"""Which kinds of penalty a text of which level may set (行政处罚法 十至十四、十六)."""

from collections.abc import Iterable

from zhifa.enforcement.rules.lists import names

LOCAL = frozenset({"地方性法规", "自治条例", "单行条例", "经济特区法规"})
RULES = frozenset({"部门规章", "地方政府规章"})
LAWFUL = frozenset({"法律", "行政法规"}) | LOCAL | RULES
LIBERTY = frozenset({"detention"})
OF_RULES = frozenset({"warning_penalty", "public_criticism", "fine"})
BUSINESS_LICENCE = "营业执照"


def unlawful(levels: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The clauses that stand in a text which may set no penalty, with its level."""
    return tuple(
        f"{cited}，{level or '位阶不明'}" for cited, level in levels if level not in LAWFUL
    )


def may_set(level: str) -> frozenset[str]:
    """The kinds that a text of this level may set; a business licence apart (第十二条)."""
    if level not in LAWFUL:
        return frozenset()
    if level in RULES:
        return OF_RULES
    every = frozenset(names("penalty_kinds")) | LIBERTY
    return every if level == "法律" else every - LIBERTY


def beyond(kinds: Iterable[str], levels: Iterable[str]) -> tuple[str, ...]:
    """The kinds that none of the cited texts may set."""
    allowed = frozenset[str]().union(*(may_set(level) for level in levels))
    return tuple(k for k in kinds if k not in allowed)


def only_local(levels: Iterable[str]) -> bool:
    """Whether nothing above a local regulation is cited: it may not take a business licence."""
    return not {"法律", "行政法规"} & set(levels)
