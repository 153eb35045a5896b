"""Photos, sound, films and files of a case by machine: bringing one in, and what there is."""

from datetime import datetime

from django.http import Http404
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import AwareDatetime

from zhifa.kernel.refusals import Malformed
from zhifa.records import actions, reads
from zhifa.records.forms import RecordingForm
from zhifa.records.models import Recording, Upload
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS, case_or_404
from zhifa.web.api.schemas import Body, Problem
from zhifa.web.api.typed import typed

router = Router(tags=["音像记录"])
FACTS = ("taken_at", "taken_place", "taken_by", "proves")
ABOUT = ("kind", "origin", "device")
UNKNOWN = "{name}：没有这一项。"


class RecordingIn(Body):
    """The five facts of a recording but for its case (方案 二（二）2), and what it is.

    kind: photo, video, audio or file. origin: camera, phone or upload.
    """

    kind: str
    taken_at: AwareDatetime
    taken_place: str
    taken_by: str
    proves: str
    origin: str = Recording.Origin.UPLOAD.value
    device: str = ""


class RecordingOut(Schema):
    """A recording with its five facts. sha256: of its bytes, as they arrived."""

    id: str
    kind: str
    name: str
    media_type: str
    size: int
    sha256: str
    case_number: str
    taken_at: datetime
    taken_place: str
    taken_by: str
    proves: str
    origin: str
    device: str
    step: str
    uploaded_at: datetime


def _told(row: Recording) -> RecordingOut:
    own = {"id", "name", "media_type", "size", "sha256"}
    same = {name: getattr(row, name) for name in RecordingOut.model_fields if name not in own}
    kept = row.file
    return RecordingOut(
        **same, id=row.pk, name=kept.name, media_type=kept.media_type, size=kept.size,
        sha256=row.file_id,
    )  # fmt: skip


def _insist_known(request: Asked) -> None:
    """A part that the form does not have is told, as in every other body."""
    known = {*RecordingIn.model_fields, "file"}
    wrong = sorted({*request.POST, *request.FILES} - known)
    if wrong:
        raise Malformed({name: [UNKNOWN.format(name=name)] for name in wrong})


@router.get(
    "/cases/{case_id}/recordings",
    response={200: list[RecordingOut], **REFUSALS},
    summary="音像记录",
)
def recordings(request: Asked, case_id: str) -> list[RecordingOut]:
    """Everything that was brought in, of every step."""
    case = case_or_404(request, case_id)
    found = reads.recordings(dossier_id=case.dossier_id, viewer=request.actor)
    return [_told(row) for row in found]


@writes(
    router,
    "/cases/{case_id}/recordings",
    response={200: RecordingOut, **REFUSALS, frozenset({409, 422}): Problem},
    summary="音像记录入库",
)
def bring(
    request: Asked, case_id: str, told: Form[RecordingIn], file: File[UploadedFile]
) -> RecordingOut:
    """As multipart/form-data; 409 when a fact is missing or the bytes are not of the kind."""
    case = case_or_404(request, case_id)
    demand(request, "record:file")
    _insist_known(request)
    given = typed(RecordingForm(told.dict(), {"file": file}))
    upload = given["file"]
    capture = actions.Capture(name=upload.name, **{name: given[name] for name in ABOUT})
    row = actions.file_recording(
        dossier=case.dossier,
        chunks=upload.chunks(),
        capture=capture,
        facts=actions.FiveFacts(**{name: given[name] for name in FACTS}),
        by=request.actor,
        at=request.at,
    )
    return _told(row)


@writes(
    router,
    "/uploads/{upload_id}/recording",
    response={200: RecordingOut, **REFUSALS, frozenset({409, 422}): Problem},
    summary="传完的文件入库",
)
def file_upload(request: Asked, upload_id: str, told: RecordingIn) -> RecordingOut:
    """For files sent piece by piece to /uploads/ (tus 1.0.0) in the same person's name."""
    demand(request, "record:file")
    try:
        found = reads.upload(upload_id=upload_id, viewer=request.actor)
    except Upload.DoesNotExist:
        raise Http404 from None
    given = typed(RecordingForm({**told.dict(), "upload": found.pk}))
    capture = actions.Capture(name=found.name, **{name: given[name] for name in ABOUT})
    row = actions.file_upload(
        upload_id=found.pk,
        capture=capture,
        facts=actions.FiveFacts(**{name: given[name] for name in FACTS}),
        by=request.actor,
        at=request.at,
    )
    return _told(row)
