"""What of a decision still binds: annulled it is nothing, changed it is what it was changed to."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhifa.enforcement.rules.facts import LOST, Done

CHANGED = ("kinds", "fine", "confiscation", "goods_worth")
# what a remedy found → what has to be noted of the decision, or of more than that
NOTED: Mapping[str, frozenset[str]] = {
    "annulled": frozenset({"annulled", "redo"}),
    "unlawful": frozenset({"unlawful", *LOST}),
    "void": frozenset({"void"}),
}

WORDS = {
    "annulled": "被撤销",
    "redo": "被撤销并责令重新作出",
    "void": "被确认无效",
    "unlawful": "被确认违法",
}


def undone(acts: Sequence[Done]) -> str:
    """What was last noted of the decision: annulled, redo, void or unlawful; empty for nothing."""
    last = next((a for a in reversed(acts) if a.move == "annul"), None)
    return str(last.facts.get("result", "")) if last else ""


def lost(acts: Sequence[Done]) -> bool:
    """Whether the decision has lost its force (行政处罚法 四十八; 行政复议法 六十四、六十七)."""
    return undone(acts) in LOST


def decided(acts: Sequence[Done]) -> Done | None:
    """The act that decided."""
    return next((a for a in reversed(acts) if "decision" in a.facts), None)


def binding(acts: Sequence[Done]) -> Mapping[str, Any] | None:
    """The decision as a reconsideration or suit left it; None when nothing was decided."""
    made = decided(acts)
    if made is None:
        return None
    told = dict(made.facts["decision"])
    ends = (a for a in reversed(acts) if a.move == "end_remedy" and a.seq > made.seq)
    change = next((a.facts for a in ends if a.facts.get("result") == "changed"), None)
    if change is None or "kinds" not in change:
        return told
    told.pop("goods_worth", None)
    return {**told, **changed(change)}


def changed(change: Mapping[str, Any]) -> dict[str, Any]:
    """What the end of a remedy puts in the place of what was decided, each sum named."""
    told = {name: change[name] for name in CHANGED if change.get(name)}
    return {"kinds": [], "fine": "0.00", "confiscation": "0.00", **told}


def unnoted(acts: Sequence[Done]) -> str:
    """What a remedy found of the decision that has not been noted of it yet; empty for nothing."""
    ended = next((a for a in reversed(acts) if a.move == "end_remedy"), None)
    found = str(ended.facts.get("result", "")) if ended else ""
    if found not in NOTED:
        return ""
    told = {a.facts.get("result") for a in acts if a.move == "annul"}
    return "" if told & NOTED[found] else found
