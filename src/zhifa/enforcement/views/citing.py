"""The open cases that rest on an article, as a part of the article's page."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.enforcement import reads
from zhifa.registry import reads as library

LONGEST = 26


@require_safe
@needs("registry:read")
def citing(request: SignedRequest, key: str) -> HttpResponse:
    """key: law, 条 and 之, joined by "_"."""
    parts = key.split("_")
    if len(parts) != 3 or not all(p.isascii() and p.isdecimal() and len(p) < 10 for p in parts):  # noqa: PLR2004 - as written above
        raise Http404
    law = library.law_by_id(pk=int(parts[0]), viewer=request.actor)
    if law is None:
        raise Http404
    after = request.GET.get("after", "").replace("\x00", "")[:LONGEST]
    found = reads.cases_citing(
        law=law.short_title,
        number=int(parts[1]),
        sub=int(parts[2]),
        viewer=request.actor,
        after=after,
    )
    return render(request, "enforcement/citing.html", {"found": found, "key": key})
