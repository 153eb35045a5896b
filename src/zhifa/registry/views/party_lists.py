"""Lists of parties from a file, and the sample to fill in."""

import hashlib
from collections.abc import Iterator, Sequence

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.kernel.tables import table
from zhifa.registry import actions, reads
from zhifa.registry.forms import PartyListForm
from zhifa.registry.pages import page
from zhifa.registry.views.importing import SHOWN, XLSX, Import, Report, answer, takes

TEMPLATE = "registry/import_parties.html"


@require_safe
@needs("party:import")
def sample(_request: SignedRequest) -> HttpResponse:
    sent = HttpResponse(reads.party_sample(on=localdate()), content_type=XLSX)
    sent["Content-Disposition"] = 'attachment; filename="parties.xlsx"'
    return sent


def _steps(request: SignedRequest, content: bytes) -> Iterator[reads.PartyPlan]:
    book = table(content)
    return reads.plan_parties(book=book, on=localdate(), viewer=request.actor)


def _outcome(request: SignedRequest, content: bytes, plan: reads.PartyPlan) -> Report:
    """What a checked list leads to, as the report shows it; the look is written down."""
    digest, by = hashlib.sha256(content).hexdigest(), request.actor
    done: actions.PartiesImported | None = None
    obstacles: Sequence[Obstacle] = ()
    try:
        actions.note_party_check(plan=plan, digest=digest, by=by, at=now())
        if takes(request) and not plan.rejected:
            done = actions.import_parties(plan=plan, digest=digest, by=by, at=now())
    except Refused as refused:
        obstacles = refused.obstacles
    return {"plan": plan, "done": done, "obstacles": obstacles, "shown": SHOWN}


@require_http_methods(["GET", "POST"])
@needs("party:import")
def import_parties(request: SignedRequest) -> HttpResponseBase:
    """Look at a list; with the second button, take it in."""
    told = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PartyListForm(*told)
    context = {"form": form, "page": page("import_parties")}
    if request.method == "GET" or not form.is_valid():
        return render(request, TEMPLATE, context, status=200 if request.method == "GET" else 422)
    content = form.content
    work = Import(
        page=TEMPLATE,
        report="registry/_party_import_report.html",
        steps=lambda: _steps(request, content),
        outcome=lambda plan: _outcome(request, content, plan),
        size=len(content),
    )
    return answer(request, work, context)
