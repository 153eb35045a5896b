"""Papers sent by wire: sending one, what became of it, and the address that the letter carries."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies.http import SignedRequest, always_open, needs
from zhifa.kernel.access import SYSTEM
from zhifa.records import actions, gates, postman, reads
from zhifa.records.forms import ConsentForm
from zhifa.records.models import Sending
from zhifa.records.rules.sendings import hidden, link_open
from zhifa.records.views.common import Deed, open_or_404, perform
from zhifa.records.views.papers import inline_pdf

SHOWN = 100
STATES = {
    "": "全部",
    "failed": "没有送到",
    "waiting": "等待发出",
    "sent": "已发出",
    "delivered": "已到达",
    "opened": "已打开",
}


@require_http_methods(["GET", "POST"])
@needs("record:serve")
def send(request: SignedRequest, document_id: str) -> HttpResponse:
    paper = open_or_404(
        request,
        lambda: reads.document(document_id=document_id, viewer=request.actor),
        lambda found: found.dossier_id,
    )

    def act(_: dict[str, Any]) -> None:
        row = actions.order_sending(document_id=paper.pk, by=request.actor, at=now())
        why = postman.carry_out(sending_id=row.pk, by=request.actor, at=now())
        if why:
            messages.warning(request, f"已登记，还没有发出：{why}")

    to = reads.account(document=paper, on=localdate(), viewer=request.actor)
    deed = Deed(
        "records/send.html",
        ConsentForm(request.POST if request.method == "POST" else None),
        act,
        paper.dossier,
        "发送已登记，结果在文书页的“送达”里看。",
        {"paper": paper, "to": to, "hidden": hidden(to.channel, to.account) if to else ""},
        gates.not_theirs(paper.dossier_id, by=request.actor)
        + reads.sending_obstacles(document=paper, on=localdate(), viewer=request.actor),
    )
    return perform(request, deed)


@require_safe
@needs("record:serve")
def sendings(request: SignedRequest) -> HttpResponse:
    """The newest sendings of the bodies within reach."""
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    rows = reads.sent_papers(state=state, limit=SHOWN, viewer=request.actor)
    context = {"rows": rows, "state": state, "states": STATES, "full": len(rows) == SHOWN}
    return render(request, "records/sendings.html", {**context, "shown": SHOWN})


@require_safe
@needs("case:read")
def sending(request: SignedRequest, sending_id: str) -> HttpResponse:
    """All that proves one sending."""
    try:
        sent = reads.sending(sending_id=sending_id, viewer=request.actor)
    except Sending.DoesNotExist:
        raise Http404 from None
    open_or_404(request, lambda: sent, lambda found: found.row.document.dossier_id)
    return render(request, "records/sending.html", {"sent": sent})


@always_open
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """The address in a letter. Looking at the page opens nothing: mail scanners look, too."""
    sent = reads.sending_of_link(code=code, viewer=SYSTEM)
    if sent is None or not link_open(sent.row.ordered_at, now()):
        return render(request, "records/letter_gone.html", status=404)
    if request.method == "POST":
        browser = request.headers.get("User-Agent", "")
        found = postman.hand_over(code=code, said=browser, at=now())
        if found is not None:
            return inline_pdf(found[1], found[0].template)
    return render(request, "records/letter.html", {"sent": sent, "paper": sent.row.document})
