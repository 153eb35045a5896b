"""Two lists side by side: of bodies and days, or one of ours and another district's file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, needs, read_day
from zhifa.agencies.models import Agency
from zhifa.kernel.workbook import opened
from zhifa.registry import reads
from zhifa.registry.forms import ForeignListForm
from zhifa.registry.pages import label, page
from zhifa.registry.views import asked
from zhifa.registry.views.importing import SHOWN, Import, answer

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two lists compared. wrong: what is wrong with the day or the body asked for."""

    name: str
    title: str
    body: Agency | None
    on: date
    wrong: str
    unknown: str

    @property
    def list(self) -> reads.ListSide:
        """The list; without a body, the whole library."""
        return reads.ListSide(self.body.pk if self.body else None, self.on)


def _side(request: SignedRequest, name: str, title: str) -> _Side:
    code = asked.text(request, name)
    body = agencies.agency(code=code, viewer=request.actor) if code else None
    on, wrong = read_day(asked.text(request, f"{name}_on"))
    unknown = label("compare_no_body").format(code=code) if code and body is None else ""
    return _Side(
        name, title, body, on, wrong and label("compare_no_day").format(day=wrong), unknown
    )


@require_safe
@needs("registry:read")
def compare_lists(request: SignedRequest) -> HttpResponse:
    """Two lists of the library; nothing is compared while a day or a body is wrong."""
    sides = [_side(request, n, t) for n, t in (("old", "原来"), ("new", "现在"))]
    wrong = any(side.wrong or side.unknown for side in sides)
    context: dict[str, Any] = {
        "sides": sides,
        "bodies": agencies.agencies(viewer=request.actor),
        "asked": "old_on" in request.GET and not wrong,
    }
    if context["asked"]:
        after = asked.text(request, "after")
        found = reads.compared(
            old=sides[0].list, new=sides[1].list, viewer=request.actor, after=after
        )
        told = {s.name: s.body.code if s.body else "" for s in sides}
        kept = {**told, **{f"{s.name}_on": s.on.isoformat() for s in sides}}
        context |= {
            "two": sides[0].list.agency_id != sides[1].list.agency_id,
            "found": found.rows,
            "counts": found.counts,
            "total": found.total,
            "first": urlencode(kept) if after else "",
            "more": urlencode({**kept, "after": found.after}) if found.after else "",
        }
    return render(request, "registry/compare.html", context, status=UNPROCESSABLE if wrong else 200)


def _steps(request: SignedRequest, form: ForeignListForm) -> Iterator[reads.Foreign]:
    book = opened(BytesIO(form.content))
    return reads.read_foreign(book=book, kind=form.cleaned_data["kind"], viewer=request.actor)


def _outcome(
    request: SignedRequest, form: ForeignListForm, theirs: reads.Foreign
) -> dict[str, Any]:
    """What their list has otherwise than ours, as the report shows it."""
    body, on = form.body, form.cleaned_data["on"] or localdate()
    ours = reads.ListSide(body.pk if body else None, on)
    told = form.cleaned_data
    part = reads.Part(told["after"].strip(), SHOWN, told["how"])
    found = reads.compare_foreign(ours=ours, theirs=theirs, viewer=request.actor, part=part)
    return {
        "plan": theirs,
        "ours": body,
        "on": on,
        "counts": found.counts,
        "found": found.rows,
        "left": found.left,
        "last": found.after,
        "shown": SHOWN,
    }


@require_http_methods(["GET", "POST"])
@needs("registry:read")
def compare_file(request: SignedRequest) -> HttpResponseBase:
    """One of our lists against another district's file; nothing of the file is kept."""
    told = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = {"on": localdate()}
    form = ForeignListForm(*told, initial=initial, bodies=agencies.agencies(viewer=request.actor))
    context: dict[str, Any] = {"form": form, "page": page("compare_file")}
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else UNPROCESSABLE
        return render(request, "registry/compare_file.html", context, status=status)
    work = Import(
        page="registry/compare_file.html",
        report="registry/_foreign_report.html",
        steps=lambda: _steps(request, form),
        outcome=lambda theirs: _outcome(request, form, theirs),
        size=len(form.content),
    )
    return answer(request, work, context)
