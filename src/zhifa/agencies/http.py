"""The request as views see it after sign-in, and who is let through to them."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.timezone import localdate, now  # noqa: TID251 - the doorstep reads the clock
from django_htmx.middleware import HtmxDetails

from zhifa.agencies import actions, reads
from zhifa.agencies.models import User, UserSession


class SignedRequest(HttpRequest):
    """For annotations only; never instantiated."""

    user: User
    actor: reads.Signed
    session_row: UserSession
    htmx: HtmxDetails


P = ParamSpec("P")
LONGEST_DAY = 20
TOLD = "zhifa.told"  # what this request has been told already
READING = frozenset({"GET", "HEAD", "OPTIONS"})
SignedView = Callable[Concatenate[SignedRequest, P], HttpResponseBase]
OpenView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def read_day(said: str) -> tuple[date, str]:
    """The day that a word names, else today (Beijing); and the word, where it names none."""
    word = said.replace("\x00", "").strip()[:LONGEST_DAY]
    try:
        return date.fromisoformat(word), ""
    except ValueError:
        return localdate(), word


def day_read(request: HttpRequest, instead: str = "下面按今天显示") -> tuple[date, str]:
    """The day `on` of the address, else today (Beijing), and what is wrong with what was asked.

    instead: what the page does where that is no day.
    """
    day, wrong = read_day(request.GET.get("on", ""))
    told = f"“{wrong}”不是一个日期，{instead}。日期写成 2026-01-31 这样。"
    return day, told if wrong else ""


def day_demanded(request: HttpRequest, instead: str) -> date | None:
    """The day `on` of the address, today where none is named; None where that is no day.

    For pages that answer as of the day and nothing else: they say at the field what they do
    instead, and show no answer.
    """
    day, wrong = day_read(request, instead)
    if wrong:
        request.META[TOLD] = wrong
    return None if wrong else day


def day_asked(request: HttpRequest, *, field: bool = True) -> date:
    """The day `on` of the address; today (Beijing) when it names none.

    A day that does not exist is said to be none on the page that shows today instead: beside the
    field, which zf/_day_error.html does, else (field=False) above.
    """
    day, wrong = day_read(request)
    if wrong and TOLD not in request.META:
        request.META[TOLD] = wrong
        if not field:
            messages.warning(request, wrong)
    return day


def device_of(request: HttpRequest) -> actions.Device:
    """Where the request comes from."""
    return actions.Device(
        request.session.session_key or "",
        request.META.get("REMOTE_ADDR") or None,
        request.headers.get("User-Agent", ""),
    )


class ActorMiddleware:
    """Puts the signed-in person, with the posts held today, on the request as `actor`.

    A session that was ended is signed out here. When it was last used is written down only by
    requests that may write anyway, so that reading never waits for a lock. Until an initial
    password is changed and a demanded second factor is enrolled, only views marked `always_open`
    answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and not self._sign(request, user):
            logout(request)
        return self.get_response(request)

    @staticmethod
    def _sign(request: HttpRequest, user: User) -> bool:
        """Put the actor on the request; False when the session was ended."""
        actor = reads.signed(user=user, on=localdate())
        device, at = device_of(request), now()
        row = reads.session_of_key(session_key=device.session_key)
        writes = request.method not in READING
        if row is None or (
            writes and row.ended_at is None and at - row.seen_at >= actions.SEEN_EVERY
        ):
            row = actions.record_sign_in(user=user, device=device, by=actor, at=at)
        if row.ended_at is not None or row.user_id != user.pk:
            return False
        request.actor, request.session_row = actor, row  # type: ignore[attr-defined]
        return True

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Send a person who still has something to set up there first."""
        user, actor = request.user, getattr(request, "actor", None)
        if not isinstance(user, User) or actor is None or getattr(view, "always_open", False):
            return None
        if user.must_change_password:
            return redirect("agencies:own_password")
        if reads.must_enrol(user=user, viewer=actor):
            return redirect("agencies:second_factor")
        return None


def always_open(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Mark a view that answers even before password and second factor are in order."""
    view.always_open = True  # type: ignore[attr-defined]
    return view


def signed_in(view: SignedView[P]) -> OpenView[P]:
    """Let only signed-in people through; ActorMiddleware saw to their second factor."""

    @wraps(view)
    def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if getattr(request, "actor", None) is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    return door


def needs(*permissions: str) -> Callable[[SignedView[P]], OpenView[P]]:
    """Let people through who hold one of the permissions somewhere; others find no such page."""

    def keeper(view: SignedView[P]) -> OpenView[P]:
        @wraps(view)
        def door(request: SignedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not any(request.actor.holds(p) for p in permissions):
                raise Http404
            return view(request, *args, **kwargs)

        return signed_in(door)

    return keeper
