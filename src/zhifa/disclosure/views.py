"""The publisher's queue, and the public's pages."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from zhifa.agencies.http import SignedRequest, always_open, needs, signed_in
from zhifa.disclosure import actions, reads
from zhifa.disclosure.forms import CheckForm, PublishForm, WithdrawForm
from zhifa.disclosure.masking import Choice
from zhifa.disclosure.models import Publication
from zhifa.disclosure.rules import WITHHELD
from zhifa.kernel.refusals import Refused

STATES = ("waiting", "leaving", "published", "withdrawn", "withheld")
TO_CORRECT = "to_correct"  # no state: public, and a correction is to be checked
PAGE = 50


def _one_or_404(request: SignedRequest, pk: int) -> Publication:
    try:
        return reads.publication(pk=pk, viewer=request.actor)
    except Publication.DoesNotExist:
        raise Http404 from None


@signed_in
@needs("disclosure:read")
@require_GET
def queue(request: SignedRequest) -> HttpResponse:
    state = request.GET.get("state", "waiting")
    state = state if state in (*STATES, TO_CORRECT) else "waiting"
    if state == TO_CORRECT:
        rows = reads.to_correct(viewer=request.actor)
    else:
        rows = reads.queue(viewer=request.actor, state=state)
    named = [(s, Publication.State(s).label) for s in STATES]
    context = {
        "rows": rows[:PAGE],
        "state": state,
        "states": [*named[:2], (TO_CORRECT, "更正待核对公开"), *named[2:]],
        "today": localdate(),
    }
    return render(request, "disclosure/queue.html", context)


def _form(request: SignedRequest, found: Publication) -> CheckForm:
    """What is asked: of a decision that waits also piece by piece."""
    if found.state != Publication.State.WAITING:
        return CheckForm(request.POST or None)
    made = reads.proposal(publication=found, viewer=request.actor)
    return PublishForm(request.POST or None, proposal=made)


def _done(request: SignedRequest, found: Publication, form: CheckForm) -> str:
    """Publish, its corrections, or make anew what was taken down; what to say of it."""
    checked = form.cleaned_data["checked"]
    choice = form.choice() if isinstance(form, PublishForm) else Choice()
    if "correct" in request.POST:
        actions.publish_corrections(publication=found, checked=checked, by=request.actor, at=now())
        return "更正已公示。"
    if "renew" in request.POST:
        actions.renew(publication=found, by=request.actor, at=now())
        return "已重新拟制，核对后公示。"
    actions.publish(publication=found, checked=checked, choice=choice, by=request.actor, at=now())
    return "已公示。"


@signed_in
@needs("disclosure:read")
@require_http_methods(["GET", "POST"])
def show(request: SignedRequest, pk: int) -> HttpResponse:
    found = _one_or_404(request, pk)
    form = _form(request, found)
    withheld = WITHHELD.get(found.withheld_reason, "")
    unserved = found.state == Publication.State.WAITING and not reads.in_effect(
        publication=found, on=localdate(), viewer=request.actor
    )
    corrections = reads.corrections(publication=found, viewer=request.actor)
    context = {
        "publication": found,
        "corrections": corrections,
        "to_correct": any(row.published_at is None for row in corrections),
        "form": form,
        "told": reads.confirmed(publication=found, viewer=request.actor),
        "obstacles": (),
        "withheld": withheld,
        "unserved": unserved,
        "today": (today := localdate()),
        "late": found.state == Publication.State.WAITING and found.due_on < today,
    }
    if request.method == "GET":
        return render(request, "disclosure/publication.html", context)
    if not form.is_valid():
        return render(request, "disclosure/publication.html", context, status=422)
    try:
        said = _done(request, found, form)
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "disclosure/publication.html", context, status=409)
    messages.success(request, said)
    return redirect("disclosure:publication", pk=pk)


@signed_in
@needs("disclosure:withdraw")
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    found = _one_or_404(request, pk)
    form = WithdrawForm(request.POST or None, lost=found.lost)
    context = {"publication": found, "form": form, "obstacles": ()}
    if request.method == "GET":
        return render(request, "disclosure/withdraw.html", context)
    if not form.is_valid():
        return render(request, "disclosure/withdraw.html", context, status=422)
    try:
        actions.withdraw(publication=found, **form.cleaned_data, by=request.actor, at=now())
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "disclosure/withdraw.html", context, status=409)
    messages.success(request, "已撤下，原因已公开。")
    return redirect("disclosure:publication", pk=pk)


@always_open
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    search = request.GET.get("search", "").strip()[:60]
    rows = reads.public(search=search)[:PAGE]
    return render(request, "disclosure/home.html", {"rows": rows, "search": search})


@always_open
@require_GET
def public(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        found = reads.public_one(slug=slug)
    except Publication.DoesNotExist:
        raise Http404 from None
    context = reads.public_page(publication=found, on=localdate())
    return render(request, "disclosure/public.html", context)
