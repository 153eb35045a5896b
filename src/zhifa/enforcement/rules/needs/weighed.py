"""What a clause weighs is found before it is punished: the base of multiples, goods to be taken.

Source: 行政处罚法 第四十条, the facts must be found out.
"""

from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.needs.content import asked, unfined
from zhifa.enforcement.rules.needs.found import base_told, told

GOODS = "goods_confiscation"


def base_found(facts: Facts) -> str | None:
    """Where the clause fines in multiples, their base is told, or why it cannot be found."""
    content, multiples = asked(facts), facts.matter.multiples if facts.matter else None
    if content is None or multiples is None or "fine" not in content.kinds:
        return None
    base, unknown = base_told(facts), told(facts, "base_unknown")
    if told(facts, "base") and unknown:
        return "写了数额，又写了查不清的原因，只写一样"
    return None if base or unknown else f"罚则按{multiples.words}罚款"


def goods_found(facts: Facts) -> str | None:
    """Where the clause demands that goods are confiscated, it is told what there is of them."""
    content, matter = asked(facts), facts.matter
    if content is None or matter is None or not content.kinds or matter.own_limit is not None:
        return None
    if content.circumstance == "mitigated" or unfined(facts, content.tier):
        return None
    ordered = (*matter.ordered_kinds, *matter.ordered_tiers.get(content.tier, ()))
    asks = GOODS in ordered and GOODS not in content.kinds
    return "罚则规定没收非法财物" if asks and not told(facts, "goods") else None
