"""Power lists as files, their differences, and what is wrong in the libraries."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, needs
from zhifa.agencies.models import Agency
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.kernel.workbook import opened
from zhifa.registry import actions, reads
from zhifa.registry.forms import ListForm
from zhifa.registry.models import Finding
from zhifa.registry.pages import page
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
    body, on = _body(request), asked.day(request)
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


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two lists compared."""

    name: str
    body: Agency | None
    on: date

    @property
    def key(self) -> int | None:
        """The key of the body; None for the whole library."""
        return self.body.pk if self.body else None


def _day(request: SignedRequest, name: str) -> date:
    try:
        return date.fromisoformat(asked.text(request, name))
    except ValueError:
        return localdate()


@require_safe
@needs("registry:read")
def compare_lists(request: SignedRequest) -> HttpResponse:
    sides = [_Side(n, _body(request, n), _day(request, f"{n}_on")) for n in ("old", "new")]
    context: dict[str, Any] = {
        "sides": sides,
        "bodies": agencies.agencies(viewer=request.actor),
        "asked": "old_on" in request.GET,
    }
    if context["asked"]:
        rows = [reads.list_rows(agency_id=s.key, on=s.on, viewer=request.actor) for s in sides]
        found = reads.list_differences(old=rows[0], new=rows[1], viewer=request.actor)
        kinds = {
            how: sum(d.how == how for d in found)
            for how in ("added", "removed", "changed", "recoded")
        }
        context["two"] = sides[0].key != sides[1].key
        context |= {"found": found[:SHOWN], "total": len(found), "counts": kinds}
    return render(request, "registry/compare.html", context)


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
