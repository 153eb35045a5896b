"""Local versions of templates: made, compared, looked through."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, reads
from zhifa.records.forms import TemplateForm
from zhifa.records.views.common import MALFORMED, REFUSED


@require_safe
@needs("registry:read")
def review(request: SignedRequest) -> HttpResponse:
    rows = reads.outdated(on=localdate())
    places = {place.key for place in _places(request)}
    context = {"rows": [(row, row.place.key in places) for row in rows]}
    return render(request, "records/template_review.html", context)


@require_safe
@needs("registry:read")
def version(request: SignedRequest, pk: str) -> HttpResponse:
    row = reads.local_version(pk=pk)
    if row is None:
        raise Http404
    form, parent = reads.form_of(row), reads.parent_of(row)
    context = {
        "row": row,
        "place": reads.place_of(row),
        "form": form,
        "parent": parent,
        "lines": reads.difference(parent.form, form) if parent else [],
        "parts": reads.parts_of(form),
        "content": reads.sample_of(form),
    }
    return render(request, "records/template_version.html", context)


def _places(request: SignedRequest) -> list[reads.Place]:
    if not request.actor.holds("template:edit"):
        return []
    homes = list(agencies.agencies(viewer=request.actor))
    return reads.places(viewer=request.actor, agencies=homes)


@require_http_methods(["GET", "POST"])
@needs("template:edit")
def adapt(request: SignedRequest, code: str) -> HttpResponse:
    """Choose whose version, then word it."""
    places = _places(request)
    if reads.sheet(code) is None:
        raise Http404
    wanted = request.GET.get("place", "")
    place = next((p for p in places if p.key == wanted), None)
    if place is None:
        context = {"places": places, "sheet": reads.sheet(code)}
        return render(request, "records/adapt_where.html", context)
    return _worded(request, code, place)


def _worded(request: SignedRequest, code: str, place: reads.Place) -> HttpResponse:
    begins = _begins(request)
    above = reads.upper(code=code, place=place, on=begins)
    own = reads.own_version(code=code, place=place)
    form = TemplateForm(
        request.POST if request.method == "POST" else None,
        parent=above.form,
        own=reads.form_of(own) if own else None,
        initial={"begins_on": begins},
    )
    context: dict[str, object] = {"form": form, "place": place, "above": above, "own": own}
    context |= {"sheet": reads.sheet(code), "facts": reads.facts_of(above.form)}
    if not form.is_valid():
        status = MALFORMED if form.is_bound else 200
        return render(request, "records/adapt.html", context, status=status)
    try:
        row = actions.adapt_template(
            code=code,
            place=place,
            wording=form.wording(),
            begins_on=form.cleaned_data["begins_on"],
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=now(),
        )
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "records/adapt.html", context, status=REFUSED)
    messages.success(request, "本地版本已保存，起用日期以后立案的案件使用。")
    return redirect("records:template_version", row.pk)


def _begins(request: SignedRequest) -> date:
    """The day that was typed, else tomorrow: what is above may differ from day to day."""
    try:
        return date.fromisoformat(request.POST.get("begins_on", ""))
    except ValueError:
        return localdate() + timedelta(days=1)
