"""Whether sum, tier and circumstance say the same (行政处罚法 五、二十八、三十二、三十四)."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from zhifa.enforcement.rules.facts import Content, Facts, MatterFacts
from zhifa.enforcement.rules.needs.content import asked


def _lighter(fine: Decimal, matter: MatterFacts) -> str | None:
    top = matter.fine_max
    return f"罚款已是最高幅度 {top} 元" if top is not None and fine >= top else None


def _heavier(fine: Decimal, matter: MatterFacts) -> str | None:
    low = matter.fine_min or Decimal(0)
    return f"罚款没有高于最低幅度 {low} 元" if fine <= low else None


def _mitigated(fine: Decimal, matter: MatterFacts) -> str | None:
    low = matter.fine_min or Decimal(0)
    return f"罚款没有低于最低幅度 {low} 元" if low and fine >= low else None


_SAID: Mapping[str, Callable[[Decimal, MatterFacts], str | None]] = {
    "lighter": _lighter,
    "heavier": _heavier,
    "mitigated": _mitigated,
}


def _dropped(content: Content, matter: MatterFacts) -> bool:
    """Whether a kind that the clause demands is left out: mitigation by kind."""
    return bool(set(matter.ordered_kinds) - set(content.kinds))


def circumstance_fits(facts: Facts) -> str | None:
    """Lighter is not the most, heavier not the least, mitigated is below the range."""
    content, matter = asked(facts), facts.matter
    if content is None or matter is None or "fine" not in content.kinds or matter.multiples:
        return None
    judge = _SAID.get(content.circumstance)
    if judge is None or (content.circumstance == "mitigated" and _dropped(content, matter)):
        return None
    return judge(content.fine, matter)


def refusal_shown(facts: Facts) -> str | None:
    """What follows only on disobeying an order to correct has that order and its re-check."""
    content, matter = asked(facts), facts.matter
    if content is None or matter is None or content.tier not in matter.refused_tiers:
        return None
    ordered, checked = facts.last("order_correction"), facts.last("recheck_correction")
    if ordered is None:
        return "本案没有责令改正"
    if checked is None or checked.seq < ordered.seq:
        return "责令改正还没有复查"
    return "复查结果是已改正" if checked.facts["result"] == "corrected" else None
