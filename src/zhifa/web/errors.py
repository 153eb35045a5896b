"""Pages for when something is refused before a view runs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The form's token was missing or old."""
    return render(request, "403_csrf.html", status=403)
