"""`zhifa calendar due`: legal terms, one JSON object a line in and out."""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandParser

from zhifa.kernel import calendar
from zhifa.kernel.calendar import Direction, Due, Roll, Span, Term, Unit

Line = dict[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)
DAY = len("2025-01-31")
MOST = Decimal(10**13)  # 元; beyond this a JSON number no longer keeps the fen


class Unreadable(ValueError):  # noqa: N818 - a line can be unreadable, it is not an error of ours
    """What is wrong with a line, in plain words."""


def _given(line: Line, name: str) -> Any:
    if line.get(name) is None:
        raise Unreadable(f"缺少 {name}。")
    return line[name]


def _day(value: Any, name: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable(f"{name} 应写成 2025-01-31 的样子，收到的是 {value}。") from None


def _moment(value: Any, name: str) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable(f"{name} 应写成 2025-01-31T10:20 的样子，收到的是 {value}。") from None


def _start(line: Line) -> date | datetime:
    value = _given(line, "start")
    timed = isinstance(value, str) and len(value) > DAY
    return _moment(value, "start") if timed else _day(value, "start")


def _count(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Unreadable(f"{name} 应是不小于 0 的整数，收到的是 {value}。")
    return value


def _choice(kind: type[Choice], value: Any, name: str) -> Choice:
    if value not in list(kind):
        raise Unreadable(f"{name} 应是 {'、'.join(kind)} 之一，收到的是 {value}。")
    return kind(value)


def _money(value: Any, name: str) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal(-1)
    if isinstance(value, bool) or not amount.is_finite() or not 0 <= amount <= MOST:
        raise Unreadable(f"{name} 应是 0 至十万亿之间的金额（元），收到的是 {value}。")
    return amount


def _spans(line: Line) -> list[Span]:
    pairs = line.get("excluded") or []
    if not isinstance(pairs, list):
        raise Unreadable("excluded 应是一列起止日期，如 [[起, 止]]。")
    found = []
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) != len(("start", "end")):
            raise Unreadable("excluded 里每段写起、止两个日期。")
        span = Span(_day(pair[0], "excluded"), _day(pair[1], "excluded"))
        if span.end < span.start:
            raise Unreadable(f"excluded 里 {span.end} 早于 {span.start}，请核对起止。")
        found.append(span)
    return found


def _clock(at: datetime) -> str:
    return at.isoformat(timespec="seconds" if at.second else "minutes")


def _dates(due: Due) -> dict[str, str]:
    """The three dates of an answer; for hours all three are the same minute."""
    days = {"due": due.on, "unrolled_due": due.raw, "conservative_due": due.conservative}
    return {name: _clock(due.at) if due.at else day.isoformat() for name, day in days.items()}


def _due(line: Line) -> dict[str, Any]:
    term = Term(
        _count(_given(line, "n"), "n"),
        _choice(Unit, _given(line, "unit"), "unit"),
        roll=_choice(Roll, line.get("roll") or Roll.NONE, "roll"),
        direction=_choice(Direction, line.get("direction") or Direction.AFTER, "direction"),
    )
    due = calendar.standard().due(_start(line), term, _spans(line))
    found = {**_dates(due), "provisional": due.provisional}
    if term.direction is Direction.AFTER and term.unit is not Unit.HOUR:
        found["earliest_action"] = (due.latest + timedelta(days=1)).isoformat()
    return found


def _surcharge(line: Line) -> dict[str, Any]:
    fine = _money(_given(line, "fine"), "fine")
    due_on, paid_on = (_day(_given(line, name), name) for name in ("due", "paid"))
    name = "days_under_review_or_suit"
    rest = _count(line.get(name) or 0, name)
    days = calendar.late_days(due_on=due_on, paid_on=paid_on, suspended_days=rest)
    owed = calendar.surcharge(fine, due_on=due_on, paid_on=paid_on, suspended_days=rest)
    return {"surcharge": float(owed), "days": days}


def _workday(line: Line) -> dict[str, Any]:
    day, days = _day(_given(line, "date"), "date"), calendar.standard()
    return {"workday": days.is_workday(day), "provisional": days.provisional(day)}


def _allowed(line: Line) -> dict[str, Any]:
    at, days = _moment(_given(line, "at"), "at"), calendar.standard()
    return {
        "allowed": calendar.coercion_hours_allowed(at, days),
        "provisional": days.provisional(at.date()),
    }


ANSWERS: dict[str, Callable[[Line], dict[str, Any]]] = {
    "money": _surcharge,
    "calendar": _workday,
    "predicate": _allowed,
}


def _parsed(raw: bytes, number: int) -> Line:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        line = None
    if not isinstance(line, dict):
        raise Unreadable(f"第 {number} 行不是 JSON 对象。")
    return line


def answer(line: Line) -> dict[str, Any]:
    """What the calendar says to one line of the deadline format; fields it needs not are ignored.

    earliest_action: the first day after the term, when what waits for its end may be done.
    """
    try:
        return ANSWERS.get(str(line.get("kind")), _due)(line)
    except Unreadable:
        raise
    except (ValueError, OverflowError):
        raise Unreadable("算出的日期超出公历 1 年至 9999 年，请核对 start 和 n。") from None


class Command(BaseCommand):
    """Reads terms on standard input and answers each on its own line."""

    help = (
        "法定期限计算：从标准输入逐行读入 JSON，逐行输出期满日 due、稳妥日 conservative_due、"
        "是否待公布放假安排后重算 provisional。读不懂的行说明原因，其余照答，最后返回 1。"
    )

    requires_system_checks = ()  # pure: neither database nor pages have to be in order

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["due"], help="due：计算期满日")

    def handle(self, *args: Any, **options: Any) -> None:
        bad = 0
        for number, raw in enumerate(sys.stdin.buffer, 1):
            if not raw.strip():
                continue
            line: Line = {}
            try:
                line = _parsed(raw, number)
                found = answer(line)
            except Unreadable as fault:
                bad += 1
                found = {"error": str(fault)}
            self.stdout.write(json.dumps({"id": line.get("id"), **found}, ensure_ascii=False))
        if bad:
            sys.exit(1)
