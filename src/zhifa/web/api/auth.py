"""Who calls: the client behind a bearer token, which reads, and the person it writes for."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils.timezone import localdate, now
from ninja import Router
from ninja.security import HttpBearer

from zhifa.agencies import actions
from zhifa.agencies import reads as agencies
from zhifa.agencies.models import ClientGrant
from zhifa.agencies.obstacles import NAMES_NOBODY, NO_GRANT
from zhifa.agencies.reads import Signed
from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Malformed, Refused
from zhifa.records.reads import oversees
from zhifa.web.api.reading import refuse_unknown

P = ParamSpec("P")
R = TypeVar("R")

ON_BEHALF = "X-Zhifa-On-Behalf"
LONGEST_KEY = 18  # digits that a database key can have
HEADER = {
    "name": ON_BEHALF,
    "in": "header",
    "required": True,
    "description": "代谁办理：授权人的人员编号。",
    "schema": {"type": "string", "pattern": "^[0-9]{1,18}$"},
}


class Asked(HttpRequest):
    """A request after sign-in; for annotations only, never instantiated."""

    actor: Signed
    at: datetime
    grant: ClientGrant | None


class Bearer(HttpBearer):
    """OAuth 2.0 client credentials; the doorstep reads the clock, once a request.

    A client that names a person who let it act is answered as that person, as far as they let it.
    Whoever comes in with a parameter that the address does not take is told so.
    """

    openapi_name = "bearer"
    for_a_person = False

    def authenticate(self, request: HttpRequest, token: str) -> Signed | None:
        """Put the actor and the moment on the request; None when the token is nobody's."""
        at = now()
        client = agencies.actor_of_token(token=token, on=localdate(at))
        if client is None:
            return None
        named = request.headers.get(ON_BEHALF, "").strip()
        grant = _grant(client, named) if named else None
        actor = agencies.actor_by_grant(grant=grant, on=client.on) if grant else client
        if self.for_a_person and grant is None:
            raise Refused([NAMES_NOBODY])
        for name, value in {"actor": actor, "at": at, "grant": grant}.items():  # see `Asked`
            setattr(request, name, value)
        refuse_unknown(request)
        return actor


def _grant(client: Signed, named: str) -> ClientGrant:
    """By what the client acts for the person named; refused when nothing counts that day."""
    known = int(named) if named.isdecimal() and len(named) <= LONGEST_KEY else 0
    grant = agencies.grant_for(client_id=client.user_id, person_id=known, on=client.on)
    if grant is None:
        raise Refused([NO_GRANT])
    return grant


class OnBehalf(Bearer):
    """The door of everything that writes: a person has to be named; see `accounted`."""

    for_a_person = True


def accounted(view: Callable[Concatenate[Asked, P], R]) -> Callable[Concatenate[Asked, P], R]:
    """Keep with what a view writes in a person's name by which grant it does, in one transaction.

    What is refused is kept, too, with nothing written: somebody tried. Reading is not.
    """

    @wraps(view)
    def door(request: Asked, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic(), journal.witnessed() as written:
                answer = view(request, *args, **kwargs)
                _use(request, tuple(written))
        except (Refused, Malformed, Http404):
            _use(request, ())
            raise
        return answer

    return door


def _use(request: Asked, written: Sequence[Entry]) -> None:
    if request.grant and (written or request.method == "POST"):
        actions.use_grant(
            grant=request.grant,
            address=request.path,
            entries=written,
            by=request.actor,
            at=request.at,
        )


def writes(router: Router, path: str, **more: Any) -> Callable[[Any], Any]:
    """A POST that takes an action: in the name of a person, who let the client do it."""
    declare = router.post(path, auth=OnBehalf(), openapi_extra={"parameters": [HEADER]}, **more)
    return lambda view: declare(accounted(view))


def demand(request: Asked, *permissions: str) -> None:
    """Refused (403) unless a post held today carries one of the permissions.

    Cases of every body are read by people on the pages, on a ground each time; by no machine.
    """
    if not any(request.actor.holds(p) for p in permissions):
        raise Refused([NOT_YOURS])
    if "case:read" in permissions and oversees(viewer=request.actor):
        raise Refused([NOT_YOURS])
