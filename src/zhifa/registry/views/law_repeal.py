"""A law that ends without a successor, written down by whoever keeps the library."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.registry import actions, forms, pages, reads
from zhifa.registry.models import Law, LawVersion
from zhifa.registry.views.laws import law_or_404


def _running(request: SignedRequest, law: Law) -> LawVersion:
    """The version that is in force today; there is nothing to repeal without one."""
    today = localdate()
    held = reads.versions(law=law, viewer=request.actor)
    found = next((v for v in held if v.holds_on(today)), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@needs("law:edit")
def repeal(request: SignedRequest, pk: int) -> HttpResponse:
    law = law_or_404(request, pk)
    version = _running(request, law)
    form = forms.RepealForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _show(request, law, form)
    if not form.is_valid():
        return _show(request, law, form, status=422)
    told = {"by": request.actor, "at": now(), **form.cleaned_data}
    try:
        made = actions.repeal_law(version_id=version.pk, **told)
    except Refused as refused:
        return _show(request, law, form, refused.obstacles, status=409)
    messages.success(request, pages.page("repeal_law")["done"])
    return redirect("registry:amendment", made.pk)


def _show(
    request: SignedRequest,
    law: Law,
    form: forms.RepealForm,
    obstacles: Sequence[Obstacle] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": pages.page("repeal_law"),
        "form": form,
        "about": law.title,
        "obstacles": obstacles,
        "back": reverse("registry:law", args=[law.pk]),
        "here": "laws",
    }
    return render(request, "registry/form.html", context, status=status)
