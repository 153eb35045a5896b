"""Pages of warnings, and of the reports of major penalties."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhifa.agencies.http import SignedRequest, needs, signed_in
from zhifa.enforcement import reads as cases
from zhifa.kernel.access import SYSTEM, may
from zhifa.kernel.refusals import Refused
from zhifa.supervision import actions, reads
from zhifa.supervision.forms import AnswerForm, FilingForm
from zhifa.supervision.models import Alert, MajorFiling

QUEUES = {"sent": "待收", "late": "逾期", "due": "待报送", "returned": "已退回", "received": "已收"}
ANSWERED = {"unanswered": False, "answered": True}
STATES = {"": "全部未销号", "unanswered": "待答复", "answered": "已答复，待销号"}


def _one_or_404(request: SignedRequest, pk: int) -> Alert:
    try:
        return reads.alert(pk=pk, viewer=request.actor)
    except Alert.DoesNotExist:
        raise Http404 from None


@signed_in
@needs("alert:read", "alert:answer")
@require_GET
def alerts(request: SignedRequest) -> HttpResponse:
    asked, counts = request.GET.get("state", ""), reads.alert_counts(viewer=request.actor)
    state = asked if asked in STATES else ""
    context = {
        "tabs": [(word, name, counts[word or "all"]) for word, name in STATES.items()],
        "state": state,
        "total": counts[state or "all"],
        "rows": reads.open_alerts(viewer=request.actor, answered=ANSWERED.get(state)),
    }
    return render(request, "supervision/alerts.html", context)


@signed_in
@needs("alert:read", "alert:answer")
@require_http_methods(["GET", "POST"])
def alert(request: SignedRequest, pk: int) -> HttpResponse:
    found = _one_or_404(request, pk)
    form = AnswerForm(request.POST or None)
    context = {"alert": found, "form": form, "obstacles": ()}
    if request.method == "GET":
        if may(request.actor, "alert:answer", found.agency_id):
            left = cases.leaving_obstacles(dossier_id=found.case.dossier_id, viewer=request.actor)
            context["obstacles"] = left
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


@signed_in
@needs("filing:read")
@require_GET
def filings(request: SignedRequest) -> HttpResponse:
    asked, today = request.GET.get("queue", ""), localdate()
    counts = reads.filing_counts(viewer=request.actor, on=today)
    context = {
        "tabs": [(word, name, counts[word]) for word, name in QUEUES.items()],
        "queue": (queue := asked if asked in QUEUES else "sent"),
        "rows": [
            (row, cases.sentence(decision=row.decision), cases.change_words(decision=row.decision))
            for row in reads.filing_queue(viewer=request.actor, queue=queue, on=today)
        ],
        "today": today,
    }
    return render(request, "supervision/filings.html", context)


@signed_in
@needs("filing:read")
@require_http_methods(["GET", "POST"])
def filing(request: SignedRequest, pk: int) -> HttpResponse:
    try:
        found = reads.filing(pk=pk, viewer=request.actor)
    except MajorFiling.DoesNotExist:
        raise Http404 from None
    form = FilingForm(request.POST or None)
    context: dict[str, Any] = {
        "filing": found,
        "major": cases.major_penalty(decision_id=found.decision_id, viewer=SYSTEM),
        "sentence": cases.sentence(decision=found.decision),
        "change": cases.change_words(decision=found.decision),
        "form": form,
        "today": localdate(),
        "obstacles": (),
    }
    if request.method == "GET":
        return render(request, "supervision/filing.html", context)
    if not form.is_valid():
        return render(request, "supervision/filing.html", context, status=422)
    returns, words = form.cleaned_data["answer"] == "return", form.cleaned_data["opinion"]
    try:
        actions.answer_filing(
            filing=found, returns=returns, opinion=words, by=request.actor, at=now()
        )
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "supervision/filing.html", context, status=409)
    messages.success(request, "已退回。" if returns else "已收到备案。")
    return redirect("supervision:filings")


@signed_in
@needs("filing:read")
@require_GET
def filing_of(request: SignedRequest, case_id: str) -> HttpResponse:
    found = reads.filing_of(case_id=case_id, viewer=request.actor)
    if found is None:
        raise Http404
    return redirect("supervision:filing", pk=found.pk)
