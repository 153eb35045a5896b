"""Pages of the system administrator (deliveries, watches) and the audit administrator (journal)."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from zhifa.kernel import labels, naming, reads, worker
from zhifa.kernel.forms import JournalForm
from zhifa.kernel.http import Asked, needs
from zhifa.kernel.models import Delivery
from zhifa.kernel.refusals import Refused

CONFLICT, MALFORMED = 409, 422


def _deliveries(request: Asked, refused: Refused | None = None) -> HttpResponse:
    state = reads.deliveries(viewer=request.actor)
    shown = [d.listener for d in (*state.dead, *state.failing)] if state else []
    shown += [run.name for run in state.watches] if state else []
    context = {
        "state": state,
        "called": naming.names("listener", shown),
        "may_retry": request.actor.reach("delivery:retry") is None,
        "retried": request.GET.get("retried", "").isdecimal(),
        "obstacles": refused.obstacles if refused else (),
    }
    return render(request, "kernel/deliveries.html", context, status=CONFLICT if refused else 200)


@require_safe
@needs("delivery:read")
def deliveries(request: Asked) -> HttpResponse:
    return _deliveries(request)


@require_POST
@needs("delivery:retry")
def retry(request: Asked, pk: int) -> HttpResponse:
    try:
        worker.retry(pk=pk, by=request.actor, at=now())
    except Delivery.DoesNotExist as absent:
        raise Http404 from absent
    except Refused as refused:
        return _deliveries(request, refused)
    return HttpResponseRedirect(f"{reverse('kernel:deliveries')}?retried={pk}")


def _next(request: HttpRequest, last: int) -> str:
    words = request.GET.copy()
    words["before"] = str(last)
    words.pop("check", None)
    return f"?{words.urlencode()}"


@require_safe
@needs("audit:read")
def audit(request: Asked) -> HttpResponse:
    form = JournalForm(request.GET)
    asked = form.is_valid()
    wanted = form.cleaned_data
    found = list(reads.entries(wanted=wanted, viewer=request.actor)[: reads.PAGE + 1])
    rows = found[: reads.PAGE] if asked else []
    subject = wanted.get("subject") if asked else None
    shown = {key for row in rows for key in (row.by, row.subject)}
    context = {
        "form": form,
        "rows": rows,
        "kinds": reads.kinds(),
        "called": labels.all_called(shown | {subject or "system"}),
        "next": _next(request, rows[-1].pk) if rows and len(found) > reads.PAGE else "",
        "chain": reads.chain(subject=subject, check=wanted["check"], viewer=request.actor)
        if subject
        else None,
    }
    return render(request, "kernel/audit.html", context, status=200 if asked else MALFORMED)


@require_safe
@needs("audit:read")
def entry(request: Asked, pk: int) -> HttpResponse:
    found = reads.entry(pk=pk, viewer=request.actor)
    if found is None:
        raise Http404
    context = {
        "entry": found,
        "called": labels.all_called({found.by, found.subject}),
        "identifiers": {
            labels.IDENTIFIERS.get(name, name): value
            for name, value in reads.identifiers(found).items()
        },
        "whole": reads.is_whole(found),
    }
    return render(request, "kernel/entry.html", context)
