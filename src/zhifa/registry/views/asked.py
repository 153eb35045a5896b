"""What an address asks for, made safe."""

from datetime import date

from django.http import HttpRequest

from zhifa.agencies.http import day_asked, day_demanded

LONGEST_KEY = 18  # digits that a database key can have
LONGEST_TEXT = 100


def text(request: HttpRequest, name: str) -> str:
    """A word of the address."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST_TEXT]


def is_key(value: str) -> bool:
    """Whether a word can be the key of a row."""
    return value.isascii() and value.isdecimal() and len(value) <= LONGEST_KEY


def number(request: HttpRequest, name: str) -> int | None:
    """A number of the address; None when it is none."""
    value = text(request, name)
    return int(value) if is_key(value) else None


def day(request: HttpRequest, *, field: bool = True) -> date:
    """The day of the address; today (Beijing), and said so, when it names none that exists.

    field: whether the page has a field for it, where that is said.
    """
    return day_asked(request, field=field)


def day_of_text(request: HttpRequest) -> date | None:
    """The day whose text is asked for; None, and said so, when it is none that exists."""
    return day_demanded(request, "没有显示条文")
