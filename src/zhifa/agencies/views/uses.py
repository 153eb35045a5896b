"""Whether a machine client stands behind an entry of the journal."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhifa.agencies import reads
from zhifa.agencies.http import SignedRequest, needs


@require_safe
@needs("audit:read")
def entry_panel(request: SignedRequest, pk: int) -> HttpResponse:
    use = reads.client_use(pk=pk, viewer=request.actor)
    return render(request, "agencies/entry_panel.html", {"use": use, "pk": pk})
