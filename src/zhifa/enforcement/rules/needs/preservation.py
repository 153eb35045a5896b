"""First registration and preservation of evidence (行政处罚法 五十六)."""

from zhifa.enforcement.rules.facts import Done, Facts
from zhifa.enforcement.rules.preservation import goods, still_kept


def no_preservation_open(facts: Facts) -> str | None:
    """Preserved evidence has been dealt with (行政处罚法 五十六)."""
    return "" if still_kept(facts.acts) else None


def preservation_open(facts: Facts) -> str | None:
    """There is preserved evidence to deal with."""
    return None if still_kept(facts.acts) else ""


def preservation_named(facts: Facts) -> str | None:
    """Where several are kept, it is said which one is dealt with; one that is kept."""
    kept = [str(act.seq) for act in still_kept(facts.acts)]
    if facts.values is None or not kept:
        return None
    named = facts.values.get("preservation")
    if named:
        return None if named in kept else ""
    return "" if len(kept) > 1 else None


def _before(facts: Facts) -> tuple[Done, ...]:
    return facts.all("preserve_evidence")


def not_chained(facts: Facts) -> str | None:
    """S11: the seven workdays are not stretched by preserving the same goods again.

    Other goods may be preserved at any time, each with seven workdays of its own. Acts of old do
    not say which goods they kept: while they are kept, nothing more is.
    """
    if any("goods" not in act.facts for act in still_kept(facts.acts)):
        return "上一次没有逐件登记，先处理"
    if facts.values is None:
        return None
    now = goods(str(facts.values.get("items", "")))
    kept = {code for act in _before(facts) for code in act.facts.get("goods", ())}
    again = [line for code, line in now.items() if code in kept]
    return "；".join(again) if again else None
