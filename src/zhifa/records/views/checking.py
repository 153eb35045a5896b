"""Anybody may ask whether a paper is genuine."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhifa.agencies.http import always_open
from zhifa.records import reads
from zhifa.records.forms import LARGEST_CHECKED, CheckForm

UNKNOWN = 404


def _uploaded(request: HttpRequest) -> tuple[str, str]:
    """Digest and fault of the file sent; both empty when none was."""
    sent = request.FILES.get("file")
    if sent is None:
        return "", ""
    if (sent.size or 0) > LARGEST_CHECKED:
        return "", "文件超过 20 MB。请选机关发出的原文件，不要选扫描件。"
    digest = hashlib.sha256()
    for chunk in sent.chunks():
        digest.update(chunk)
    return digest.hexdigest(), ""


@always_open
@require_http_methods(["GET", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Ask by code, or by the file itself; files are not kept."""
    form = CheckForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("records:check", form.cleaned_data["code"])
    context: dict[str, object] = {"form": form}
    if request.method == "POST":
        digest, fault = _uploaded(request)
        code = reads.code_of_file(sha256=digest) if digest else ""
        context |= {"digest": digest, "fault": fault, "asked": True}
        if code:
            context["found"] = reads.checked(code=code)
    return render(request, "records/check_home.html", context)


@always_open
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """What the number says, and whether a file is the one that was issued."""
    found = reads.checked(code=code)
    if found is None:
        return render(request, "records/check_unknown.html", {"code": code[:60]}, status=UNKNOWN)
    context: dict[str, object] = {"found": found}
    if request.method == "POST":
        digest, fault = _uploaded(request)
        same = digest in found.digests
        context |= {"digest": digest, "fault": fault, "same": same, "asked": True}
    return render(request, "records/check.html", context)
