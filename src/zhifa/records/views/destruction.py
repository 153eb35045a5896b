"""Dossiers whose term has ended: appraised, approved, watched, destroyed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.agencies.reads import names_of_users
from zhifa.kernel.access import may
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.records import actions, reads
from zhifa.records.forms.destruction import AppraisalForm, AppraisalJudgeForm, DestroyForm
from zhifa.records.models import Appraisal, Dossier
from zhifa.records.rules.destruction import MOST, WATCHERS
from zhifa.records.views.common import MALFORMED, REFUSED

SHOWN = 200
ANY = ("case:archive", "dossier:destroy", "dossier:watch")
PERSON = "user:"


def _due(request: SignedRequest) -> list[Dossier]:
    """What is due at the body whose turn it is: one list names the dossiers of one body."""
    today = localdate()
    found = reads.due_for_appraisal(viewer=request.actor, today=today, limit=MOST)
    return [d for d in found if d.agency_id == found[0].agency_id]


@require_http_methods(["GET", "POST"])
@needs(*ANY)
def shelf(request: SignedRequest) -> HttpResponse:
    """The lists there are, and the dossiers that are due for one."""
    due = _due(request) if request.actor.holds("case:archive") else []
    form = AppraisalForm(request.POST if request.method == "POST" else None, due=due)
    rows = reads.appraisals(viewer=request.actor)[:SHOWN]
    context: dict[str, object] = {"form": form, "due": due, "rows": rows, "most": MOST}
    if request.method == "POST" and not due:
        raise Http404
    if not form.is_valid():
        status = MALFORMED if form.is_bound else 200
        return render(request, "records/appraisals.html", context, status=status)
    try:
        row = actions.appraise(agency=due[0].agency, said=form.said(), by=request.actor, at=now())
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "records/appraisals.html", context, status=REFUSED)
    messages.success(request, "鉴定清册已报审批。")
    return redirect("records:appraisal", row.pk)


def _row(request: SignedRequest, appraisal_id: str) -> Appraisal:
    row = reads.appraisal(appraisal_id=appraisal_id, viewer=request.actor)
    if row is None:
        raise Http404
    return row


def _names(keys: list[str]) -> dict[str, str]:
    """What people are called, by their keys."""
    ids = [int(k.removeprefix(PERSON)) for k in keys if k.startswith(PERSON)]
    return {f"{PERSON}{pk}": name for pk, name in names_of_users(user_ids=ids).items()}


def _page(
    request: SignedRequest,
    row: Appraisal,
    *,
    bound: forms.Form | None = None,
    obstacles: tuple[Obstacle, ...] = (),
    status: int = 200,
) -> HttpResponse:
    actor, watches = request.actor, list(reads.watches(appraisal_id=row.pk, viewer=request.actor))
    here, signed = row.agency_id, [w.watched_by for w in watches]
    items = list(reads.appraised(appraisal_id=row.pk, viewer=actor))
    open_ = row.verdict == "approved" and any(
        i.verdict == "destroy" and not hasattr(i.dossier, "destruction") for i in items
    )
    judges = may(actor, "dossier:destroy", here) and not row.verdict
    context = {
        "row": row,
        "items": items,
        "watches": watches,
        "names": _names([row.made_by, row.judged_by, *signed]),
        "open": open_,
        "wanted": max(0, WATCHERS - len([k for k in signed if k != actor.key])),
        "judge": _shown(bound, AppraisalJudgeForm) if judges else None,
        "may_watch": open_ and may(actor, "dossier:watch", here) and actor.key not in signed,
        "destroy": _shown(bound, DestroyForm)
        if open_ and may(actor, "case:archive", here)
        else None,
        "obstacles": obstacles,
        "back": "/appraisals/",
        "bound": bound,
    }
    return render(request, "records/appraisal.html", context, status=status)


def _shown(bound: forms.Form | None, kind: type[forms.Form]) -> forms.Form:
    return bound if isinstance(bound, kind) else kind()


@require_safe
@needs(*ANY)
def one(request: SignedRequest, appraisal_id: str) -> HttpResponse:
    return _page(request, _row(request, appraisal_id))


def _done(
    request: SignedRequest,
    row: Appraisal,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    words: str,
) -> HttpResponse:
    """Act on a form and go back to the list, or show it again with every reason why not."""
    if not form.is_valid():
        return _page(request, row, bound=form, status=MALFORMED)
    try:
        act(form.cleaned_data)
    except Refused as refused:
        return _page(request, row, bound=form, obstacles=refused.obstacles, status=REFUSED)
    messages.success(request, words)
    return redirect("records:appraisal", row.pk)


@require_POST
@needs("dossier:destroy")
def judge(request: SignedRequest, appraisal_id: str) -> HttpResponse:
    row = _row(request, appraisal_id)

    def act(told: dict[str, Any]) -> object:
        return actions.judge_appraisal(
            appraisal_id=row.pk,
            approved=told["verdict"] == Appraisal.Verdict.APPROVED,
            opinion=told["opinion"],
            by=request.actor,
            at=now(),
        )

    return _done(request, row, AppraisalJudgeForm(request.POST), act, "已审批。")


@require_POST
@needs("dossier:watch")
def watch(request: SignedRequest, appraisal_id: str) -> HttpResponse:
    row = _row(request, appraisal_id)

    def act(_: dict[str, Any]) -> object:
        return actions.watch_destruction(appraisal_id=row.pk, by=request.actor, at=now())

    return _done(request, row, forms.Form(request.POST), act, "监销签名已记下。")


@require_POST
@needs("case:archive")
def destroy(request: SignedRequest, appraisal_id: str) -> HttpResponse:
    row = _row(request, appraisal_id)

    def act(_: dict[str, Any]) -> object:
        return actions.destroy(appraisal_id=row.pk, by=request.actor, at=now())

    return _done(request, row, DestroyForm(request.POST), act, "案卷已销毁，清册和流水保留。")
