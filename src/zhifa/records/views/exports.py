"""Taking a dossier out, as one file."""

import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import HttpResponse
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.records import actions, exporting, gates, reads
from zhifa.records.forms import ExportForm
from zhifa.records.models import Document, Dossier
from zhifa.records.signing.providers import KeyRefused, ProviderDown
from zhifa.records.views.common import MALFORMED, REFUSED, way_back
from zhifa.records.views.dossiers import dossier_or_404

FAILED = (ProviderDown, KeyRefused, reads.FontsMissing, reads.Busy)


@require_http_methods(["GET", "POST"])
@needs("dossier:export")
def export(request: SignedRequest, dossier_id: str) -> HttpResponseBase:
    found = dossier_or_404(request, dossier_id)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _taken_out(request, found, form.cleaned_data)
        except Refused as refused:
            return _page(request, found, form, refused.obstacles, REFUSED)
        except FAILED as failed:
            return _page(
                request,
                found,
                form,
                (
                    Obstacle(
                        "export:failed",
                        str(failed),
                        then="核对案卷的文件和密钥后再导出；仍不行的交系统管理员。",
                    ),
                ),
                503,
            )
    return _page(request, found, form, (), MALFORMED if form.is_bound else 200)


def _page(
    request: SignedRequest,
    dossier: Dossier,
    form: ExportForm,
    obstacles: tuple[Obstacle, ...],
    status: int,
) -> HttpResponse:
    context = {
        "form": form,
        "dossier": dossier,
        "back": way_back(request, dossier.pk),
        "obstacles": obstacles,
    }
    return render(request, "records/export_dossier.html", context, status=status)


def _taken_out(request: SignedRequest, dossier: Dossier, told: dict[str, str]) -> FileResponse:
    if told["what"] == ExportForm.WHOLE:
        return _parcel(request, dossier, told["purpose"])
    return _volume(request, dossier, told)


def _volume(request: SignedRequest, dossier: Dossier, told: dict[str, str]) -> FileResponse:
    """One volume as a single PDF; what is taken out is noted first."""
    volume = Document.Volume(told["what"])
    purpose = f"{told['purpose']}（{volume.label}装订件）"
    actions.note_export(dossier_id=dossier.pk, purpose=purpose, by=request.actor, at=now())
    data = _bound(request, dossier, volume)
    name = f"{dossier.number or dossier.pk}-{volume.label}.pdf"
    return FileResponse(BytesIO(data), as_attachment=True, filename=name)


def _bound(request: SignedRequest, dossier: Dossier, volume: Document.Volume) -> bytes:
    """The volume as it was sealed when the dossier was archived; of an open one, as it is now."""
    held = reads.volumes(dossier_id=dossier.pk, viewer=request.actor)
    kept = next((row for row in held if row.volume == volume), None)
    if kept is not None:
        return reads.volume_data(row=kept, viewer=request.actor)
    order = gates.order_of(dossier.pk)
    return reads.bound(dossier_id=dossier.pk, volume=volume, viewer=request.actor, order=order)


def _parcel(request: SignedRequest, dossier: Dossier, purpose: str) -> FileResponse:
    name = dossier.number or dossier.pk
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / name
        exporting.export(
            dossier_id=dossier.pk, out=root, purpose=purpose, by=request.actor, at=now()
        )
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        with ZipFile(file, "w", ZIP_DEFLATED) as parcel:
            for path in sorted(p for p in root.rglob("*") if p.is_file()):
                parcel.write(path, path.relative_to(root.parent))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.zip")
