"""Pages for when something is refused, or fails, outside of any view."""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import bad_request

from zhifa.web.api.problems import problem
from zhifa.web.logs import number_of

AGAIN = 5  # seconds until it is worth asking again
PIECE, MOST_READ = 64 * 1024, 256 * 1024 * 1024
BUSY_WORDS = ("locked", "busy")  # SQLite's
# PostgreSQL's: no connection, lock not available, deadlock, serialization, starting, too many
BUSY_CODES = frozenset({None, "55P03", "40P01", "40001", "57P03", "53300"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The form's token was missing or old."""
    return render(request, "403_csrf.html", status=403)


ABSENT = object()  # SQLite gives no codes; PostgreSQL none for a connection that broke


def _behind(fault: BaseException | None) -> Iterator[BaseException]:
    """A fault and what it arose from."""
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def busy(fault: BaseException | None) -> bool:
    """Whether the database was only too busy to answer: nothing is wrong, it may be asked again."""
    for one in _behind(fault):
        if isinstance(one, OperationalError):
            code = getattr(one.__cause__, "sqlstate", ABSENT)
            if code is not ABSENT:
                return code in BUSY_CODES
            return any(word in str(one) for word in BUSY_WORDS)
    return False


def _alone(request: HttpRequest, kind: str, status: int, **told: Any) -> HttpResponse:
    """A page that asks nothing of the database, or the problem of that kind for programs."""
    if request.path.startswith("/api/"):
        return problem(kind, **told)
    return HttpResponse(render_to_string(f"{status}.html", told), status=status)


def fault(request: HttpRequest) -> HttpResponse:
    """Whatever no view caught: 503 while the database is busy, else 500 with its number."""
    if busy(sys.exc_info()[1]):
        return later(request)
    return _alone(request, "fault", 500, number=number_of(request))


def later(request: HttpRequest) -> HttpResponse:
    """503: nothing is lost, ask again."""
    answer = _alone(request, "busy", 503, number=number_of(request))
    answer["Retry-After"] = str(AGAIN)
    return answer


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read; one whose session could not be kept meanwhile is 503."""
    if any(isinstance(one, RequestDataTooBig) for one in _behind(exception)):
        return too_big(request)
    if busy(exception):
        return later(request)
    return bad_request(request, exception)


def too_big(request: HttpRequest) -> HttpResponse:
    """413. The body is read to its end first: a browser hears no answer before it has sent all."""
    read = 0
    try:
        while read < MOST_READ and (piece := request.read(PIECE)):
            read += len(piece)
    except UnreadablePostError:  # they have gone away
        pass
    return _alone(request, "too-big", 413)
