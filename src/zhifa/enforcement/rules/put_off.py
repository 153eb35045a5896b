"""Payment put off or by instalments (行政处罚法 六十六)."""

from collections.abc import Sequence
from datetime import date

from zhifa.enforcement.rules.clock_rules import ClockRule
from zhifa.enforcement.rules.contesting import BASES
from zhifa.enforcement.rules.facts import Done


def plan_end(act: Done) -> date:
    """The last day of the plan that an act approves."""
    return max(date.fromisoformat(day) for day, _ in act.facts["plan"])


def put_off(rule: ClockRule, acts: Sequence[Done]) -> date | None:
    """Until when payment was put off; None for other terms, or when nobody asked."""
    latest = next((a for a in reversed(acts) if a.move == "approve_deferral"), None)
    return plan_end(latest) if latest and rule.overrun == "surcharge" else None


def why_from(rule: ClockRule, start: date, acts: Sequence[Done]) -> str:
    """Why the court may be asked from a day on, in words; empty for other terms.

    Source: 行政强制法 第五十三条; 行政处罚法 第七十二条 for payment put off.
    """
    if rule.base not in BASES:
        return ""
    if any(a.move == "approve_deferral" and plan_end(a) == start for a in acts):
        return "延期、分期缴纳到期"
    if any(a.move == "end_remedy" and a.on == start for a in acts):
        return "复议、诉讼结束"
    return "起诉期限届满"
