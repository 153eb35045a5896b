"""What a body must publish before it acts, and what is still missing: for staff and for anybody.

The public sees the same pages under the public frame.
"""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, always_open, day_read, needs
from zhifa.agencies.models import Agency
from zhifa.enforcement import reads

BODIES = 50  # to a page of the overview
LONGEST = 100
STAFF = {"frame": "base.html", "prefix": "enforcement:public"}
PUBLIC = {"frame": "public_base.html", "prefix": "enforcement:open"}
Frame = Mapping[str, str]


def _framed(
    request: HttpRequest, page: str, frame: Frame, told: Mapping[str, object]
) -> HttpResponse:
    names = {
        "to_meters": f"{frame['prefix']}_meters",
        "to_lists": f"{frame['prefix']}_lists",
        "to_list": f"{frame['prefix']}_list",
        "to_guide": f"{frame['prefix']}_guide",
    }
    staff = frame is STAFF
    wrong = day_read(request)[1]
    context = {**told, **names, "frame": frame["frame"], "staff": staff, "day_wrong": wrong}
    return render(request, f"enforcement/{page}.html", context)


def _day(request: HttpRequest) -> date:
    """The day asked for; what is no day is told on the page, whoever reads it."""
    return day_read(request)[0]


def _body(code: str) -> Agency:
    found = agencies.agency(code=code, viewer=None)
    if found is None:
        raise Http404
    return found


def _lists(request: HttpRequest, code: str, frame: Frame) -> HttpResponse:
    agency, on = _body(code), _day(request)
    meter = reads.before_the_fact(agency=agency, on=on, viewer=None)
    return _framed(request, "public_lists", frame, {"agency": agency, "on": on, "meter": meter})


def _list(request: HttpRequest, code: str, name: str, frame: Frame) -> HttpResponse:
    agency, on = _body(code), _day(request)
    after = request.GET.get("after", "").replace("\x00", "")[:LONGEST]
    found = reads.before_the_fact_list(agency=agency, code=name, on=on, viewer=None, after=after)
    if found is None:
        raise Http404
    more = urlencode({"on": on.isoformat(), "after": found.after}) if found.after else ""
    told = {"agency": agency, "on": on, "one": found, "more": more, "after": after}
    return _framed(request, "public_list", frame, told)


def _guide(request: HttpRequest, code: str, matter: str, frame: Frame) -> HttpResponse:
    agency, on = _body(code), _day(request)
    found = reads.guide(agency_id=agency.pk, matter_code=matter, on=on, viewer=None)
    if found is None:
        raise Http404
    return _framed(request, "guide", frame, {"agency": agency, "on": on, "guide": found})


def _meters(request: HttpRequest, frame: Frame) -> HttpResponse:
    on = _day(request)
    pages = Paginator(reads.meters(on=on, viewer=None), BODIES)
    page = pages.get_page(request.GET.get("page"))
    return _framed(request, "public_meters", frame, {"page": page, "on": on})


@require_safe
@needs("registry:read")
def preview(request: SignedRequest, code: str) -> HttpResponse:
    """Every list of a body by its first rows."""
    return _lists(request, code, STAFF)


@require_safe
@needs("registry:read")
def one_list(request: SignedRequest, code: str, name: str) -> HttpResponse:
    """One list of a body, a page at a time."""
    return _list(request, code, name, STAFF)


@require_safe
@needs("registry:read")
def guide(request: SignedRequest, code: str, matter: str) -> HttpResponse:
    """The guide to one matter at a body."""
    return _guide(request, code, matter, STAFF)


@require_safe
@needs("registry:read")
def overview(request: SignedRequest) -> HttpResponse:
    """The meter of every body, the least complete first."""
    return _meters(request, STAFF)


@always_open
@require_safe
def open_lists(request: HttpRequest, code: str) -> HttpResponse:
    """The same lists, for anybody."""
    return _lists(request, code, PUBLIC)


@always_open
@require_safe
def open_list(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One list, for anybody."""
    return _list(request, code, name, PUBLIC)


@always_open
@require_safe
def open_guide(request: HttpRequest, code: str, matter: str) -> HttpResponse:
    """The guide, for anybody."""
    return _guide(request, code, matter, PUBLIC)


@always_open
@require_safe
def open_meters(request: HttpRequest) -> HttpResponse:
    """The meters, for anybody."""
    return _meters(request, PUBLIC)


STAFF_VIEWS = (overview, preview, one_list, guide)
OPEN_VIEWS = (open_meters, open_lists, open_list, open_guide)
