"""The party signs a paper, or will not; and the picture of a hand."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.access import may
from zhifa.kernel.refusals import Obstacle
from zhifa.records import actions, gates, reads
from zhifa.records.forms import PartySignatureForm
from zhifa.records.models import Document
from zhifa.records.rules.glass import LARGEST_SCAN, NO_LINE, party_line
from zhifa.records.rules.obstacles import SEALED
from zhifa.records.views.common import Deed, open_or_404, perform
from zhifa.records.views.streams import stream


def hands_of(request: SignedRequest, paper: Document, *, barred: bool) -> dict[str, object]:
    """Who signed a paper, and whether its page offers to sign it."""
    line = party_line(paper.content)
    open_ = bool(line) and paper.dossier.sealed_at is None and not barred
    may_sign = open_ and may(request.actor, "record:file", paper.dossier.agency_id)
    return {
        "party_line": line,
        "hands": reads.party_hands(document=paper, viewer=request.actor),
        "signed_before": reads.signed_before(document=paper, viewer=request.actor),
        "may_sign": may_sign and not gates.not_theirs(paper.dossier_id, by=request.actor),
    }


def _stands(request: SignedRequest, paper: Document) -> list[Obstacle]:
    """What stands in the way before anybody takes the pen."""
    shut = [SEALED] if paper.dossier.sealed_at else []
    none = [] if party_line(paper.content) else [NO_LINE]
    return shut + none + gates.not_theirs(paper.dossier_id, by=request.actor)


@require_http_methods(["GET", "POST"])
@needs("record:file")
def sign(request: SignedRequest, document_id: str) -> HttpResponse:
    paper = open_or_404(
        request,
        lambda: reads.document(document_id=document_id, viewer=request.actor),
        lambda found: found.dossier_id,
    )
    films = reads.recordings(dossier_id=paper.dossier_id, viewer=request.actor)
    sent = request.method == "POST"
    form = PartySignatureForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        films=list(films),
        initial={"words": paper.sha256},
    )

    def act(given: dict[str, Any]) -> object:
        upload = given.pop("scan")
        scan = upload.read(LARGEST_SCAN + 1) if upload else b""
        hand = actions.Hand(**given, scan=scan)
        return actions.sign_paper(document_id=paper.pk, hand=hand, by=request.actor, at=now())

    deed = Deed(
        "records/sign.html",
        form,
        act,
        paper.dossier,
        "已登记，与文书文字的摘要绑定入卷。",
        {"paper": paper, "party_line": party_line(paper.content), "words": paper.sha256},
        _stands(request, paper),
    )
    return perform(request, deed)


@require_safe
@needs("case:read")
def hand_file(request: SignedRequest, signature_id: str) -> HttpResponseBase:
    try:
        found = open_or_404(
            request,
            lambda: reads.party_signature(signature_id=signature_id, viewer=request.actor),
            lambda row: row.document.dossier_id,
        )
        file = reads.hand_file(signature=found, viewer=request.actor)
    except FileNotFoundError:
        return render(request, "records/no_hand.html", status=410)
    kept = found.file
    if kept is None:
        raise Http404
    return stream(
        file,
        size=kept.size,
        media_type=kept.media_type,
        name=kept.name,
        wanted=request.headers.get("Range", ""),
    )
