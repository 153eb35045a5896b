"""Evidence and recordings of a dossier."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, needs
from zhifa.records import actions, gates, reads
from zhifa.records.forms import EvidenceForm, ExclusionForm, RecordingForm
from zhifa.records.models import Recording, Upload
from zhifa.records.views.common import Deed, found_or_404, open_or_404, perform
from zhifa.records.views.dossiers import dossier_or_404
from zhifa.records.views.streams import stream


@require_http_methods(["GET", "POST"])
@needs("record:file")
def add_evidence(request: SignedRequest, dossier_id: str) -> HttpResponse:
    dossier = dossier_or_404(request, dossier_id)
    form = EvidenceForm(
        request.POST if request.method == "POST" else None,
        crew=agencies.officers_on(
            agency_id=dossier.agency_id, on=localdate(), area="", viewer=request.actor
        ),
        films=list(reads.recordings(dossier_id=dossier.pk, viewer=request.actor)),
        initial={"taken_on": localdate()},
    )
    deed = Deed(
        "records/add_evidence.html",
        form,
        lambda data: actions.file_evidence(
            dossier=dossier, item=actions.Item(**data), by=request.actor, at=now()
        ),
        dossier,
        "证据已登记。",
        stands=gates.unlisted(dossier.pk, by=request.actor),
    )
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("record:file")
def exclude_evidence(request: SignedRequest, evidence_id: str) -> HttpResponse:
    item = open_or_404(
        request,
        lambda: reads.evidence_item(evidence_id=evidence_id, viewer=request.actor),
        lambda found: found.dossier_id,
    )
    deed = Deed(
        "records/exclude_evidence.html",
        ExclusionForm(request.POST if request.method == "POST" else None),
        lambda data: actions.exclude_evidence(
            evidence_id=item.pk, by=request.actor, at=now(), **data
        ),
        item.dossier,
        "已排除，不再作为定案依据。",
        {"item": item},
        gates.unlisted(item.dossier_id, by=request.actor),
    )
    return perform(request, deed)


def _first(request: SignedRequest, upload: Upload | None) -> dict[str, Any]:
    """What the form begins with: what a file that came before says of itself, and who asks."""
    told = reads.told(upload=upload) if upload and upload.whole_at else None
    return {
        "upload": upload.pk if told and upload else "",
        "kind": told.kind if told else "",
        "taken_by": request.actor.name,
        "taken_at": (told and told.taken_at) or localtime(now()).replace(second=0, microsecond=0),
        "device": told.device if told else "",
        "origin": Recording.Origin.UPLOAD,
    }


def _upload(request: SignedRequest, upload_id: str) -> Upload | None:
    """The upload that the form goes on with, if it names one of the person's own."""
    if not upload_id:
        return None
    return found_or_404(lambda: reads.upload(upload_id=upload_id, viewer=request.actor))


@require_http_methods(["GET", "POST"])
@needs("record:file")
def add_recording(request: SignedRequest, dossier_id: str) -> HttpResponse:
    dossier = dossier_or_404(request, dossier_id)
    sent = request.method == "POST"
    upload = _upload(request, request.POST.get("upload", "") or request.GET.get("upload", ""))
    form = RecordingForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial=_first(request, upload),
    )

    def act(given: dict[str, Any]) -> object:
        file, about = given.pop("file"), ("kind", "origin", "device")
        came = upload if given.pop("upload") else None
        name = came.name if came else file.name
        capture = actions.Capture(name=name, **{name: given.pop(name) for name in about})
        facts, by = actions.FiveFacts(**given), request.actor
        if came:
            return actions.file_upload(
                upload_id=came.pk, capture=capture, facts=facts, by=by, at=now()
            )
        return actions.file_recording(
            dossier=dossier, chunks=file.chunks(), capture=capture, facts=facts, by=by, at=now()
        )

    about = {
        "upload": upload,
        "waiting": reads.uploads(dossier_id=dossier.pk, viewer=request.actor),
    }
    deed = Deed("records/add_recording.html", form, act, dossier, "音像记录已入库。", about)
    return perform(request, deed)


def _recording(request: SignedRequest, recording_id: str) -> Recording:
    return open_or_404(
        request,
        lambda: reads.recording(recording_id=recording_id, viewer=request.actor),
        lambda found: found.dossier_id,
    )


@require_safe
@needs("case:read")
def recording(request: SignedRequest, recording_id: str) -> HttpResponse:
    found = _recording(request, recording_id)
    gone = reads.destruction_of(dossier_id=found.dossier_id, viewer=request.actor)
    context: dict[str, object] = {"recording": found, "destruction": gone}
    if "check" in request.GET and gone is None:
        context["intact"] = reads.intact(recording=found, viewer=request.actor)
        context["checked"] = True
    return render(request, "records/recording.html", context)


@require_safe
@needs("case:read")
def recording_file(request: SignedRequest, recording_id: str) -> HttpResponseBase:
    found = _recording(request, recording_id)
    try:
        file = reads.opened(recording=found, viewer=request.actor)
    except FileNotFoundError:
        return render(request, "records/lost.html", {"recording": found}, status=410)
    return stream(
        file,
        size=found.file.size,
        media_type=found.file.media_type,
        name=found.file.name,
        wanted=request.headers.get("Range", ""),
    )
