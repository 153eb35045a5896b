"""Legal time, rules T1-T20, in Beijing dates. Pure: no clock, no database."""

from zhifa.kernel.calendar.calendars import Calendar, load, standard
from zhifa.kernel.calendar.measures import coercion_hours_allowed, late_days, surcharge
from zhifa.kernel.calendar.terms import BEIJING, Direction, Due, Roll, Span, Term, Unit, merged

__all__ = [
    "BEIJING",
    "Calendar",
    "Direction",
    "Due",
    "Roll",
    "Span",
    "Term",
    "Unit",
    "coercion_hours_allowed",
    "late_days",
    "load",
    "merged",
    "standard",
    "surcharge",
]
