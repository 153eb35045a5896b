"""The library of templates: list, one template, its preview."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from zhifa.agencies.http import SignedRequest, day_asked, needs
from zhifa.records import reads
from zhifa.records.views.papers import inline_pdf, no_fonts

LONGEST = 60


def _views(kind: str, query: str, on: date) -> list[dict[str, object]]:
    counts = reads.kind_counts(on=on)
    names = reads.template_kinds()
    tabs = [("", "全部", sum(counts.values())), *((k, names[k], n) for k, n in counts.items())]
    return [
        {
            "name": name,
            "count": n,
            "url": f"?{urlencode({'kind': k, 'q': query, 'on': on.isoformat()})}",
            "current": k == kind,
        }
        for k, name, n in tabs
    ]


@require_safe
@needs("registry:read")
def shelf(request: SignedRequest) -> HttpResponse:
    query, kind = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("kind", "")
    day = day_asked(request)
    context = {
        "on": day,
        "rows": reads.sheets(search=query, kind=kind, on=day),
        "query": query,
        "kind": kind,
        "views": _views(kind, query, day),
        "outdated": len(reads.outdated(on=localdate())),
    }
    return render(request, "records/templates.html", context)


def _sheet(code: str, on: date) -> reads.Sheet:
    found = reads.sheet(code, on=on)
    if found is None:
        raise Http404
    return found


@require_safe
@needs("registry:read")
def template(request: SignedRequest, code: str) -> HttpResponse:
    day = day_asked(request)
    found = _sheet(code, day)
    context = {
        "on": day,
        "sheet": found,
        "form": found.form,
        "parts": reads.parts_of(found.form),
        "facts": reads.facts_of(found.form),
        "content": reads.sample_of(found.form),
        "house": reads.house_versions(code),
        "local": [(row, reads.place_of(row)) for row in reads.local_versions(code=code)],
        "may_adapt": request.actor.holds("template:edit"),
    }
    return render(request, "records/template.html", context)


@require_safe
@needs("registry:read")
def preview(request: SignedRequest, code: str) -> HttpResponse:
    found = _sheet(code, day_asked(request))
    try:
        made = reads.sample_pdf(found.form)
    except reads.FontsMissing as missing:
        return no_fonts(request, missing)
    return inline_pdf(made, found.form.code)
