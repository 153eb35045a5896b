"""Each instalment but the last has a day of its own; the last is the day to pay (处罚法 六十六)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import accumulate

from zhifa.enforcement.rules import money
from zhifa.enforcement.rules.clock_rules import ClockRule
from zhifa.enforcement.rules.facts import ClockState, Done
from zhifa.enforcement.rules.money import ZERO
from zhifa.enforcement.rules.payments import reopens
from zhifa.kernel.calendar import Calendar

PART = "plan_part"


def part_rounds(rule: ClockRule, acts: Sequence[Done], calendar: Calendar) -> list[ClockState]:
    """A round for each part of each approved plan, the earliest first."""
    found: list[ClockState] = []
    for index, act in enumerate(acts):
        if act.move in rule.start:
            found += _of_plan(rule, acts[: index + 1], acts[index + 1 :], calendar)
    return [replace(state, round=n) for n, state in enumerate(found, 1)]


def _of_plan(
    rule: ClockRule, before: Sequence[Done], after: Sequence[Done], calendar: Calendar
) -> list[ClockState]:
    plan = before[-1]
    days = [date.fromisoformat(day) for day, _ in plan.facts["plan"]]
    sums = accumulate(Decimal(amount) for _, amount in plan.facts["plan"])
    parts = list(zip(days, sums, strict=True))[:-1]
    ends = [_paid(wanted, before, after) for _, wanted in parts]
    over = next((act for n, act in enumerate(after) if _ends(rule, act, after[n:])), None)
    return [
        _state(rule, plan, day, min(filter(None, (end, over)), default=None, key=_seq), calendar)
        for (day, _), end in zip(parts, ends, strict=True)
    ]


def _ends(rule: ClockRule, act: Done, later: Sequence[Done]) -> bool:
    """Whether an act ends the plan: one that closes a case which is taken up again does not."""
    undone = act.move == "close" and any(reopens(one) for one in later)
    return act.move in rule.stop and not undone


def _seq(act: Done) -> int:
    return act.seq


def _paid(wanted: Decimal, before: Sequence[Done], after: Sequence[Done]) -> Done | None:
    """The act with which so much has been paid since the plan was approved."""
    for n, act in enumerate(after, 1):
        account = money.account((*before, *after[:n]), late=(), on=act.on)
        if account is not None and account.plan_paid >= wanted > ZERO:
            return act
    return None


def _state(
    rule: ClockRule, plan: Done, day: date, stop: Done | None, calendar: Calendar
) -> ClockState:
    late = stop is not None and stop.on > day
    return ClockState(
        code=rule.id,
        round=1,
        start_on=plan.on,
        start_at=None,
        due_on=day,
        due_at=None,
        raw_on=day,
        conservative_on=calendar.previous_workday(day),
        provisional=False,  # an agreed day does not move
        latest_on=day,
        excluded=(),
        extension=0,
        state="running" if stop is None else "late" if late else "met",
        stopped_on=stop.on if stop else None,
    )
