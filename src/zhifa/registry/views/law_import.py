"""Statutes uploaded by whoever keeps the law library."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions, forms, pages

LONGEST = 80


def _kept(folder: str, file: "UploadedFile[bytes]") -> Path:
    """The upload under its own name, of which only the last part counts."""
    name = Path(file.name or "law").name[-LONGEST:]
    path = Path(folder) / (name if not name.startswith(".") else f"law{name}")
    with path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    return path


def _load(request: SignedRequest, form: forms.LawFileForm) -> actions.Imported:
    with TemporaryDirectory() as folder:
        path = _kept(folder, form.cleaned_data["file"])
        told, reason = form.told(), form.cleaned_data["reason"]
        if reason:
            return actions.correct_law(
                path=path, reason=reason, by=request.actor, at=now(), told=told
            )
        return actions.import_laws(path=path, by=request.actor, at=now(), told=told)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("law:edit")
def upload(request: SignedRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = forms.LawFileForm(posted, request.FILES or None)
    context = {"form": form, "page": pages.page("import_law")}
    if posted is None:
        return render(request, "registry/law_import.html", context)
    if not form.is_valid():
        return render(request, "registry/law_import.html", context, status=422)
    try:
        done = _load(request, form)
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "registry/law_import.html", context, status=409)
    context |= {"done": done, "kinds": Counter(kind for _, kind in done.anomalies).most_common()}
    return render(request, "registry/law_import.html", context)
