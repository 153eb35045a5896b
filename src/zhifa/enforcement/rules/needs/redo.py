"""A decision made anew after annulment (行政诉讼法 七十、七十一; 行政复议法 六十四)."""

from collections.abc import Mapping
from typing import Any

from zhifa.enforcement.rules.facts import Content, Facts, content_of
from zhifa.enforcement.rules.needs.content import heavier

REDO, EXPLAIN = "register_redo", "explain_redo"
TURNED = "register_turned"  # the first act of a case that could not be ended on the spot
# what of a decision tells whether another one is the same
SAME = ("outcome", "kinds", "fine", "confiscation", "goods_worth", "suspension_days")
REDONE = frozenset({"annulled", "redo"})
PROCEDURE = "procedure"


def redone(facts: Facts) -> Mapping[str, Any]:
    """What the case knows of the annulled decision it replaces; empty when it replaces none."""
    first = facts.last(REDO)
    return dict(first.facts["redo"]) if first else {}


def annulled_to_redo(facts: Facts) -> str | None:
    """The decision has been annulled, so that it can be made anew."""
    undone = facts.last("annul")
    return None if undone and undone.facts["result"] in REDONE else ""


def not_redone(facts: Facts) -> str | None:
    """It is not being made anew already."""
    return "" if facts.last("redo") else None


def is_redo(facts: Facts) -> str | None:
    """The case makes an annulled decision anew."""
    return None if redone(facts) else ""


def redo_explained(facts: Facts) -> str | None:
    """Not the same act on the same facts and reasons again, unless it fell for its procedure.

    That facts or reasons changed is stated by the officers and judged by the review, which is a
    must; that the content changed is seen here.
    Source: 行政诉讼法 七十一 and 法释〔2018〕1号 九十; 行政复议法 六十四.
    """
    old = redone(facts)
    if not old or old["annul_ground"] == PROCEDURE:
        return None
    said = facts.last(EXPLAIN)
    if said is None:
        return ""
    if {"facts", "reasons"} & set(said.facts["changed"]):
        return None
    return "拟作出的处理与原决定相同" if _same(facts, old["decision"]) else None


def _same(facts: Facts, old: Mapping[str, Any]) -> bool:
    """Whether what is on the table is no other in kind or amount than what was annulled."""
    report = facts.last("conclude")
    outcome = str(report.facts["outcome"]) if report else "penalty"
    if outcome != old["outcome"]:
        return False
    new, before = facts.content, content_of(old)
    return outcome == "no_penalty" or new is None or _alike(new, before)


def _alike(new: Content, old: Content) -> bool:
    return not heavier(new, old) and not heavier(old, new)
