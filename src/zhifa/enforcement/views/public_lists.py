"""What a body must publish before it acts: the staff's preview, with what is still missing."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, day_asked, needs
from zhifa.agencies.models import Agency
from zhifa.enforcement import reads

BODIES = 50  # to a page of the overview
LONGEST = 100


def _body(request: SignedRequest, code: str) -> Agency:
    found = agencies.agency(code=code, viewer=request.actor)
    if found is None:
        raise Http404
    return found


@require_safe
@needs("registry:read")
def preview(request: SignedRequest, code: str) -> HttpResponse:
    """Every list of a body by its first rows."""
    agency, on = _body(request, code), day_asked(request)
    meter = reads.before_the_fact(agency=agency, on=on, viewer=request.actor)
    context = {"agency": agency, "on": on, "meter": meter}
    return render(request, "enforcement/public_lists.html", context)


@require_safe
@needs("registry:read")
def one_list(request: SignedRequest, code: str, name: str) -> HttpResponse:
    """One list of a body, a page at a time."""
    agency, on = _body(request, code), day_asked(request)
    after = request.GET.get("after", "").replace("\x00", "")[:LONGEST]
    found = reads.before_the_fact_list(
        agency=agency, code=name, on=on, viewer=request.actor, after=after
    )
    if found is None:
        raise Http404
    more = urlencode({"on": on.isoformat(), "after": found.after}) if found.after else ""
    context = {"agency": agency, "on": on, "one": found, "more": more, "after": after}
    return render(request, "enforcement/public_list.html", context)


@require_safe
@needs("registry:read")
def overview(request: SignedRequest) -> HttpResponse:
    """The meter of every body, the least complete first."""
    on = day_asked(request)
    pages = Paginator(reads.meters(on=on, viewer=request.actor), BODIES)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "enforcement/public_meters.html", {"page": page, "on": on})
