"""Pages of warnings."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhifa.agencies.http import SignedRequest, needs, signed_in
from zhifa.kernel.refusals import Refused
from zhifa.supervision import actions, reads
from zhifa.supervision.forms import AnswerForm
from zhifa.supervision.models import Alert


def _one_or_404(request: SignedRequest, pk: int) -> Alert:
    try:
        return reads.alert(pk=pk, viewer=request.actor)
    except Alert.DoesNotExist:
        raise Http404 from None


@signed_in
@needs("alert:read", "alert:answer")
@require_GET
def alerts(request: SignedRequest) -> HttpResponse:
    rows = reads.open_alerts(viewer=request.actor)
    return render(request, "supervision/alerts.html", {"rows": rows})


@signed_in
@needs("alert:read", "alert:answer")
@require_http_methods(["GET", "POST"])
def alert(request: SignedRequest, pk: int) -> HttpResponse:
    found = _one_or_404(request, pk)
    form = AnswerForm(request.POST or None)
    context = {"alert": found, "form": form, "obstacles": ()}
    if request.method == "GET":
        return render(request, "supervision/alert.html", context)
    if not form.is_valid():
        return render(request, "supervision/alert.html", context, status=422)
    try:
        actions.answer(alert=found, text=form.cleaned_data["text"], by=request.actor, at=now())
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "supervision/alert.html", context, status=409)
    messages.success(request, "已答复。")
    return redirect("supervision:alerts")


@signed_in
@needs("alert:close")
@require_POST
def close(request: SignedRequest, pk: int) -> HttpResponse:
    found = _one_or_404(request, pk)
    try:
        actions.close(alert=found, by=request.actor, at=now())
    except Refused as refused:
        context = {"alert": found, "form": AnswerForm(), "obstacles": refused.obstacles}
        return render(request, "supervision/alert.html", context, status=409)
    messages.success(request, "已销号。")
    return redirect("supervision:alerts")
