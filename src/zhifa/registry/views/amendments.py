"""Law changes: noted at import, seen to by the owners of what rests on them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.registry import actions, forms, pages, reads
from zhifa.registry.models import Amendment, AmendmentTask
from zhifa.registry.views import asked

PAGE = 50
MOVES = {"open", "done"}


@require_safe
@needs("registry:read")
def amendments(request: SignedRequest) -> HttpResponse:
    found = reads.amendments(viewer=request.actor)
    after = asked.number(request, "after")
    rows = list((found.filter(pk__lt=after) if after else found)[: PAGE + 1])
    context = {
        "rows": rows[:PAGE],
        "more": urlencode({"after": rows[PAGE - 1].pk}) if len(rows) > PAGE else "",
        "waiting": reads.waiting(viewer=request.actor, limit=10),
        "today": localdate(now()),
    }
    return render(request, "registry/amendments.html", context)


def _amendment_or_404(request: SignedRequest, pk: int) -> Amendment:
    found = reads.amendment(pk=pk, viewer=request.actor)
    if found is None:
        raise Http404
    return found


def _wanted(request: SignedRequest) -> reads.Asked:
    kind, state = asked.text(request, "kind"), asked.text(request, "state")
    return reads.Asked(
        kind if kind in AmendmentTask.Kind.values else "",
        state if state in MOVES else "",
        asked.number(request, "after") or 0,
    )


def _page(
    request: SignedRequest, amendment: Amendment, obstacles: list[Obstacle], status: int
) -> HttpResponse:
    wanted, actor = _wanted(request), request.actor
    rows, more = reads.tasks(amendment=amendment, viewer=actor, asked=wanted)
    kept = {"kind": wanted.kind, "state": wanted.state}
    context = {
        "amendment": amendment,
        "changes": reads.changes_of(amendment=amendment, viewer=actor),
        "counts": reads.task_counts(amendment=amendment, viewer=actor),
        "kinds": AmendmentTask.Kind.choices,
        "rows": rows,
        "wanted": wanted,
        "today": localdate(now()),
        "more": urlencode({**kept, "after": more}) if more else "",
        "obstacles": obstacles,
    }
    return render(request, "registry/amendment.html", context, status=status)


@require_safe
@needs("registry:read")
def amendment(request: SignedRequest, pk: int) -> HttpResponse:
    return _page(request, _amendment_or_404(request, pk), [], 200)


@require_POST
@needs("registry:read")
def settle(request: SignedRequest, pk: int, task: int) -> HttpResponse:
    """Tick one task off; the same page with the reasons when that is refused."""
    found = reads.task(pk=task, viewer=request.actor)
    if found is None or found.amendment_id != pk:
        raise Http404
    form = forms.ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.settle_task(task_id=task, reason=reason, by=request.actor, at=now())
    except Refused as refused:
        return _page(request, _amendment_or_404(request, pk), list(refused.obstacles), 409)
    messages.success(request, pages.page("settle_task")["done"])
    return redirect("registry:amendment", pk=pk)
