"""Power lists as files, their differences, and what is wrong in the libraries."""

import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, needs, read_day
from zhifa.agencies.models import Agency
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.kernel.workbook import opened
from zhifa.registry import actions, reads
from zhifa.registry.forms import ListForm
from zhifa.registry.models import Finding
from zhifa.registry.pages import label, page
from zhifa.registry.views import asked
from zhifa.registry.views.importing import SHOWN, XLSX, Import, answer, takes

PAGE = 100  # findings


def _body(request: SignedRequest, name: str = "agency") -> Agency | None:
    """The body of the address; None for the whole library."""
    code = asked.text(request, name)
    return agencies.agency(code=code, viewer=request.actor) if code else None


@require_safe
@needs("registry:read")
def export_list(request: SignedRequest) -> HttpResponse:
    body, (on, wrong) = _body(request), read_day(asked.text(request, "on"))
    if wrong:
        told = label("export_no_day").format(day=wrong)
        return HttpResponse(told, status=422, content_type="text/plain; charset=utf-8")
    data = reads.list_file(
        agency_id=body.pk if body else None,
        on=on,
        viewer=request.actor,
        kind=asked.text(request, "kind"),
    )
    name = f"{body.code if body else 'library'}-{on.isoformat()}.xlsx"
    sent = HttpResponse(data, content_type=XLSX)
    sent["Content-Disposition"] = f'attachment; filename="{name}"'
    return sent


@require_safe
@needs("registry:read")
def findings(request: SignedRequest) -> HttpResponse:
    mended, rule = asked.text(request, "mended") == "1", asked.text(request, "rule")
    rule = rule if rule in Finding.Rule.values else ""
    after = asked.number(request, "after")
    found = reads.findings(viewer=request.actor, mended=mended, rule=rule, after=after)
    rows = list(found[: PAGE + 1])
    kept = {"rule": rule, "mended": "1" if mended else ""}
    counts = reads.finding_counts(viewer=request.actor, mended=mended)
    context = {
        "rows": rows[:PAGE],
        "mended": mended,
        "rule": rule,
        "rules": dict(Finding.Rule.choices),
        "checked": reads.last_checked(viewer=request.actor),
        "total": counts.get(rule, 0) if rule else sum(counts.values()),
        "first": urlencode(kept) if after else "",
        "more": urlencode({**kept, "after": rows[PAGE - 1].pk}) if len(rows) > PAGE else "",
    }
    return render(request, "registry/findings.html", context)


# --- a list from a file


def _outcome(request: SignedRequest, form: ListForm, plan: reads.Plan) -> dict[str, Any]:
    """What a checked file leads to, as the report shows it."""
    done: actions.ListImported | None = None
    obstacles: Sequence[Obstacle] = ()
    if takes(request) and not plan.rejected:
        try:
            done = actions.import_list(
                plan=plan,
                agency=form.body,
                digest=hashlib.sha256(form.content).hexdigest(),
                by=request.actor,
                at=now(),
            )
        except Refused as refused:
            obstacles = refused.obstacles
    return {"plan": plan, "done": done, "obstacles": obstacles, "shown": SHOWN}


def _steps(request: SignedRequest, form: ListForm) -> Iterator[reads.Plan]:
    book = opened(BytesIO(form.content))
    defaults = {"from_on": form.cleaned_data["from_on"], "field": form.cleaned_data["field"]}
    return reads.plan_import(
        book=book,
        listed=form.body is not None,
        defaults={name: value for name, value in defaults.items() if value},
        viewer=request.actor,
        today=localdate(),
        late=form.cleaned_data["late_reason"],
    )


@require_http_methods(["GET", "POST"])
@needs("matter:edit")
def import_list(request: SignedRequest) -> HttpResponseBase:
    told = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListForm(*told, bodies=reads.keepers_bodies(viewer=request.actor))
    context: dict[str, Any] = {"form": form, "page": page("import_list")}
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "registry/import_list.html", context, status=status)
    work = Import(
        page="registry/import_list.html",
        report="registry/_import_report.html",
        steps=lambda: _steps(request, form),
        outcome=lambda plan: _outcome(request, form, plan),
        size=len(form.content),
    )
    return answer(request, work, context)
