"""The cases of a party, as a panel on its page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhifa.agencies.http import SignedRequest, signed_in
from zhifa.enforcement import reads
from zhifa.registry import reads as registry


@require_safe
@signed_in
def panel(request: SignedRequest, party_id: str) -> HttpResponse:
    ids = registry.same_party(party_id=party_id, viewer=request.actor)
    rows = reads.party_cases(party_ids=ids, viewer=request.actor)
    context = {"rows": rows, "reads_cases": request.actor.holds("case:read")}
    return render(request, "enforcement/party_panel.html", context)
