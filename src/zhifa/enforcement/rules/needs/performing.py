"""Before a case is closed as performed: what is not paid is done, what is ordered is checked."""

from datetime import date

from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.needs.signed import PAPERS
from zhifa.enforcement.rules.performing import SUSPENSION, left_to_do, suspended_until

PERFORMED = frozenset({"performed", "no_penalty"})


def others_due(facts: Facts) -> str | None:
    """A penalty that is not paid waits to be carried out."""
    return None if left_to_do(facts.acts) else ""


def execution_fits(facts: Facts) -> str | None:
    """What is noted was imposed and is not noted yet; a suspension has come to its end."""
    if facts.values is None:
        return None
    done = str(facts.values["done"])
    if done not in left_to_do(facts.acts):
        return "这一种没有决定，或者已经登记"
    ends = suspended_until(facts.acts) if done == SUSPENSION else None
    return f"停产停业到 {ends} 期满" if ends and facts.on < ends else None


def others_performed(facts: Facts) -> str | None:
    """Closed as performed only when nothing imposed is left to do (SJ 77)."""
    if facts.values is None or facts.values.get("close_reason") != "performed":
        return None
    left = left_to_do(facts.acts)
    return "、".join(names("penalty_kinds")[kind] for kind in left) if left else None


def gone_founded(facts: Facts) -> str | None:
    """Who is said to be gone is shown to be, and what is left of them (SJ 47, 77).

    A registry's certificate, what was found of property and successors; and days that agree: nobody
    breaks the law, nor is punished, after their end.
    """
    values, party = facts.values, facts.party
    told = values is not None and values.get("close_reason") == "party_gone"
    if values is None or not told or party is None or party.gone_on is None:
        return None
    if wrong := _unproven(facts, values.get("gone_paper", ""), party.gone_on):
        return wrong
    if not values.get("estate"):
        return "没有写明财产和权利义务承受人"
    return _ended_before(facts, party.gone_on)


def _unproven(facts: Facts, paper: str, gone: date) -> str:
    """What is wrong with the proof of the end of a party; empty when nothing is."""
    kind, taken = facts.recordings.get(paper, ("", None))
    if kind not in PAPERS:
        return "没有登记机关的证明材料"
    if taken and taken < gone:
        return f"证明材料采集于 {taken}，早于终止日期 {gone}"
    own = any(act.facts.get("paper") == paper for act in facts.acts)
    return "这份材料是当事人自己的声明，不是登记机关的证明" if own else ""


def _ended_before(facts: Facts, gone: date) -> str | None:
    begun = next((a.facts["act_from"] for a in reversed(facts.acts) if a.facts.get("act_from")), "")
    if begun and gone < date.fromisoformat(begun):
        return f"登记的终止日期 {gone} 早于违法行为开始的 {begun}"
    made = facts.decision
    return f"登记的终止日期 {gone} 早于作出决定的 {made.on}" if made and gone < made.on else None


def correction_checked(facts: Facts) -> str | None:
    """What was ordered to be corrected has been looked at again (行政处罚法 二十八; SJ 77)."""
    if facts.values is None or facts.values.get("close_reason") not in PERFORMED:
        return None
    return "" if facts.open_since("order_correction", "recheck_correction") else None
