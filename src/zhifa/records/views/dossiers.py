"""A dossier: its contents with pages, its panel on other pages, the party's address."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.access import may
from zhifa.records import actions, gates, reads
from zhifa.records.forms import CallUpForm, ReachForm
from zhifa.records.models import Document, Dossier
from zhifa.records.rules.glass import SIGNED, party_line
from zhifa.records.views.common import Deed, found_or_404, open_or_404, perform
from zhifa.records.views.papers import inline_pdf, no_fonts


def dossier_or_404(request: SignedRequest, dossier_id: str) -> Dossier:
    """The dossier, for whoever may read its case."""
    return open_or_404(
        request,
        lambda: reads.dossier(dossier_id=dossier_id, viewer=request.actor),
        lambda found: found.pk,
    )


def _contents(request: SignedRequest, dossier: Dossier) -> dict[str, object]:
    dossier_id, viewer = dossier.pk, request.actor
    barred = gates.barred(dossier_id, by=viewer)
    open_ = dossier.sealed_at is None and not barred
    may_file = open_ and may(viewer, "record:file", dossier.agency_id)
    unlisted = gates.unlisted(dossier_id, by=viewer) if may_file else []
    may_serve = open_ and may(viewer, "record:serve", dossier.agency_id)
    return {
        "barred": [*barred, *unlisted],
        "call_ups": reads.call_ups(dossier_id=dossier_id, viewer=viewer),
        "dossier": dossier,
        "evidence": reads.evidence(dossier_id=dossier_id, viewer=viewer),
        "recordings": reads.recordings(dossier_id=dossier_id, viewer=viewer),
        "services": reads.services(dossier_id=dossier_id, viewer=viewer),
        "may_file": may_file,
        "may_list": may_file and not unlisted,
        "may_serve": may_serve and not gates.not_theirs(dossier_id, by=viewer),
        "may_export": not barred and may(viewer, "dossier:export", dossier.agency_id),
    }


@require_safe
@needs("case:read")
def dossier(request: SignedRequest, dossier_id: str) -> HttpResponse:
    found = dossier_or_404(request, dossier_id)
    try:
        contents = reads.catalogue(
            dossier_id=found.pk, viewer=request.actor, order=gates.order_of(found.pk)
        )
    except reads.FontsMissing as missing:
        return no_fonts(request, missing)
    context = {**_contents(request, found), "catalogue": contents, "here": request.path}
    context["transfers"] = reads.transfers_of(dossier_id=found.pk, viewer=request.actor)
    context["appraisals"] = reads.appraisals_of(dossier_id=found.pk, viewer=request.actor)
    context["destruction"] = reads.destruction_of(dossier_id=found.pk, viewer=request.actor)
    context["volumes"] = reads.volumes(dossier_id=found.pk, viewer=request.actor)
    return render(request, "records/dossier.html", context)


@require_http_methods(["GET", "POST"])
@needs("case:read")
def call_up(request: SignedRequest, dossier_id: str) -> HttpResponse:
    """An overseer says what a dossier is opened for; to others it is open as it is."""
    found = found_or_404(lambda: reads.dossier(dossier_id=dossier_id, viewer=request.actor))
    if not reads.oversees(viewer=request.actor):
        return redirect("records:dossier", found.pk)
    form = CallUpForm(
        request.POST if request.method == "POST" else None,
        initial={"ground": request.GET.get("ground", "")},
    )

    def act(data: dict[str, Any]) -> object:
        return actions.call_up(dossier=found, by=request.actor, at=now(), **data)

    deed = Deed(
        "records/call_up.html", form, act, found, "已登记调阅，当日可以查看。", {"cancel": "/desk/"}
    )
    return perform(request, deed)


@require_safe
@needs("case:read")
def catalogue_pdf(request: SignedRequest, dossier_id: str) -> HttpResponse:
    found = dossier_or_404(request, dossier_id)
    try:
        made = reads.catalogue_pdf(
            dossier_id=found.pk, viewer=request.actor, order=gates.order_of(found.pk)
        )
    except reads.FontsMissing as missing:
        return no_fonts(request, missing)
    return inline_pdf(made, "catalogue")


@require_safe
@needs("case:read")
def progress(request: SignedRequest, dossier_id: str) -> HttpResponse:
    """How far drawing, sealing and binding are; the page asks again by itself until all is done."""
    found = dossier_or_404(request, dossier_id)
    context = {
        "progress": reads.progress(dossier_id=found.pk, viewer=request.actor),
        "dossier": found,
        "now": now(),
    }
    part = "records/_progress.html" if request.htmx else "records/progress.html"
    return render(request, part, context)


def _hands(
    request: SignedRequest, dossier: Dossier, papers: list[Document], *, may_file: bool
) -> list[dict[str, object]]:
    """Papers, each with who has signed it, who would not, and whether somebody still may here."""
    hands = reads.party_signatures(dossier_id=dossier.pk, viewer=request.actor)
    mine = may_file and not gates.not_theirs(dossier.pk, by=request.actor)
    found: list[dict[str, object]] = []
    for paper in papers:
        own = [row for row in hands if row.document_id == paper.pk]
        signed = [row for row in own if row.way in SIGNED]
        who = party_line(paper.content)
        found.append(
            {
                "paper": paper,
                "who": who,
                "signed": signed,
                "unsigned": [row for row in own if row not in signed],
                "waits": bool(who) and not own,
                "to_sign": mine and bool(who) and not signed,
            }
        )
    return found


@require_safe
@needs("case:read")
def panel(request: SignedRequest, dossier_id: str) -> HttpResponse:
    found = dossier_or_404(request, dossier_id)
    here = request.htmx.current_url_abs_path or reverse("records:dossier", args=[found.pk])
    papers = list(reads.documents(dossier_id=found.pk, viewer=request.actor))
    context = {**_contents(request, found), "here": here}
    context["documents"] = _hands(request, found, papers, may_file=bool(context["may_file"]))
    part = "records/_panel.html" if request.htmx else "records/panel.html"
    return render(request, part, context)


@require_http_methods(["GET", "POST"])
@needs("record:serve")
def confirm_address(request: SignedRequest, dossier_id: str) -> HttpResponse:
    found = dossier_or_404(request, dossier_id)

    def act(data: dict[str, Any]) -> object:
        signed_on = data.pop("signed_on")
        return actions.confirm_address(
            dossier=found,
            reach=actions.Reach(**data),
            signed_on=signed_on,
            by=request.actor,
            at=now(),
        )

    form = ReachForm(
        request.POST if request.method == "POST" else None, initial={"signed_on": localdate()}
    )
    deed = Deed(
        "records/confirm_address.html",
        form,
        act,
        found,
        "送达地址确认书已入卷。",
        stands=gates.not_theirs(found.pk, by=request.actor),
    )
    return perform(request, deed)
