"""What may be imposed: kinds, amounts, tiers, and who may not be punished."""

import re
from collections.abc import Iterable
from decimal import Decimal

from zhifa.enforcement.rules.facts import Content, Facts, content_of
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.needs.found import base_told, fine_span, found, left_out, tier_span

GAINS, GOODS = "gain_confiscation", "goods_confiscation"
CONFISCATIONS = frozenset({GAINS, GOODS})
PERMITS = frozenset({"permit_revocation", "permit_suspension"})
ADULT, ANSWERABLE = 18, 14
SUSPENSION, DOWNGRADE = "business_suspension", "qualification_downgrade"


def asked(facts: Facts) -> Content | None:
    """The content under test: none while a form is only offered, or proposes no penalty."""
    if facts.values is not None and facts.values.get("outcome") == "no_penalty":
        return None
    if facts.values is None and facts.move and facts.move.id == "conclude":
        return None
    return facts.content


def content_complete(facts: Facts) -> str | None:
    """Kinds are named, their sums given, a tier chosen (行政处罚法 九、三十四)."""
    values = facts.values or {}
    if values.get("outcome") == "no_penalty":
        return None if values.get("ground") else "选明不予处罚的情形"
    content = facts.content
    if facts.values is None and (content is None or facts.stated is None):
        return None
    if content is None or not content.kinds:
        return "没有处罚种类"
    checks = {
        "选了罚款但没有金额": "fine" in content.kinds and not content.fine,
        "有罚款金额但没有选罚款": "fine" not in content.kinds and bool(content.fine),
        **_takings(content),
        "没有选裁量档次": not content.tier,
        "填了停产停业日数但没有选责令停产停业": bool(content.suspension_days)
        and SUSPENSION not in content.kinds,
        "选了从轻、减轻或者从重，没有写事实和依据": _unfounded(facts, content),
        "没有写明吊销或者暂扣的证件": bool(PERMITS & set(content.kinds)) and not content.permit,
        "写了证件但没有选吊销或者暂扣": bool(content.permit) and not PERMITS & set(content.kinds),
    }
    broken = [words for words, wrong in checks.items() if wrong]
    return "；".join(broken) if broken else None


def _takings(content: Content) -> dict[str, bool]:
    """What does not fit between the kinds of confiscation and their sums."""
    gains, goods = (kind in content.kinds for kind in (GAINS, GOODS))
    return {
        "选了没收违法所得但没有金额": gains and not content.confiscation,
        "有没收违法所得金额但没有选没收违法所得": not gains and bool(content.confiscation),
        "选了没收非法财物但没有货值，没有价值的填 0": goods and content.goods_worth is None,
        "填了没收物品的货值但没有选没收非法财物": not goods and content.goods_worth is not None,
    }


def _unfounded(facts: Facts, content: Content) -> bool:
    """A form names a circumstance and leaves out what it rests on (行政处罚法 三十二、三十四)."""
    asked = facts.move and any(f.id == "circumstance_reason" for f in facts.move.fields)
    told = (facts.values or {}).get("circumstance_reason")
    return bool(asked and facts.values is not None and content.circumstance and not told)


def kinds_allowed(facts: Facts) -> str | None:
    """Only kinds that the matter's penalty clause gives (行政处罚法 四、十六)."""
    content = asked(facts)
    if content is None or facts.matter is None:
        return None
    return _named(k for k in content.kinds if k not in facts.matter.kinds)


def _named(kinds: Iterable[str]) -> str | None:
    """Kinds in words; None when there are none."""
    known = names("penalty_kinds")
    return "、".join(known.get(kind, kind) for kind in kinds) or None


def unfined(facts: Facts, code: str) -> bool:
    """A tier that sets no sum beside others that do: what comes before any fine, as a warning."""
    matter = facts.matter
    if matter is None or matter.own_limit is not None or matter.multiples is not None:
        return False
    bare = {t[0] for t in matter.tiers if t[2] is None and t[3] is None}
    return code in bare and len(bare) < len(matter.tiers)


def kinds_ordered(facts: Facts) -> str | None:
    """What the clause demands is given, unless it is mitigated (行政处罚法 四、三十二).

    Not asked in a tier that does not fine, nor of a party whose range the clause sets apart.
    Confiscations are asked for by what there is to take: gains_confiscated.
    """
    content = asked(facts)
    if content is None or facts.matter is None or facts.matter.own_limit is not None:
        return None
    if content.circumstance == "mitigated" or unfined(facts, content.tier):
        return None
    left = left_out(facts, content)
    note = "（没有资质等级可降的，写进偏离裁量档次的理由）" if DOWNGRADE in left else ""
    return f"{_named(left)}{note}" if left else None


def kinds_grave(facts: Facts) -> str | None:
    """What the clause keeps for grave circumstances goes with the last tier (行政处罚法 五)."""
    content = asked(facts)
    if content is None or facts.matter is None or not facts.matter.tiers:
        return None
    last = facts.matter.tiers[-1]
    if content.tier == last[0]:
        return None
    wrong = _named(k for k in content.kinds if k in facts.matter.grave_kinds)
    return f"{wrong}只能与“{last[1]}”一档同用" if wrong else None


def amount_in_range(facts: Facts) -> str | None:
    """Within the clause's range; below it only when mitigated (行政处罚法 五、三十二)."""
    content = asked(facts)
    if content is None or facts.matter is None or "fine" not in content.kinds:
        return None
    least, most = fine_span(facts)
    if most is not None and content.fine > most:
        return f"上限 {most} 元{_by_multiples(facts)}"
    if least is not None and content.fine < least and content.circumstance != "mitigated":
        return f"下限 {least} 元"
    return None


