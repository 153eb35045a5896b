"""A paper: its words, its PDF, its service."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.access import may
from zhifa.records import actions, gates, reads
from zhifa.records.forms import ServiceForm
from zhifa.records.models import Document
from zhifa.records.rules.sealing import made_on_the_spot
from zhifa.records.views.common import Deed, open_or_404, perform
from zhifa.records.views.glass import hands_of


def _paper(request: SignedRequest, document_id: str) -> Document:
    return open_or_404(
        request,
        lambda: reads.document(document_id=document_id, viewer=request.actor),
        lambda found: found.dossier_id,
    )


def _servable(request: SignedRequest, paper: Document, *, barred: bool) -> bool:
    """Whether the page of the paper offers to serve it."""
    here = paper.outgoing and not reads.by_case(paper.template)
    open_ = paper.dossier.sealed_at is None and not barred
    return here and open_ and may(request.actor, "record:serve", paper.dossier.agency_id)


@require_safe
@needs("case:read")
def document(request: SignedRequest, document_id: str) -> HttpResponse:
    paper = _paper(request, document_id)
    barred = gates.barred(paper.dossier_id, by=request.actor)
    context: dict[str, object] = {
        "barred": barred,
        "paper": paper,
        "services": reads.services_of(document_id=paper.pk, viewer=request.actor),
        "may_serve": _servable(request, paper, barred=bool(barred)),
        "by_case": paper.outgoing and reads.by_case(paper.template),
        "formats": reads.copy_formats(),
        "destruction": None,
    }
    context |= hands_of(request, paper, barred=bool(barred))
    if paper.content is None:
        gone = reads.destruction_of(dossier_id=paper.dossier_id, viewer=request.actor)
        context |= {"destruction": gone, "formats": {}}
    if paper.outgoing:
        context |= _seals(request, paper, barred=bool(barred))
        context |= _sendings(request, paper, barred=bool(barred))
    return render(request, "records/document.html", context)


def _sendings(request: SignedRequest, paper: Document, *, barred: bool) -> dict[str, object]:
    """What was sent by wire, and whether the page offers to send it."""
    open_ = paper.dossier.sealed_at is None and not barred
    may_send = open_ and may(request.actor, "record:serve", paper.dossier.agency_id)
    wrong = reads.sending_obstacles(document=paper, on=localdate(), viewer=request.actor)
    return {
        "sendings": reads.sendings(document_id=paper.pk, viewer=request.actor),
        "may_send": may_send
        and not wrong
        and not gates.not_theirs(paper.dossier_id, by=request.actor),
    }


def _seals(request: SignedRequest, paper: Document, *, barred: bool) -> dict[str, object]:
    """How far its sealing is; judged anew when asked."""
    state = reads.seal_state(document_id=paper.pk, viewer=request.actor)
    open_ = paper.dossier.sealed_at is None
    may_approve = not barred and may(request.actor, "seal:approve", paper.dossier.agency_id)
    wanted = not state.sealed or state.broken
    found: dict[str, object] = {
        "seals": state,
        "on_the_spot": made_on_the_spot(paper.template),
        "check": reads.checked(code=paper.pk),
        "may_seal": may_approve and open_ and wanted and state.order is None,
        "may_carry_out": may_approve and (state.order is not None or state.pending),
        "asked": "check" in request.GET and state.sealed,
    }
    if found["asked"]:
        found["verdicts"] = reads.verdicts(document=paper, viewer=request.actor, at=now())
    return found


def no_fonts(request: SignedRequest, missing: reads.FontsMissing) -> HttpResponse:
    """Say that nothing can be drawn, instead of drawing boxes."""
    return render(request, "records/no_fonts.html", {"why": missing}, status=503)


def inline_pdf(data: bytes, name: str) -> HttpResponse:
    """A PDF to be looked at."""
    shown = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=shown)


@require_safe
@needs("case:read")
def pdf(request: SignedRequest, document_id: str) -> HttpResponse:
    paper = _paper(request, document_id)
    try:
        made = reads.signed_pdf(document=paper, viewer=request.actor)
    except reads.FontsMissing as missing:
        return no_fonts(request, missing)
    return inline_pdf(made, paper.template)


@require_safe
@needs("case:read")
def copy(request: SignedRequest, document_id: str, form: str) -> HttpResponse:
    """A paper's words as DOCX, OFD or HTML, to be taken away; the signed paper is the PDF."""
    paper, known = _paper(request, document_id), reads.copy_formats()
    if form not in known:
        raise Http404
    data = reads.copy(document=paper, form=form, viewer=request.actor)
    headers = {"Content-Disposition": f'attachment; filename="{paper.template}.{form}"'}
    return HttpResponse(data, content_type=known[form].media, headers=headers)


@require_http_methods(["GET", "POST"])
@needs("record:serve")
def serve(request: SignedRequest, document_id: str) -> HttpResponse:
    paper = _paper(request, document_id)
    dossier = paper.dossier
    form = ServiceForm(
        request.POST if request.method == "POST" else None,
        crew=agencies.officers_on(
            agency_id=dossier.agency_id, on=localdate(), area="", viewer=request.actor
        ),
        films=list(reads.recordings(dossier_id=dossier.pk, viewer=request.actor)),
        initial={"served_on": localdate()},
    )
    deed = Deed(
        "records/serve.html",
        form,
        lambda data: actions.serve_document(
            document_id=paper.pk, how=actions.Delivery(**data), by=request.actor, at=now()
        ),
        dossier,
        "送达已登记，送达回证已入卷。",
        {"paper": paper},
        gates.not_theirs(dossier.pk, by=request.actor),
    )
    return perform(request, deed)
