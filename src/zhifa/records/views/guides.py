"""Drafting guides: sent in by the body, judged by the bureau, shown to everybody when filed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, always_open, needs
from zhifa.agencies.models import Agency
from zhifa.kernel.access import SYSTEM, may
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, reads
from zhifa.records.forms.guides import PREFIX, GuideForm, JudgeForm
from zhifa.records.models import DraftingGuide
from zhifa.records.views.common import MALFORMED, REFUSED

SHOWN = 200


@always_open
@require_safe
def filed(request: HttpRequest) -> HttpResponse:
    """Which body has filed which guides, and which none."""
    rows = reads.filed_guides()
    context = {"rows": rows, "none": sum(not row.guides for row in rows)}
    return render(request, "records/filed_guides.html", context)


@always_open
@require_safe
def filed_one(request: HttpRequest, pk: str) -> HttpResponse:
    """One guide in force, as anybody may read it."""
    row = reads.drafting_guide(pk=pk, viewer=SYSTEM)
    if row is None or row.verdict != DraftingGuide.Verdict.ACCEPTED:
        raise Http404
    context = {"row": row, "title": _title(row.code), "notes": reads.notes_of(row)}
    return render(request, "records/filed_guide.html", context)


def _title(code: str) -> str:
    return reads.titles().get(code, code)


@require_safe
@needs("guide:send", "guide:judge")
def shelf(request: SignedRequest) -> HttpResponse:
    rows = list(reads.guides(viewer=request.actor)[:SHOWN])
    titles = reads.titles()
    context = {
        "rows": [(row, titles.get(row.code, row.code)) for row in rows],
        "waiting": sum(not row.verdict for row in rows),
    }
    return render(request, "records/guides.html", context)


def _homes(request: SignedRequest) -> list[Agency]:
    reach = request.actor.reach("guide:send")
    return [a for a in agencies.agencies(viewer=request.actor) if reach is None or a.pk in reach]


@require_http_methods(["GET", "POST"])
@needs("guide:send")
def send(request: SignedRequest, code: str) -> HttpResponse:
    found, homes = reads.guided(code), _homes(request)
    wanted = request.GET.get("agency", "")
    home = next((a for a in homes if a.code == wanted), homes[0])
    if found is None:
        raise Http404
    last = reads.last_sent(agency_id=home.pk, code=code, viewer=request.actor)
    initial = {f"{PREFIX}{path}": words for path, words in last.notes.items()} if last else {}
    initial["general"] = last.general if last else ""
    data = request.POST if request.method == "POST" else None
    form = GuideForm(data, facts=found[1], initial=initial)
    context: dict[str, object] = {"form": form, "paper": found[0], "agency": home, "last": last}
    context |= {"homes": homes, "back": "/library/guides/"}
    if not form.is_valid():
        status = MALFORMED if form.is_bound else 200
        return render(request, "records/send_guide.html", context, status=status)
    general, notes = form.cleaned_data["general"], form.notes()
    try:
        row = actions.send_guide(
            agency=home, code=code, general=general, notes=notes, by=request.actor, at=now()
        )
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "records/send_guide.html", context, status=REFUSED)
    messages.success(request, "已报送司法局，备案以后在制作文书时显示。")
    return redirect("records:guide", row.pk)


@require_http_methods(["GET", "POST"])
@needs("guide:send", "guide:judge")
def one(request: SignedRequest, pk: str) -> HttpResponse:
    row = reads.drafting_guide(pk=pk, viewer=request.actor)
    if row is None:
        raise Http404
    judges = may(request.actor, "guide:judge", row.agency_id)
    if request.method == "POST" and not judges:
        raise Http404
    form = JudgeForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"row": row, "title": _title(row.code), "form": form}
    context |= {"notes": reads.notes_of(row), "back": "/library/guides/"}
    context["judges"] = judges and not row.verdict
    if not form.is_valid():
        status = MALFORMED if form.is_bound else 200
        return render(request, "records/guide.html", context, status=status)
    told = form.cleaned_data
    try:
        actions.judge_guide(
            guide_id=row.pk,
            accepted=told["verdict"] == DraftingGuide.Verdict.ACCEPTED,
            reason=told["reason"],
            by=request.actor,
            at=now(),
        )
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "records/guide.html", context, status=REFUSED)
    messages.success(request, "已审阅。")
    return redirect("records:guides")