def _by_multiples(facts: Facts) -> str:
    """What to do where only the fixed range was looked at."""
    multiples = facts.matter.multiples if facts.matter else None
    if multiples is None or base_told(facts):
        return ""
    return f"；{multiples.words}，在调查终结时写明{multiples.base}"


def tier_respected(facts: Facts) -> str | None:
    """The sum lies in the chosen tier, or a reason is written (行政处罚法 三十四)."""
    content = asked(facts)
    if content is None or facts.matter is None or not content.tier or content.tier_reason:
        return None
    tier = next((t for t in facts.matter.tiers if t[0] == content.tier), None)
    if tier is None:
        return "没有这一档次"
    name, (least, most) = tier[1], tier_span(facts, content.tier)
    fine = content.fine if "fine" in content.kinds else None
    if fine is not None and unfined(facts, content.tier):
        return f"“{name}”一档不罚款"
    if fine is None or content.circumstance == "mitigated":
        return None
    inside = (least is None or fine >= least) and (most is None or fine <= most)
    return None if inside else f"{name}：{least or 0} 至 {most or '上限'} 元"


def gains_confiscated(facts: Facts) -> str | None:
    """P12: what the breach brought in is confiscated, but for refunds owed, no more and no less.

    Source: 行政处罚法 第二十八条.
    """
    content, left = asked(facts), found(facts, "gains") - found(facts, "refunds")
    if content is None:
        return None
    taken = content.confiscation if GAINS in content.kinds else Decimal(0)
    return None if taken == max(left, Decimal(0)) else f"查明应没收违法所得 {max(left, 0)} 元"


def goods_as_found(facts: Facts) -> str | None:
    """Goods are confiscated as far as the report found them; less only when mitigated.

    Source: 行政处罚法 第二十八条、第三十二条、第四十条.
    """
    content = asked(facts)
    if content is None or GOODS not in content.kinds or content.goods_worth is None:
        return None
    there = found(facts, "goods")
    less = content.goods_worth < there and content.circumstance == "mitigated"
    return None if less or content.goods_worth == there else f"查明尚在的物品货值 {there} 元"


def party_can_answer(facts: Facts) -> str | None:
    """P10: not under 14, not incapable (行政处罚法 三十、三十一)."""
    party = facts.party
    if party is None:
        return None
    young = party.age is not None and party.age < ANSWERABLE
    return "" if young or party.incapable else None


def minor_lightened(facts: Facts) -> str | None:
    """P10: aged 14 to 17 means lighter or mitigated (行政处罚法 三十)."""
    party, stated = facts.party, facts.content
    if party is None or party.age is None or stated is None:
        return None
    minor = ANSWERABLE <= party.age < ADULT
    return "" if minor and stated.circumstance not in {"lighter", "mitigated"} else None


def no_double_fine(facts: Facts) -> str | None:
    """P7: no second fine for the same act (行政处罚法 二十九)."""
    content = facts.content
    if content is None or "fine" not in content.kinds:
        return None
    return facts.double_fine or None


HEAVINESS = (
    "warning_penalty",
    "public_criticism",
    "fine",
    "gain_confiscation",
    "goods_confiscation",
    "permit_suspension",
    "qualification_downgrade",
    "operation_restriction",
    "business_suspension",
    "closure_order",
    "trade_bar",
    "permit_revocation",
    "detention",
)


def heavier(new: Content, old: Content) -> bool:
    """Whether `new` is heavier than `old` in kind or amount (行政处罚法 四十五)."""
    return (
        _heavier_kinds(set(new.kinds), set(old.kinds))
        or new.fine > old.fine
        or new.confiscation > old.confiscation
        or (new.goods_worth or 0) > (old.goods_worth or 0)
        or bool((CONFISCATIONS & set(new.kinds)) - set(old.kinds))
        or bool(_permits(new) - _permits(old))
        or _longer(new, old)
    )


def as_reported(facts: Facts) -> str | None:
    """The party is told nothing heavier than both officers have signed for (行政处罚法 五十七)."""
    report, content = facts.last("conclude"), asked(facts)
    if report is None or content is None or report.facts.get("outcome") != "penalty":
        return None
    told = content_of(report.facts)
    return f"报告拟罚款 {told.fine} 元、没收 {told.taken} 元" if heavier(content, told) else None


def _permits(content: Content) -> set[str]:
    """The papers named, each by itself."""
    return {word for word in re.split(r"[、，,；;和及\s]+", content.permit) if word}


def _longer(new: Content, old: Content) -> bool:
    """Whether business is suspended for longer; without a term it has no end."""
    if SUSPENSION not in new.kinds or old.suspension_days is None:
        return False
    return new.suspension_days is None or new.suspension_days > old.suspension_days


def _heavier_kinds(new: set[str], old: set[str]) -> bool:
    """Whether a kind comes that was not told and takes the place of no heavier one.

    A kind that the law names nowhere else (other_penalty) counts as the heaviest when it comes.
    """
    coming = sorted((_weight(kind, len(HEAVINESS)) for kind in new - old), reverse=True)
    going = sorted((_weight(kind, -1) for kind in old - new), reverse=True)
    short = len(coming) > len(going)
    return short or any(one >= other for one, other in zip(coming, going, strict=False))


def _weight(kind: str, unknown: int) -> int:
    return HEAVINESS.index(kind) if kind in HEAVINESS else unknown
