"""Payment put off or by instalments (行政处罚法 六十六)."""

from collections.abc import Sequence
from datetime import date

from zhifa.enforcement.rules.clock_rules import ClockRule
from zhifa.enforcement.rules.facts import Done


def plan_end(act: Done) -> date:
    """The last day of the plan that an act approves."""
    return max(date.fromisoformat(day) for day, _ in act.facts["plan"])


def put_off(rule: ClockRule, acts: Sequence[Done]) -> date | None:
    """Until when payment was put off; None for other terms, or when nobody asked."""
    latest = next((a for a in reversed(acts) if a.move == "approve_deferral"), None)
    return plan_end(latest) if latest and rule.overrun == "surcharge" else None
