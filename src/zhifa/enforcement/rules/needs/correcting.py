"""A decision's clerical faults: corrected by a paper of their own, never in the decision itself."""

import re

from zhifa.enforcement.rules.binding import lost
from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.lists import names

DIGITS = "\\d零\u3007一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
SUM = re.compile(rf"[{DIGITS}][{DIGITS}，,.\s]*元")
GENERAL = frozenset({"警告"})  # a word of other sentences, too


def decision_in_force(facts: Facts) -> str | None:
    """There is a decision, and it has not lost its force (行政处罚法 四十八)."""
    return "" if facts.decision is None or lost(facts.acts) else None


def correction_delivered(facts: Facts) -> str | None:
    """No correction that was approved still waits to be served (行政处罚法 五十九、六十一)."""
    return "" if facts.open_since("correct_decision", "serve_correction") else None


def words_only(facts: Facts) -> str | None:
    """What is put right is words: neither the kind of a penalty nor a sum of money."""
    if facts.values is None:
        return None
    told = {name: str(facts.values[name]) for name in ("error", "correction")}
    if len(set(told.values())) == 1:
        return "更正前后的内容相同"
    changed = {kind for kind in _kinds() if (kind in told["error"]) != (kind in told["correction"])}
    if changed:
        return f"涉及处罚种类：{'、'.join(sorted(changed))}"
    sums = [SUM.findall(text) for text in told.values()]
    return "涉及金额" if sums[0] != sums[1] else None


def _kinds() -> set[str]:
    return set(names("penalty_kinds").values()) - GENERAL
