"""Packages for the archive office: what was handed over, what waits, how each was answered."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.access import may
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, packing, reads
from zhifa.records.forms.transfers import ReceiptForm
from zhifa.records.rules.packages import GONE
from zhifa.records.views.common import MALFORMED, REFUSED

SHOWN = 200


@require_safe
@needs("dossier:export")
def shelf(request: SignedRequest) -> HttpResponse:
    """What was handed over to the archive office, and what waits for it."""
    context = {
        "rows": reads.transfers(viewer=request.actor)[:SHOWN],
        "waiting": reads.waiting(viewer=request.actor),
        "in_hand": reads.package_orders(viewer=request.actor).filter(done_at=None)[:SHOWN],
    }
    return render(request, "records/transfers.html", context)


@require_POST
@needs("dossier:export")
def package(request: SignedRequest, transfer_id: str) -> HttpResponseBase:
    """The files of a package as one zip; who takes it is noted."""
    row = reads.transfer_of(transfer_id=transfer_id, viewer=request.actor)
    if row is None:
        raise Http404
    try:
        file = packing.taken_out(transfer=row, by=request.actor, at=now())
    except FileNotFoundError:
        messages.error(request, f"{GONE.message}{GONE.then}")
        return redirect("records:transfer", row.pk)
    return FileResponse(file, as_attachment=True, filename=f"移交包-{row.sha256[:12]}.zip")


@require_http_methods(["GET", "POST"])
@needs("dossier:export")
def one(request: SignedRequest, transfer_id: str) -> HttpResponse:
    """One package: what is in it, and the archive office's answer, noted by the archivist."""
    row = reads.transfer_of(transfer_id=transfer_id, viewer=request.actor)
    if row is None:
        raise Http404
    notes = may(request.actor, "case:archive", row.agency_id)
    if request.method == "POST" and not notes:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = ReceiptForm(data, initial={"received_on": localdate()})
    receipt = getattr(row, "receipt", None)
    context: dict[str, object] = {"row": row, "receipt": receipt, "form": form}
    context |= {"items": reads.handed_over(transfer_id=row.pk, viewer=request.actor)[:SHOWN]}
    context["held"] = packing.file_of(row.pk).is_file()
    context |= {"back": "/transfers/", "notes": notes and receipt is None, "most": SHOWN}
    if not form.is_valid():
        status = MALFORMED if form.is_bound else 200
        return render(request, "records/transfer_one.html", context, status=status)
    answer = reads.Answer(**form.cleaned_data)
    try:
        actions.note_receipt(transfer_id=row.pk, answer=answer, by=request.actor, at=now())
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "records/transfer_one.html", context, status=REFUSED)
    messages.success(request, "回执已登记。")
    return redirect("records:transfer", row.pk)
