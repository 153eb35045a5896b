"""Law changes: noted at import, seen to by the owners of what rests on them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
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
        "heaps": [
            ("waiting", "您的待办", reads.waiting(viewer=request.actor, limit=10)),
            (
                "elsewhere",
                "各机关的待办",
                reads.waiting(viewer=request.actor, limit=10, elsewhere=True),
            ),
        ],
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
    chosen = set(request.POST.getlist("task"))
    context = {
        "amendment": amendment,
        "changes": reads.changes_of(amendment=amendment, viewer=actor),
        "counts": reads.task_counts(amendment=amendment, viewer=actor),
        "kinds": AmendmentTask.Kind.choices,
        "rows": rows,
        "wanted": wanted,
        "today": localdate(now()),
        "more": urlencode({**kept, "after": more}) if more else "",
        "here": urlencode(kept),
        "open": [row for row in rows if row.done_at is None],
        "chosen": {row.pk for row in rows if str(row.pk) in chosen},
        "outcomes": AmendmentTask.Outcome.choices,
        "outcome": request.POST.get("outcome", ""),
        "reason": request.POST.get("reason", "")[:300],
        "settles": actor.holds("amendment:settle"),
        "obstacles": obstacles,
    }
    return render(request, "registry/amendment.html", context, status=status)


@require_safe
@needs("registry:read")
def amendment(request: SignedRequest, pk: int) -> HttpResponse:
    return _page(request, _amendment_or_404(request, pk), [], 200)


@require_POST
@needs("amendment:settle")
def settle(request: SignedRequest, pk: int) -> HttpResponse:
    """Tick the chosen tasks off; the same page with the reasons when that is refused."""
    found = _amendment_or_404(request, pk)
    form = forms.SettleForm(request.POST)
    told = form.cleaned_data if form.is_valid() else {}
    keys = {int(key) for key in request.POST.getlist("task") if asked.is_key(key)}
    if not keys <= reads.task_keys(amendment=found, keys=keys, viewer=request.actor):
        raise Http404
    try:
        done = actions.settle_tasks(
            task_ids=keys,
            outcome=told.get("outcome", ""),
            reason=told.get("reason", ""),
            by=request.actor,
            at=now(),
        )
    except Refused as refused:
        return _page(request, found, list(refused.obstacles), 409)
    messages.success(request, pages.page("settle_tasks")["done"].format(count=len(done)))
    wanted = _wanted(request)
    kept = urlencode({"kind": wanted.kind, "state": wanted.state})
    return redirect(f"{reverse('registry:amendment', args=[pk])}?{kept}")
