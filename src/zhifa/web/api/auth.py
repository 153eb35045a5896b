"""Who calls: the client behind a bearer token, with the posts it holds today."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.timezone import localdate, now
from ninja.security import HttpBearer

from zhifa.agencies import reads as agencies
from zhifa.agencies.reads import Signed
from zhifa.kernel.access import NOT_YOURS
from zhifa.kernel.refusals import Refused


class Asked(HttpRequest):
    """A request after sign-in; for annotations only, never instantiated."""

    actor: Signed
    at: datetime


class Bearer(HttpBearer):
    """OAuth 2.0 client credentials; the doorstep reads the clock, once a request."""

    openapi_name = "bearer"

    def authenticate(self, request: HttpRequest, token: str) -> Signed | None:
        """Put the actor and the moment on the request; None when the token is nobody's."""
        at = now()
        actor = agencies.actor_of_token(token=token, on=localdate(at))
        if actor is not None:
            request.actor, request.at = actor, at  # type: ignore[attr-defined]
        return actor


def demand(request: Asked, *permissions: str) -> None:
    """Refused (403) unless a post held today carries one of the permissions."""
    if not any(request.actor.holds(p) for p in permissions):
        raise Refused([NOT_YOURS])
