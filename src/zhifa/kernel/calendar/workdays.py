"""Counting workdays without walking over days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import accumulate

SATURDAY = 5
WEEK, WORKING = 7, 5


class Workdays:
    """Workdays as a numbered row: whole weeks by arithmetic, exceptions by bisection.

    off: weekdays without work. makeup: Saturdays and Sundays with work. Every other day follows
    the week, so the row has no ends but the Gregorian calendar's.
    """

    def __init__(self, off: Iterable[date], makeup: Iterable[date]) -> None:
        changes = {d.toordinal(): -1 for d in off if d.weekday() < SATURDAY}
        changes |= {d.toordinal(): 1 for d in makeup if d.weekday() >= SATURDAY}
        self._days = sorted(changes)
        self._shifts = [0, *accumulate(changes[n] for n in self._days)]
        self._counts = [self.up_to(n) for n in self._days]

    def up_to(self, ordinal: int) -> int:
        """How many workdays there are up to and with the day."""
        weeks, rest = divmod(ordinal, WEEK)  # day 1 of year 1 was a Monday
        shift = self._shifts[bisect_right(self._days, ordinal)]
        return weeks * WORKING + min(rest, WORKING) + shift

    def nth(self, number: int) -> date:
        """The workday with this number: the first day up to which there are so many."""
        index = bisect_left(self._counts, number)
        weeks, rest = divmod(number - self._shifts[index] - 1, WORKING)
        ordinal = weeks * WEEK + rest + 1
        if index < len(self._days):  # a make-up day may come before the weekday
            ordinal = min(ordinal, self._days[index])
        return date.fromordinal(ordinal)
