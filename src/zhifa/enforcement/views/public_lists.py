"""What a body must publish before it acts: the staff's preview, with what is still missing."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, needs
from zhifa.enforcement import reads


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return localdate()


@require_safe
@needs("registry:read")
def preview(request: SignedRequest, code: str) -> HttpResponse:
    agency = agencies.agency(code=code, viewer=request.actor)
    if agency is None:
        raise Http404
    on = _day(request.GET.get("on", ""))
    meter = reads.before_the_fact(agency=agency, on=on, viewer=request.actor)
    context = {"agency": agency, "on": on, "meter": meter}
    return render(request, "enforcement/public_lists.html", context)


@require_safe
@needs("registry:read")
def overview(request: SignedRequest) -> HttpResponse:
    """The meter of every body, the least complete first."""
    on = _day(request.GET.get("on", ""))
    rows = [
        (body, reads.before_the_fact(agency=body, on=on, viewer=request.actor))
        for body in agencies.agencies(viewer=request.actor, on=on)
        if body.nature != body.Nature.OFFICE
    ]
    rows.sort(key=lambda row: (row[1].done, row[0].code))
    return render(request, "enforcement/public_meters.html", {"rows": rows, "on": on})
