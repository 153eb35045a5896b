"""Uploads given up, and the room that is left for more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, reads
from zhifa.records.views.common import found_or_404


@require_http_methods(["POST"])
@needs("record:file")
def stop_upload(request: SignedRequest, upload_id: str) -> HttpResponse:
    """Give an upload up; back to the form."""
    found = found_or_404(lambda: reads.upload(upload_id=upload_id, viewer=request.actor))
    try:
        actions.stop_upload(upload_id=found.pk, by=request.actor, at=now())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "已放弃这次上传。")
    return redirect("records:add_recording", found.dossier_id)


@require_safe
@needs("delivery:read")
def storage_panel(request: SignedRequest, key: str) -> HttpResponse:
    """How full the place of files is, for whoever looks after the machine."""
    return render(request, "records/storage_panel.html", {"storage": reads.storage(), "key": key})
