"""Procedures as anybody may read them: steps, conditions, terms, each with its article."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhifa.agencies.http import SignedRequest, signed_in
from zhifa.enforcement import reads
from zhifa.enforcement.rules.procedure import codes, load


@signed_in
@require_GET
def index(request: SignedRequest) -> HttpResponse:
    return render(
        request, "enforcement/procedures.html", {"procedures": [load(c) for c in codes()]}
    )


@signed_in
@require_GET
def show(request: SignedRequest, code: str) -> HttpResponse:
    if code not in codes():
        raise Http404
    procedure = load(code)
    stages = [(stage, procedure.moves_from(stage.id)) for stage in procedure.stages.values()]
    context = {
        "procedure": procedure,
        "stages": stages,
        "needs": procedure.needs,
        "chart": reads.chart_of(procedure=procedure),
        "guide": reads.guide_of(procedure=procedure),
    }
    return render(request, "enforcement/procedure.html", context)
