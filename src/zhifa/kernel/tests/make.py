"""A small world for the kernel's tests: one event, one entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models

from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.events import Event
from zhifa.kernel.models import Entry

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass(frozen=True, slots=True)
class Happened(Event):
    """Something happened, in a test."""

    title: ClassVar[str] = "试验事项"
    word: str


@dataclass(frozen=True, slots=True)
class Heard(Event):
    """A listener heard something, in a test."""

    title: ClassVar[str] = "试验回应"
    word: str


def entry(event: Event, *, subject: str = "s", rows: Sequence[models.Model] = ()) -> Entry:
    """The event, written down."""
    return journal.record(event, subject=subject, by=SYSTEM, at=AT, rows=rows)
