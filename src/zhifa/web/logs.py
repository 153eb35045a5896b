"""What the log says: one JSON object a line on stderr, with nobody's data and no bodies in it.

A request has one number, which the page of a fault shows and every line of the request carries.
Of a fault the log keeps its class, where it arose, and its first line without Chinese characters,
long digits and addresses: the words of a fault may quote what somebody typed.
"""

import json
import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import extract_tb
from types import TracebackType
from typing import Any

from django.http import HttpRequest

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is mistaken for another on the telephone
LENGTH, LONGEST, DEEPEST = 10, 200, 30
PERSONAL = re.compile(r"[^\x20-\x7e]+|\S+@\S+|\d{5,}[\dXx]*")
IN_PATHS = re.compile(r"[^\x20-\x7e]+|\d{11,}[\dXx]*")
_asked: ContextVar[HttpRequest | None] = ContextVar("asked", default=None)


def new_number() -> str:
    """A number for one request."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def number_of(request: HttpRequest) -> str:
    """The number of a request; a new one when it never came through the door."""
    return str(getattr(request, "number", "")) or new_number()


@contextmanager
def told_of(request: HttpRequest) -> Iterator[None]:
    """Lines written meanwhile say of which request they are."""
    mark = _asked.set(request)
    try:
        yield
    finally:
        _asked.reset(mark)


def scrubbed(text: str) -> str:
    """The first line of a fault's words, without what may be somebody's."""
    return PERSONAL.sub("…", text.strip().partition("\n")[0])[:LONGEST]


def _request() -> dict[str, str]:
    request = _asked.get()
    if request is None:
        return {}
    actor = getattr(request, "actor", None)
    return {
        "request": number_of(request),
        "method": request.method or "",
        "path": IN_PATHS.sub("…", request.path)[:LONGEST],
        "user": str(getattr(actor, "key", "")),
    }


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{f.filename}:{f.lineno} {f.name}" for f in extract_tb(trace)[-DEEPEST:]]


def _fault(fault: BaseException) -> dict[str, Any]:
    cause = fault.__cause__ or fault.__context__
    told = {
        "class": f"{type(fault).__module__}.{type(fault).__qualname__}",
        "words": scrubbed(str(fault)),
        "at": _places(fault.__traceback__),
    }
    return {**told, "cause": scrubbed(f"{type(cause).__name__}: {cause}")} if cause else told


class Lines(logging.Formatter):
    """One record, one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time in UTC, level, logger, words; of a request its number, path and user key."""
        words = record.getMessage()
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "words": words if record.name.startswith("zhifa.") else scrubbed(words),
            **_request(),
        }
        status = getattr(record, "status_code", None)
        if status is not None:
            line["status"] = status
        if record.exc_info and record.exc_info[1] is not None:
            line["fault"] = _fault(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "zhifa.web.logs.Lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # what is not found is no fault
        "axes": {"level": "ERROR"},  # its warnings name who tried to sign in
    },
}
