"""A decision that was annulled, changed or held unlawful: what is noted, what is paid back."""

from decimal import Decimal

from zhifa.enforcement.rules.binding import CHANGED, WORDS, lost, undone, unnoted
from zhifa.enforcement.rules.facts import Facts, content_of
from zhifa.enforcement.rules.lateness import owed
from zhifa.enforcement.rules.money import ZERO
from zhifa.enforcement.rules.needs.content import GAINS, GOODS, heavier
from zhifa.enforcement.rules.needs.signed import PAPERS


def not_annulled(facts: Facts) -> str | None:
    """The decision still has force; held unlawful it may be annulled later, held so it is once."""
    found = undone(facts.acts)
    if lost(facts.acts):
        return f"决定已{WORDS[found]}"
    again = facts.values is not None and facts.values["result"] == "unlawful" == found
    return "决定已被确认违法" if again or not facts.decision else None


PAPERS_OF = ("instrument_paper", "paper", "gone_paper")
OUTSIDE = frozenset({"reconsideration", "judgment"})
STANDS = {"upheld": "维持或者驳回", "withdrawn": "撤回或者终止"}


def instrument_fits(facts: Facts) -> str | None:
    """What is noted of the decision is what the instrument says (行政处罚法 七十五).

    A body that undoes its own decision annuls it; a review body or court whose end is on record as
    upholding the decision has not undone it.
    """
    said = facts.values
    if said is None:
        return None
    if said["instrument"] == "self" and said["result"] != "annulled":
        return "自行撤销决定的结果是撤销"
    ended = facts.last("end_remedy")
    found = STANDS.get(str(ended.facts.get("result")), "") if ended else ""
    outside = said["instrument"] in OUTSIDE
    return f"复议或者诉讼登记的结果是{found}" if outside and found else None


def instrument_shown(facts: Facts) -> str | None:
    """What a body or court found lies in the dossier as its paper (行政处罚法 四十七).

    Once is enough: what came with the end of a remedy counts for the decision. A dossier that is
    archived takes nothing in any more.
    """
    said = facts.values
    if said is None or facts.stage == "archived":
        return None
    ended = facts.last("end_remedy")
    if said.get("instrument") in OUTSIDE and ended and ended.facts.get("instrument_paper"):
        return None
    paper = said.get("instrument_paper", "")
    kind, _ = facts.recordings.get(paper, ("", None))
    used = any(paper in {a.facts.get(name) for name in PAPERS_OF} for a in facts.acts)
    if kind in PAPERS and used:
        return "这份材料已经用于另一次登记"
    return None if kind in PAPERS else ""


def remedy_noted(facts: Facts) -> str | None:
    """What a reconsideration or suit found is noted of the decision (行政处罚法 四十八、七十三)."""
    found = unnoted(facts.acts)
    return WORDS[found] if found else None


def change_told(facts: Facts) -> str | None:
    """A changed decision: to what; never to more (行政复议法 六十三; 行政诉讼法 七十七)."""
    values, made = facts.values, facts.decision
    if values is None or made is None:
        return None
    told = {name for name in CHANGED if values.get(name)}
    if values["result"] != "changed":
        return "没有变更的，不填变更后的内容" if told else None
    new, old = content_of(values), content_of(made.facts["decision"])
    sums = {
        "罚款": ("fine" in new.kinds, new.fine > 0),
        "没收违法所得": (GAINS in new.kinds, new.confiscation > 0),
        "没收非法财物": (GOODS in new.kinds, new.goods_worth is not None),
    }
    wrong = [f"{name}的种类和金额不一致" for name, (so, told_) in sums.items() if so != told_]
    if not new.kinds:
        return "写明变更后的处罚种类和金额"
    return "、".join(wrong) or ("变更后的处罚重于原决定" if heavier(new, old) else None)


def _overpaid(facts: Facts) -> Decimal:
    money = owed(facts, facts.on)
    return money.overpaid if money else ZERO


def money_to_return(facts: Facts) -> str | None:
    """Something was paid that is not owed any more."""
    return None if _overpaid(facts) > 0 else ""


def return_fits(facts: Facts) -> str | None:
    """Not more is returned than was paid without being owed."""
    if facts.values is None:
        return None
    left, amount = _overpaid(facts), Decimal(facts.values["amount"])
    return None if 0 < amount <= left else f"应退 {left} 元"


def money_returned(facts: Facts) -> str | None:
    """What was paid and is not owed has been paid back before the case is closed."""
    left = _overpaid(facts)
    return f"应退 {left} 元" if left > 0 else None
