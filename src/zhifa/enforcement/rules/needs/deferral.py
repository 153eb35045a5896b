"""Paying later or in parts has an end, days in order and sums that add up (行政处罚法 六十六)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.lateness import owed
from zhifa.enforcement.rules.money import ZERO, Account

Part = tuple[date, Decimal]


def _parts(facts: Facts) -> list[Part]:
    told = (facts.values or {}).get("plan") or ()
    return [(date.fromisoformat(day), Decimal(amount)) for day, amount in told]


def _out_of_order(facts: Facts, parts: Sequence[Part]) -> str | None:
    """What is wrong with the days: past, doubled or unordered, or no later than due anyway."""
    days = [day for day, _ in parts]
    past = next((day for day in days if day <= facts.today), None)
    if past:
        return f"{past} 不在今天之后"
    if wrong := next(((a, b) for a, b in pairwise(days) if b <= a), None):
        return f"{wrong[1]} 写在 {wrong[0]} 之后，各期日期要从早到晚"
    clock = facts.clocks.get("c.pay")
    if clock and days[-1] <= clock.latest_on and facts.last("approve_deferral") is None:
        return f"最后一期 {days[-1]}，没有晚于原来的缴款期限 {clock.latest_on}"
    return None


def plan_fits(facts: Facts) -> str | None:
    """The plan ends on a day that is told and adds up to what is due (行政处罚法 六十六)."""
    parts, money = _parts(facts), owed(facts, facts.on)
    if not parts or money is None:
        return None
    if wrong := _out_of_order(facts, parts):
        return wrong
    return _sums(parts, money)


def plan_within_due(facts: Facts) -> str | None:
    """What the party asks to pay later is what is due, no more and no less (行政处罚法 六十六)."""
    parts, money = _parts(facts), owed(facts, facts.on)
    return _sums(parts, money) if parts and money is not None else None


def _sums(parts: Sequence[Part], money: Account) -> str | None:
    total = sum((amount for _, amount in parts), ZERO)
    due = money.due["fine"] + money.due["confiscation"]
    return None if total == due else f"计划合计 {total} 元，应缴 {due} 元"


def deferral_not_asked(facts: Facts) -> str | None:
    """One application is answered before the next is taken (行政处罚法 六十六)."""
    asked = facts.open_since("ask_deferral", "approve_deferral", "refuse_deferral")
    return f"{asked.on} 登记的申请还没有答复" if asked else None


def plan_as_asked(facts: Facts) -> str | None:
    """Approved is what the party asked for, or less time: never more than it asked (六十六)."""
    asked, parts = facts.last("ask_deferral"), _parts(facts)
    if asked is None or not parts:
        return None
    last = max(date.fromisoformat(day) for day, _ in asked.facts["plan"])
    return f"当事人申请到 {last}" if parts[-1][0] > last else None
