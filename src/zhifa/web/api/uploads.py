"""Resumable uploads (tus 1.0.0) at /uploads/: one door for the pages and for machines.

A person comes by the session, with the form's token in X-CSRFToken; a machine by a bearer token
and in the name of a person. Upload-Metadata: filename; dossier or case; sha256, if known.
"""

from collections.abc import Iterator
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils.http import http_date
from django.utils.timezone import localdate

from zhifa.kernel.refusals import Malformed
from zhifa.records import actions, gates, intake, reads
from zhifa.records.models import Dossier, Upload
from zhifa.records.partials import PIECE, Piece, Stopped
from zhifa.records.rules import uploads as rules
from zhifa.web.api import tus
from zhifa.web.api.auth import Asked, accounted
from zhifa.web.api.cases import case_or_404
from zhifa.web.api.upload_door import tus_door

NO_DOSSIER = "写明 dossier（案卷编号）或者 case（案件编号）。"
NO_DEFER = "要先写明文件的总字节数。"


def _dossier(request: Asked, told: dict[str, str]) -> Dossier:
    if told.get("case"):
        return case_or_404(request, told["case"]).dossier
    if not told.get("dossier"):
        raise Malformed({"Upload-Metadata": [NO_DOSSIER]})
    found = reads.dossier(dossier_id=told["dossier"], viewer=request.actor)
    gates.insist_open(found.pk, viewer=request.actor, on=localdate(request.at))
    return found


@accounted
def _begun(request: Asked) -> Upload:
    told = dict(tus.metadata(request.headers.get("Upload-Metadata", "")))
    if request.headers.get("Upload-Defer-Length"):
        raise Malformed({"Upload-Defer-Length": [NO_DEFER]})
    return actions.begin_upload(
        dossier=_dossier(request, told),
        name=told.get("filename") or told.get("name", ""),
        length=tus.whole("Upload-Length", request.headers.get("Upload-Length")),
        sha256=told.get("sha256", ""),
        by=request.actor,
        at=request.at,
    )


def create(request: Asked) -> HttpResponse:
    upload, offset = _begun(request), 0
    if request.content_type == tus.BYTES:
        offset = _taken(request, upload, 0)
    answer = tus.empty(HTTPStatus.CREATED, Upload_Offset=offset, **_until(upload))
    answer["Location"] = reverse("upload", args=[upload.pk])
    return answer


def _until(upload: Upload) -> dict[str, str]:
    return {"Upload_Expires": http_date(upload.expires_at.timestamp())}


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    while piece := request.read(PIECE):
        yield piece


def _taken(request: Asked, upload: Upload, offset: int) -> int:
    told = request.headers.get("Content-Length", "")
    length = tus.whole("Content-Length", told) if told else 0
    if offset + length > upload.length:
        raise Stopped(rules.WRONG_LENGTH, reads.offset(upload=upload))
    check = tus.checksum(request.headers.get("Upload-Checksum", ""))
    piece = Piece(offset, _chunks(request), check)
    came = intake.take(upload=upload, piece=piece, by=request.actor, at=request.at)
    _finished(request, upload)
    return came


def _finished(request: Asked, upload: Upload) -> Upload:
    """The upload, noted as whole once its last byte is there; digests outside any transaction."""
    found = intake.digests(upload=upload)
    return upload if found is None else _whole(request, upload, *found)


@accounted
def _whole(request: Asked, upload: Upload, sha256: str, sm3: str) -> Upload:
    return actions.whole_upload(
        upload_id=upload.pk, sha256=sha256, sm3=sm3, by=request.actor, at=request.at
    )


def _mine(request: Asked, upload_id: str) -> Upload:
    found = reads.upload(upload_id=upload_id, viewer=request.actor)
    gates.insist_open(found.dossier_id, viewer=request.actor, on=localdate(request.at))
    intake.insist_open(upload=found, by=request.actor, at=request.at)
    return found


def head(request: Asked, upload_id: str) -> HttpResponse:
    found = _finished(request, _mine(request, upload_id))
    return tus.empty(
        HTTPStatus.OK,
        Upload_Offset=reads.offset(upload=found),
        Upload_Length=found.length,
        **_until(found),
    )


def go_on(request: Asked, upload_id: str) -> HttpResponse:
    found = _mine(request, upload_id)
    if request.content_type != tus.BYTES:
        return tus.empty(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    offset = tus.whole("Upload-Offset", request.headers.get("Upload-Offset"))
    came = _taken(request, found, offset)
    return tus.empty(HTTPStatus.NO_CONTENT, Upload_Offset=came, **_until(found))


@accounted
def stop(request: Asked, upload_id: str) -> HttpResponse:
    found = _mine(request, upload_id)
    actions.stop_upload(upload_id=found.pk, by=request.actor, at=request.at)
    return tus.empty(HTTPStatus.NO_CONTENT)


def show(request: Asked, upload_id: str) -> HttpResponse:
    """How far it is; once it is whole, what the file says of itself."""
    found = _finished(request, _mine(request, upload_id))
    about: dict[str, object] = {
        "id": found.pk,
        "name": found.name,
        "length": found.length,
        "offset": reads.offset(upload=found),
        "sha256": found.sha256,
        "sm3": found.sm3,
    }
    if found.whole_at:
        told = reads.told(upload=found)
        about |= {"kind": told.kind, "taken_at": told.taken_at, "device": told.device}
    return JsonResponse(about)


one = tus_door(head=head, get=show, patch=go_on, delete=stop)
urlpatterns = [
    path("", tus_door(post=create), name="uploads"),
    path("<str:upload_id>/", one, name="upload"),
]
