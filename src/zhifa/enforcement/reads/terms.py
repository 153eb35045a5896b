"""The terms of a case in words: what is left, until when, by what law, and why a day moved."""

from dataclasses import dataclass
from datetime import date

from zhifa.enforcement.models import Clock
from zhifa.enforcement.rules.clock_rules import ClockRule

WEEK = "一二三四五六日"
SOON = 3
DECIDE, LAPSE = "c.decide", "lapse"
DEFERRAL = "行政处罚法 第六十六条"
UNITS = {"workday": "个工作日", "day": "日", "month": "个月", "year": "年", "hour": "小时"}


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One term as the page shows it."""

    name: str
    left: str
    pct: int
    due: str
    basis: str
    state: str
    note: str


def _day(on: date) -> str:
    return f"{on.isoformat()} 星期{WEEK[on.weekday()]}"


def _rolled(clock: Clock) -> list[str]:
    count = (clock.raw_on - clock.start_on).days
    return [
        f"第 {count} 日是 {_day(clock.raw_on)}，顺延至 {_day(clock.due_on)}",
        f"稳妥办结日 {_day(clock.conservative_on)}",
    ]


def _overrun(clock: Clock) -> list[str]:
    if clock.state != "late" or clock.stopped_on is None:
        return []
    over, total = clock.stopped_on - clock.due_on, clock.stopped_on - clock.start_on
    told = f"办结于 {_day(clock.stopped_on)}，自起算日共 {total.days} 天，超过期满日 {over.days} 天"
    return [told] + (["内部意见不停止计算期限，以决定书日期为准"] if clock.code == DECIDE else [])


def _note(clock: Clock, rule: ClockRule, ends: date) -> str:
    moved = clock.due_on != clock.raw_on or (clock.code == DECIDE and clock.state == "late")
    parts = _rolled(clock) if moved else []
    parts += [f"扣除{name} {begin} 至 {end}" for begin, end, name in clock.excluded]
    if clock.extension:
        parts.append(f"已延长 {clock.extension} {UNITS[rule.unit]}")
    if clock.provisional:
        past = f"{_day(clock.due_on)}是休息日，已顺延；" if ends != clock.due_on else ""
        parts.append(f"{past}超出已公布的放假安排，公布后重算")
    if rule.overrun == LAPSE:
        whose = "这是当事人的期限，期满前不往下办" if rule.party else "这是对方的期限，期满前等答复"
        open_ = clock.state in {"running", "paused"}
        return "；".join([*parts, whose] if open_ else parts)
    return "；".join(parts + _overrun(clock))


def _waited(clock: Clock, ends: date, today: date) -> tuple[str, str]:
    """A term that is the party's: before its end nothing may be done, after it nobody is late."""
    if clock.state in {"met", "late"} or ends < today:
        return ("已期满" if clock.state != "met" else "已了结"), "done"
    days = (ends - today).days
    return ("今天期满" if not days else f"还有 {days} 天"), "lock"


def _left(clock: Clock, ends: date, today: date) -> tuple[str, str]:
    if clock.state in {"met", "late"}:
        return ("超期办结", "over") if clock.state == "late" else ("已完成", "done")
    if clock.state == "paused":
        return "已中止计算", "paused"
    days = (ends - today).days
    if days < 0:
        return f"超 {-days} 天", "over"
    near = (clock.conservative_on - today).days
    words = "今天到期" if not days else f"剩 {days} 天"
    return words, "soon" if near <= SOON else "normal"


def _basis(clock: Clock, rule: ClockRule, plan: date | None, why: str) -> str:
    """From when, how long and by which article; a plan to pay later has a last day of its own."""
    if plan is not None:
        return f"经批准延期或者分期，至 {plan.isoformat()} · {DEFERRAL}"
    if not rule.n:
        return f"批准的分期计划 · {rule.source}"
    since = f"{clock.start_on.isoformat()}{f'（{why}）' if why else ' '}"
    return f"{since}起 {rule.n} {UNITS[rule.unit]} · {rule.source}"


def clock_line(  # no viewer: a row in hand
    clock: Clock,
    rule: ClockRule,
    today: date,
    latest: date | None = None,
    plan: date | None = None,
    why: str = "",
) -> ClockLine:
    """One stored term in words. latest: until when others wait for its end (T19).

    plan: the last day of an approved plan to pay later. why: what the first day rests on.

    A term of the party's ends then, while no holidays of that year are published.
    """
    ends = latest if latest and rule.party and clock.provisional else clock.due_on
    left, state = (_waited if rule.overrun == LAPSE else _left)(clock, ends, today)
    whole = max(1, (ends - clock.start_on).days)
    used = min(100, max(0, round(100 * (today - clock.start_on).days / whole)))
    return ClockLine(
        name=rule.name if rule.n else f"{rule.name}，{clock.due_on.isoformat()} 一期",
        left=left,
        pct=100 if state == "done" else used,
        due=f"{_day(ends)} {'期满' if rule.party else '到期'}",
        basis=_basis(clock, rule, plan, why),
        state=state,
        note=_note(clock, rule, ends),
    )
