"""Doors of the machinery's own pages. Who asks is put on the request by a room above."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from zhifa.kernel.access import Actor


class Asked(HttpRequest):
    """For annotations only; never instantiated."""

    actor: Actor


P = ParamSpec("P")
AskedView = Callable[Concatenate[Asked, P], HttpResponse]
OpenView = Callable[Concatenate[HttpRequest, P], HttpResponse]


def needs(permission: str) -> Callable[[AskedView[P]], OpenView[P]]:
    """Let people through who hold the permission everywhere; others find no such page."""

    def keeper(view: AskedView[P]) -> OpenView[P]:
        @wraps(view)
        def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor: Actor | None = getattr(request, "actor", None)
            if actor is None:
                return redirect_to_login(request.get_full_path())
            if actor.reach(permission) is not None:
                raise Http404
            return view(request, *args, **kwargs)  # type: ignore[arg-type] # it has an actor

        return door

    return keeper
