"""Addresses for the tests of the interface's parts: the kit page as a signed-in officer sees it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from zhifa.agencies.reads import Signed
from zhifa.web import kit, urls


def _sign(request: HttpRequest) -> None:
    who = int(request.COOKIES.get("who", "7"))
    reach: dict[str, frozenset[int] | None] = {"case:read": None}
    request.actor = Signed(who, "王岚", date(2026, 11, 23), (), reach)  # type: ignore[attr-defined]


def page(request: HttpRequest) -> HttpResponse:
    """GET shows the kit; POST refuses, faults or accepts, as the note field asks."""
    if request.COOKIES.get("who") != "nobody":
        _sign(request)
    if request.method == "POST":
        asked = request.POST["note"]
        if asked == "stale":
            return render(request, "409.html", {"back": "/kit/"}, status=409)
        if asked == "fault":
            return render(request, "500.html", status=500)
        return redirect("/kit/done/")
    return kit.page(request)


def done(request: HttpRequest) -> HttpResponse:
    """Any other page of a signed-in person."""
    _sign(request)
    return render(request, "base.html")


def portal(request: HttpRequest) -> HttpResponse:
    """The shell of the public site."""
    return render(request, "public_base.html")


urlpatterns = [
    path("kit/", page),
    path("kit/done/", done),
    path("kit/portal/", portal),
    *urls.urlpatterns,
]
