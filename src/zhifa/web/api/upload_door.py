"""The door of resumable uploads: who comes in, and every way to say no in the numbers of tus."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from ninja.utils import check_csrf

from zhifa.kernel.refusals import Malformed, Obstacle, Refused
from zhifa.records.models import Dossier, Upload
from zhifa.records.partials import PIECE, Stopped
from zhifa.records.rules import uploads as rules
from zhifa.web.api import tus
from zhifa.web.api.auth import Asked, OnBehalf
from zhifa.web.api.problems import malformed, problem, refused, unauthorized

P = ParamSpec("P")
View = Callable[Concatenate[Asked, P], HttpResponse]
STATUS = {
    rules.ELSEWHERE.code: HTTPStatus.CONFLICT,
    rules.IN_HAND.code: HTTPStatus.LOCKED,
    rules.UNLIKE_PIECE.code: tus.UNLIKE,
    rules.UNLIKE_WHOLE.code: tus.UNLIKE,
    rules.WRONG_LENGTH.code: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    rules.TOO_LONG.code: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    rules.NO_ROOM.code: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    rules.ENDED.code: HTTPStatus.GONE,
}
MOST_READ = 64 << 20


def _no(obstacles: tuple[Obstacle, ...]) -> HttpResponse:
    answer = refused(obstacles)
    known = [STATUS[o.code] for o in obstacles if o.code in STATUS]
    answer.status_code = known[0] if known else answer.status_code
    return answer


def _who(request: HttpRequest) -> HttpResponse | None:
    """Put actor, moment and grant on the request, or say why they may not come in."""
    if "Authorization" in request.headers:
        return None if OnBehalf()(request) else unauthorized()
    if getattr(request, "actor", None) is None:
        return unauthorized()
    if request.method not in ("GET", "HEAD") and check_csrf(request, _who):
        return problem("forbidden", detail="页面已过期，请刷新后再试。")
    for name, value in {"at": now(), "grant": None}.items():  # see `Asked`
        setattr(request, name, value)
    return None


def _stopped(stopped: Stopped) -> HttpResponse:
    answer = _no((stopped.obstacle,))
    answer["Upload-Offset"] = str(stopped.offset)
    return answer


NOES: Mapping[type[Exception], Callable[..., HttpResponse]] = {
    Stopped: _stopped,
    Refused: lambda no: _no(no.obstacles),
    Malformed: lambda wrong: malformed(wrong.fields),
    Http404: lambda _: problem("not-found"),
    Upload.DoesNotExist: lambda _: problem("not-found"),
    Dossier.DoesNotExist: lambda _: problem("not-found"),
    UnreadablePostError: lambda _: problem("bad-request"),  # the line is cut: nobody hears it
}


def _answered(view: View[P], request: Asked, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
    """What the view says; every way to say no, in the protocol's numbers."""
    try:
        answer = _who(request) or view(request, *args, **kwargs)
    except tuple(NOES) as no:
        answer = next(say(no) for kind, say in NOES.items() if isinstance(no, kind))
    _drain(request)
    return answer


def _drain(request: HttpRequest) -> None:
    """Read what nobody wanted: a sender hears no answer before it has sent all."""
    read = 0
    with suppress(UnreadablePostError):
        while read < MOST_READ and (piece := request.read(PIECE)):
            read += len(piece)


def tus_door(**methods: View[P]) -> Callable[..., HttpResponse]:
    """One address of the protocol, by its methods; csrf is asked for where a session comes in."""

    @csrf_exempt
    def door(request: Asked, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        method = request.method or ""
        view = methods.get(method.lower())
        if method == "OPTIONS":
            answer = tus.empty(HTTPStatus.NO_CONTENT)
        elif view is None:
            answer = problem("not-allowed")
        elif method != "GET" and request.headers.get("Tus-Resumable") != tus.VERSION:
            answer = tus.empty(HTTPStatus.PRECONDITION_FAILED)
        else:
            answer = _answered(view, request, *args, **kwargs)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            answer["Allow"] = ", ".join(["OPTIONS", *sorted(m.upper() for m in methods)])
        for name, value in tus.about(settings.UPLOADS["most"]).items():
            answer.headers.setdefault(name, value)
        answer["Cache-Control"] = "no-store"
        return answer

    return wraps(_answered)(door)
