"""What was noted after archiving, as a panel on the page of the sealed dossier."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.enforcement import reads


@require_safe
@needs("case:read")
def panel(request: SignedRequest, dossier_id: str) -> HttpResponse:
    if not reads.cases(viewer=request.actor).filter(dossier=dossier_id).exists():
        raise Http404
    notes = reads.supplement(dossier_id=dossier_id, viewer=request.actor)
    return render(request, "enforcement/_supplement.html", {"notes": notes})
