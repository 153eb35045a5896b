"""The papers of a form looked at while it is filled in. Never writes; no script needed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from zhifa.agencies.http import SignedRequest
from zhifa.enforcement import reads
from zhifa.enforcement.models import Case
from zhifa.enforcement.rules.procedure import Field, Move
from zhifa.kernel.refusals import Refused
from zhifa.records import reads as records

ASK, AS_PDF = "preview", "pdf"


def asked(request: SignedRequest) -> bool:
    """Whether a form was sent only to be looked at."""
    return ASK in request.POST


def looked_at(
    case: Case,
    move: Move,
    fields: Sequence[Field],
    typed: Mapping[str, Any],
    *,
    request: SignedRequest,
    at: datetime,
) -> dict[str, Any]:
    """What the page shows: the papers as they would be, or why there are none."""
    try:
        found = reads.sketches(
            case=case, move=move, asked=fields, data=typed, viewer=request.actor, at=at
        )
    except Refused as refused:
        return {"sketches": (), "unseen": refused.obstacles}
    return {"sketches": found}


def answer(
    request: SignedRequest, context: Mapping[str, Any], *, at: datetime
) -> HttpResponse | None:
    """The papers alone, as PDF or as a part of the page; None when the whole page is asked for."""
    found = context["sketches"]
    if request.POST[ASK].startswith(AS_PDF) and found:
        number = request.POST[ASK].removeprefix(AS_PDF)
        one = found[min(int(number) if number.isdecimal() else 0, len(found) - 1)]
        return _pdf(request, one, at)
    if request.htmx:
        return render(request, "enforcement/_preview.html", context)
    return None


def _pdf(request: SignedRequest, sketch: records.Sketch, at: datetime) -> HttpResponse:
    try:
        data = records.sketch_pdf(sketch=sketch, made=localdate(at))
    except records.FontsMissing as missing:
        return render(request, "records/no_fonts.html", {"why": missing}, status=503)
    shown = {"Content-Disposition": f'inline; filename="preview-{sketch.code}.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=shown)
