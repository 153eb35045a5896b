"""The penalty as papers write it: kinds, sums, and the text of the law that is used."""

from zhifa.enforcement.reads.telling import Telling
from zhifa.enforcement.rules.basis import ACT_DAY, NEW
from zhifa.enforcement.rules.facts import Content
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.matter_facts import MatterFacts
from zhifa.enforcement.rules.needs.content import GAINS, GOODS, SUSPENSION

BASIS = {
    ACT_DAY: "违法行为发生后有关规定已修改，本案适用违法行为发生时的规定。",
    NEW: "违法行为发生后有关规定已修改，新的规定处罚较轻，本案适用新的规定。",
}
PERMITS = frozenset({"permit_revocation", "permit_suspension"})


def sentence(telling: Telling) -> dict[str, str]:
    """What is to be decided, in words; empty where nothing is proposed yet."""
    content = telling.facts.content
    if content is None:
        return dict.fromkeys(("kinds", "fine", "confiscation", "tier", "sentence", "basis"), "")
    kinds = names("penalty_kinds")
    tier = _tier(telling.facts.matter, content.tier)
    parts, taken = [], _taken(content)
    for kind in content.kinds:
        if kind == "fine":
            parts.append(f"罚款人民币 {content.fine:,.2f} 元")
        elif kind in taken:
            parts.append(f"{kinds[kind]}{taken[kind]}")
        else:
            permit = f"（{content.permit}）" if content.permit and kind in PERMITS else ""
            term = content.suspension_days if kind == SUSPENSION else None
            parts.append(f"{kinds[kind]} {term} 日" if term else f"{kinds[kind]}{permit}")
    return {
        "kinds": "、".join(kinds[k] for k in content.kinds),
        "fine": f"{content.fine:,.2f} 元",
        "confiscation": f"{content.taken:,.2f} 元",
        "tier": tier,
        "sentence": "；".join(parts),
        "basis": _basis(telling, content.text),
    }


def _tier(matter: MatterFacts | None, code: str) -> str:
    """A tier by its name, with the condition on which it is used (行政处罚法 三十四)."""
    name = next((t[1] for t in matter.tiers if t[0] == code), "") if matter else ""
    when = matter.conditions.get(code, "") if matter else ""
    return f"{name}（适用条件：{when}）" if when else name


def _taken(content: Content) -> dict[str, str]:
    """What is confiscated: gains by their sum, goods by what they are worth."""
    worth = f"，折合人民币 {content.goods_worth:,.2f} 元" if content.goods_worth else ""
    return {GAINS: f"人民币 {content.confiscation:,.2f} 元", GOODS: worth}


def _basis(telling: Telling, text: str) -> str:
    """Which text of the law is used, and why; empty where it did not change (行政处罚法 三十七)."""
    stated = telling.facts.stated
    told = (a.texts.get("text_reason", "") for a in telling.acts if stated and a.seq == stated.seq)
    reason = telling.values.get("text_reason") or next(told, "")
    return f"{BASIS[text]}{reason}" if text else ""
