"""Procedures as anybody may read them: steps, conditions, terms, each with its article."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhifa.agencies.http import SignedRequest, day_asked, signed_in
from zhifa.enforcement import reads
from zhifa.enforcement.rules.procedure import codes, held_on, versions


@signed_in
@require_GET
def index(request: SignedRequest) -> HttpResponse:
    day = day_asked(request)
    held = [law for law in (held_on(code, day) for code in codes()) if law]
    return render(request, "enforcement/procedures.html", {"procedures": held, "on": day})


@signed_in
@require_GET
def show(request: SignedRequest, code: str) -> HttpResponse:
    if code not in codes():
        raise Http404
    day = day_asked(request)
    procedure = held_on(code, day) or versions(code)[0]
    stages = [(stage, procedure.moves_from(stage.id)) for stage in procedure.stages.values()]
    context = {
        "on": day,
        "procedure": procedure,
        "stages": stages,
        "needs": procedure.needs,
        "chart": reads.chart_of(procedure=procedure),
        "guide": reads.guide_of(procedure=procedure),
    }
    return render(request, "enforcement/procedure.html", context)
