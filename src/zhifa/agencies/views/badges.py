"""Showing a certificate by a code, and checking one: the second is for anybody."""

from base64 import b64encode
from urllib.parse import unquote

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zhifa.agencies import actions, reads
from zhifa.agencies.http import SignedRequest, always_open, signed_in
from zhifa.agencies.rules import badge as codes
from zhifa.agencies.views.deeds import REFUSED
from zhifa.kernel.refusals import Refused

GONE, UNKNOWN = 410, 404


def _picture(request: HttpRequest, token: str) -> str:
    """The address of a code as an SVG."""
    address = request.build_absolute_uri(reverse("agencies:verify_badge", args=[token]))
    _, _, drawn = segno.make(address, error="m").svg_data_uri(scale=4, border=3).partition(",")
    return unquote(drawn)


def _chosen(request: SignedRequest) -> tuple[list[reads.OwnBadge], reads.OwnBadge | None]:
    """One's own certificates, and the one the address names (the first when it names none)."""
    held = reads.own_badges(user=request.user, at=now(), viewer=request.actor)
    asked = request.GET.get("card", "")
    named = [b for b in held if str(b.card.certificate.pk) == asked]
    return held, next(iter(named or held), None)


@never_cache
@require_safe
@signed_in
def badge(request: SignedRequest) -> HttpResponse:
    """The page an officer holds out; its code part is fetched anew every twenty seconds."""
    held, chosen = _chosen(request)
    context = {
        "badges": held,
        "own": chosen,
        "at": now(),
        "seconds": settings.BADGE_SECONDS,
        "hours": settings.BADGE_OFFLINE_HOURS,
        "portrait": reads.own_portrait(viewer=request.actor) is not None,
    }
    page = "agencies/_badge_code.html" if request.htmx else "agencies/badge.html"
    return render(request, page, context)


@never_cache
@require_safe
@signed_in
def badge_svg(request: SignedRequest) -> HttpResponse:
    _, chosen = _chosen(request)
    token = (
        reads.code_for(own=chosen, at=now(), ahead=False, viewer=request.actor) if chosen else ""
    )
    if not token:
        raise Http404
    return HttpResponse(_picture(request, token), content_type="image/svg+xml")


@never_cache
@require_safe
@signed_in
def own_portrait(request: SignedRequest) -> HttpResponse:
    pk = reads.own_portrait(viewer=request.actor)
    picture = reads.portrait(pk=pk) if pk else None
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/jpeg")


@never_cache
@require_POST
@signed_in
def offline_badge(request: SignedRequest) -> HttpResponse:
    """A code drawn ahead, shown inline so that it can be kept without network."""
    at = now()
    _, chosen = _chosen(request)
    if chosen is None:
        raise Http404
    try:
        token = actions.draw_offline_badge(own=chosen, by=request.actor, at=at)
    except Refused as refused:
        context = {"own": chosen, "badges": [chosen], "at": at, "obstacles": refused.obstacles}
        return render(request, "agencies/badge.html", context, status=REFUSED)
    drawn = b64encode(_picture(request, token).encode()).decode()
    context = {
        "own": chosen,
        "at": at,
        "until": at + reads.offline(),
        "picture": f"data:image/svg+xml;base64,{drawn}",
    }
    return render(request, "agencies/badge_offline.html", context)


@always_open
@never_cache
@require_safe
def verify_badge(request: HttpRequest, token: str) -> HttpResponse:
    """What anybody sees who scans a code."""
    found = reads.shown(token=token, at=now())
    status = UNKNOWN if found is None else 200 if found.age == codes.OK else GONE
    context = {"shown": found, "token": token, "at": now()}
    return render(request, "agencies/verify_badge.html", context, status=status)


@always_open
@never_cache
@require_safe
def verify_portrait(_request: HttpRequest, token: str) -> HttpResponse:
    found = reads.shown(token=token, at=now())
    picture = reads.portrait(pk=found.portrait_id) if found and found.portrait_id else None
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/jpeg")


@always_open
@require_safe
def badge_key(_request: HttpRequest) -> HttpResponse:
    """The public key, for checking codes where there is no network."""
    key = codes.public_key(settings.BADGE_KEY)
    return JsonResponse(
        {
            "algorithm": "Ed25519",
            "public_key": b64encode(key).decode(),
            "token": "base64url: version(1) kind(1: 0 live, 1 offline) certificate(8) seconds(8) "
            "signature(64)",
            "live_seconds": settings.BADGE_SECONDS,
            "offline_hours": settings.BADGE_OFFLINE_HOURS,
        }
    )
