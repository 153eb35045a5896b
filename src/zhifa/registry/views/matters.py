"""The library of matters: what is punished, by which clause, how much, with what proof."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.registry import reads
from zhifa.registry.views import asked

PAGE = 50


@require_safe
@needs("registry:read")
def matters(request: SignedRequest) -> HttpResponse:
    query, field, on = asked.text(request, "q"), asked.text(request, "field"), asked.day(request)
    found = reads.matters(
        viewer=request.actor, on=on, search=query, field=field, after=asked.text(request, "after")
    )
    rows = list(found[: PAGE + 1])
    kept = {"q": query, "field": field, "on": on.isoformat()}
    more = {**kept, "after": rows[PAGE - 1].code} if len(rows) > PAGE else None
    fields = {code: row["title"] for code, row in reads.matter_fields().items()}
    context = {
        "rows": rows[:PAGE],
        "fields": fields,
        "field": field,
        "query": query,
        "on": on,
        "more": urlencode(more) if more else "",
    }
    return render(request, "registry/matters.html", context)


@require_safe
@needs("registry:read")
def matter(request: SignedRequest, code: str) -> HttpResponse:
    on, actor = asked.day(request), request.actor
    versions = list(reads.matter_versions(code=code, viewer=actor))
    if not versions:
        raise Http404
    row = reads.matter_on(code=code, on=on, viewer=actor) or versions[0]
    shown_on = (
        on if row.from_on <= on and (row.until_on is None or on <= row.until_on) else row.from_on
    )
    bounds = (row.multiple_min, row.multiple_max)
    kinds, proofs, waivers = (
        reads.kinds_of_penalty(),
        reads.kinds_of_evidence(),
        reads.waiver_names(),
    )
    context = {
        "matter": row,
        "on": on,
        "shown_on": shown_on,
        "field": reads.matter_fields().get(row.field, {}).get("title", row.field),
        "kinds": [kinds.get(k, k) for k in row.kinds],
        "multiples": [f"{m.normalize():f}" for m in bounds if m is not None],
        "hearing_kinds": [kinds.get(k, k) for k in row.hearing_kinds],
        "waivers": [waivers.get(w, w) for w in row.waivers],
        "evidence": [
            {**e, "kinds": [proofs.get(k, k) for k in e.get("kinds", ())]} for e in row.elements
        ],
        "breach": reads.clauses(cited=row.breach_clauses, on=shown_on, viewer=actor),
        "basis": reads.clauses(cited=row.penalty_clauses, on=shown_on, viewer=actor),
        "versions": versions,
        "holders": reads.power_holders(matter_code=code, viewer=actor),
    }
    return render(request, "registry/matter.html", context)
