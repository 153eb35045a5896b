"""Whether sum, tier and circumstance say the same (行政处罚法 五、二十八、三十二、三十四)."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.needs.content import asked
from zhifa.enforcement.rules.needs.found import fine_span, left_out

Judge = Callable[[Decimal, Decimal, Decimal | None], str | None]


def _lighter(fine: Decimal, _: Decimal, top: Decimal | None) -> str | None:
    return f"罚款已是最高幅度 {top} 元" if top is not None and fine >= top else None


def _heavier(fine: Decimal, low: Decimal, _: Decimal | None) -> str | None:
    return f"罚款没有高于最低幅度 {low} 元" if fine <= low else None


def _mitigated(fine: Decimal, low: Decimal, _: Decimal | None) -> str | None:
    return f"罚款没有低于最低幅度 {low} 元" if low and fine >= low else None


_SAID: Mapping[str, Judge] = {"lighter": _lighter, "heavier": _heavier, "mitigated": _mitigated}


def circumstance_fits(facts: Facts) -> str | None:
    """Lighter is not the most, heavier not the least, mitigated is below the range.

    A kind left out that the clause demands is mitigation too.
    """
    content = asked(facts)
    if content is None or facts.matter is None or "fine" not in content.kinds:
        return None
    judge = _SAID.get(content.circumstance)
    if judge is None or (content.circumstance == "mitigated" and left_out(facts, content)):
        return None
    low, top = fine_span(facts)
    return judge(content.fine, low or Decimal(0), top)


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
