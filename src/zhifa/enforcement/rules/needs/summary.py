"""On-the-spot penalties (行政处罚法 第五十一条至第五十三条)."""

from decimal import Decimal

from zhifa.enforcement.rules.facts import Done, Facts, content_of
from zhifa.enforcement.rules.needs.content import heavier
from zhifa.enforcement.rules.needs.recusal import voided
from zhifa.enforcement.rules.payments import payments

CITIZEN, ORGANISATION = Decimal(200), Decimal(3000)
ON_THE_SPOT = Decimal(100)


def summary_matter(facts: Facts) -> str | None:
    """The matter may be punished on the spot, and not only after an order disobeyed (五十一)."""
    matter = facts.matter
    if matter is None:
        return None
    if not matter.summary_allowed:
        return ""
    after_order = matter.tiers and all(tier[0] in matter.refused_tiers for tier in matter.tiers)
    return "责令改正后拒不改正的才处罚" if after_order else None


def summary_scope(facts: Facts) -> str | None:
    """A warning, or a fine up to 200 (citizen) or 3,000 元 (organisation) (行政处罚法 五十一)."""
    content = facts.content
    if content is None:
        return None
    if set(content.kinds) - {"warning_penalty", "fine"}:
        return "只能警告或者罚款"
    most = ORGANISATION if facts.party and facts.party.organised else CITIZEN
    return f"上限 {most} 元" if content.fine > most else None


def _valid(facts: Facts, move: str) -> list[Done]:
    """The acts of a step, without those of who had to leave with what they did (四十三)."""
    void = voided(facts.acts)
    return [act for act in facts.all(move) if act.seq not in void]


def told_on_the_spot(facts: Facts) -> str | None:
    """Facts, reasons, basis and rights were told (行政处罚法 四十四)."""
    return None if _valid(facts, "tell") else ""


def defence_heard(facts: Facts) -> str | None:
    """The party was heard on what was told, and what they said checked (行政处罚法 四十五)."""
    told, heard = facts.last("tell"), _valid(facts, "hear")
    since = [act.facts["accepted"] for act in heard if told and act.seq > told.seq]
    if not since:
        return ""
    return "申辩已采纳，先重新告知" if "accepted" in since else None


def _heard(facts: Facts) -> Done | None:
    """The latest telling that the party was heard on."""
    heard = facts.last("hear")
    told = [act for act in facts.all("tell") if heard and act.seq < heard.seq]
    return told[-1] if told else None


def told_not_heavier(facts: Facts) -> str | None:
    """What is told anew after a defence is not heavier than before (行政处罚法 四十五)."""
    before, content = _heard(facts), facts.content
    if facts.values is None or before is None or content is None:
        return None
    told = content_of(before.facts)
    return f"原告知罚款 {told.fine} 元" if heavier(content, told) else None


def scene_recorded(facts: Facts) -> str | None:
    """The facts were recorded on the spot."""
    return None if _valid(facts, "record_scene") else ""


def met_today(facts: Facts) -> str | None:
    """What is met with today may be punished on the spot today (行政处罚法 五十一、五十二)."""
    return None if facts.values is None or facts.on == facts.today else f"查处日期 {facts.on}"


def on_the_spot(facts: Facts) -> str | None:
    """Recorded, told and decided on the day the breach was met with (行政处罚法 五十一、五十二)."""
    met = facts.last(facts.procedure.opening)
    if met is None:
        return None
    day = facts.on if facts.move and facts.move.id == "record_scene" else facts.today
    return None if day == met.on else f"查处日期是 {met.on}"


def no_cash_in_hand(facts: Facts) -> str | None:
    """Cash taken on the spot has reached the agency and its bank (行政处罚法 七十一)."""
    return "" if _in_hand(facts) or facts.open_since("hand_in_cash", "deposit_cash") else None


def cash_in_hand(facts: Facts) -> str | None:
    """An officer still holds cash taken on the spot."""
    return None if _in_hand(facts) else ""


def cash_at_agency(facts: Facts) -> str | None:
    """The agency holds cash that its bank has not received."""
    return None if facts.open_since("hand_in_cash", "deposit_cash") else ""


def _in_hand(facts: Facts) -> bool:
    taken = [a for a in payments(facts.acts) if a.facts.get("cash")]
    handed = facts.last("hand_in_cash")
    return bool(taken) and (handed is None or handed.seq < taken[-1].seq)


def reported(facts: Facts) -> str | None:
    """The decision was reported to the agency (行政处罚法 五十二)."""
    return None if facts.last("report_to_agency") else ""


def cash_allowed(facts: Facts) -> str | None:
    """Cash on the spot only for a fine up to 100 元, or one hard to enforce later.

    行政处罚法 六十八、六十九; the fine counts, not the part that is paid.
    """
    values, decided = facts.values, facts.decision
    if values is None or decided is None or not values.get("cash"):
        return None
    small = Decimal(decided.facts["decision"]["fine"]) <= ON_THE_SPOT
    return None if small or (values.get("cash_reason") and values.get("cash_facts")) else ""
