"""Sums and hours that hang on the calendar."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from zhifa.kernel.calendar.calendars import Calendar
from zhifa.kernel.calendar.terms import BEIJING

DAILY = Decimal("0.03")
FEN = Decimal("0.01")
NIGHT_ENDS, NIGHT_BEGINS = 6, 22


def late_days(*, due_on: date, paid_on: date, suspended_days: int = 0) -> int:
    """Calendar days late after the last (rolled) day to pay, 0 when in time.

    suspended_days: days under reconsideration or suit, which do not count.
    Source: 行政处罚法 第七十三条.
    """
    return max(0, (paid_on - due_on).days - suspended_days)


def surcharge(fine: Decimal, *, due_on: date, paid_on: date, suspended_days: int = 0) -> Decimal:
    """加处罚款 in 元 with two places: 3% of the fine a day late, never above the fine.

    Source: 行政处罚法 第七十二条、第七十三条.
    """
    late = late_days(due_on=due_on, paid_on=paid_on, suspended_days=suspended_days)
    return min(fine, fine * DAILY * late).quantize(FEN, ROUND_HALF_UP)


def coercion_hours_allowed(at: datetime, calendar: Calendar) -> bool:
    """Whether coercive execution may take place at this Beijing time, emergencies apart.

    Not at night (22:00 to 06:00, the usual reading: the Act names no hours) and not on days off.
    Saturdays and Sundays are days off, for 第六十九条 sets 法定节假日 against 工作日.
    Source: 行政强制法 第四十三条.
    """
    here = at if at.tzinfo is None else at.astimezone(BEIJING)
    return NIGHT_ENDS <= here.hour < NIGHT_BEGINS and calendar.is_workday(here.date())
