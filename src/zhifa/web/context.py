"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest

from zhifa.agencies.http import TOLD
from zhifa.agencies.reads import Signed
from zhifa.agencies.roles import roles
from zhifa.web import navigation


def _posts(actor: Signed) -> list[str]:
    """What somebody is, each once, however many bodies they are it at."""
    held = (roles()[p.role].name for p in actor.posts if p.role in roles())
    return list(dict.fromkeys(held))


def house(request: HttpRequest) -> dict[str, object]:
    """Navigation of the person who asks, and whether this is the demo."""
    actor = getattr(request, "actor", None)
    return {
        "day_wrong": request.META.get(TOLD, ""),
        "demo": settings.DEMO,
        "district": settings.DISTRICT,
        "actor": actor,
        "posts": _posts(actor) if actor else [],
        "nav": navigation.bar(actor, request.path) if actor else [],
    }
