"""The register of bodies, their divisions and mandates."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import actions, forms, reads
from zhifa.agencies.http import SignedRequest, day_asked, needs, signed_in
from zhifa.agencies.models import Agency
from zhifa.agencies.views.deeds import Deed, perform, posted
from zhifa.kernel import naming
from zhifa.kernel.access import may
from zhifa.kernel.seals import digest_of

LIST = "/library/agencies/"


def _agency_or_404(request: SignedRequest, code: str) -> Agency:
    row = reads.agency(code=code, viewer=request.actor)
    if row is None:
        raise Http404
    return row


def _page_of(agency: Agency) -> str:
    return reverse("agencies:agency", args=[agency.code])


@require_safe
@signed_in
def agencies(request: SignedRequest) -> HttpResponse:
    day, actor = day_asked(request), request.actor
    whole = "on" not in request.GET
    context = {
        "agencies": reads.agencies(viewer=actor)
        if whole
        else reads.agencies_on(on=day, viewer=actor),
        "today": day,
        "on": day,
        "may_edit": request.actor.holds("agency:edit"),
    }
    return render(request, "agencies/agencies.html", context)


@require_safe
@signed_in
def agency(request: SignedRequest, code: str) -> HttpResponse:
    day, row = day_asked(request), _agency_or_404(request, code)
    past = day != localdate()
    shown = reads.agency_on(agency_id=row.pk, on=day, viewer=request.actor) if past else row
    delegations = list(reads.delegations(agency_id=row.pk, viewer=request.actor))
    successions = list(reads.successions(agency_id=row.pk, viewer=request.actor))
    codes = {code for held in delegations for code in held.matter_codes}
    codes |= {code for reform in successions for code in reform.matter_codes}
    context = {
        "agency": shown,
        "on": day,
        "past": past,
        "yet": row.established_on <= day,
        "units": reads.units(agency_id=row.pk, viewer=request.actor),
        "delegations": delegations,
        "lettered": reads.lettered(agency_id=row.pk, viewer=request.actor),
        "stretches": reads.stretches(agency=row, viewer=request.actor),
        "successions": successions,
        "matters": naming.names("matter", codes),
        "today": day,
        "may_edit": may(request.actor, "agency:edit", row.pk) and not past,
        "may_see_people": may(request.actor, "agency:read", row.pk),
    }
    return render(request, "agencies/agency.html", context)


@require_http_methods(["GET", "POST"])
@needs("agency:edit")
def register(request: SignedRequest) -> HttpResponse:
    deed = Deed(
        "register_agency",
        forms.AgencyForm(posted(request)),
        lambda data: actions.register_agency(facts=data, by=request.actor, at=now()),
        LIST,
    )
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("agency:edit")
def change(request: SignedRequest, code: str) -> HttpResponse:
    row = _agency_or_404(request, code)
    initial = {name: getattr(row, name) for name in forms.AgencyFacts.base_fields}
    form = forms.AgencyChangeForm(posted(request), initial={**initial, "seen": digest_of(row)})

    def act(_data: object) -> object:
        facts, seen = form.changes()
        since = actions.Since(**form.since())
        return actions.change_agency(
            agency=row, facts=facts, seen=seen, since=since, by=request.actor, at=now()
        )

    return perform(request, Deed("change_agency", form, act, _page_of(row), row))


@require_http_methods(["GET", "POST"])
@needs("agency:edit")
def abolish(request: SignedRequest, code: str) -> HttpResponse:
    row = _agency_or_404(request, code)
    deed = Deed(
        "abolish_agency",
        forms.OnForm(posted(request)),
        lambda data: actions.abolish_agency(agency=row, on=data["on"], by=request.actor, at=now()),
        _page_of(row),
        row,
    )
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("agency:edit")
def add_unit(request: SignedRequest, code: str) -> HttpResponse:
    row = _agency_or_404(request, code)
    deed = Deed(
        "add_unit",
        forms.UnitForm(posted(request)),
        lambda data: actions.add_unit(agency=row, by=request.actor, at=now(), **data),
        _page_of(row),
        row,
    )
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("agency:edit")
def end_delegation(request: SignedRequest, pk: int) -> HttpResponse:
    row = reads.delegation(pk=pk, viewer=request.actor)
    if row is None:
        raise Http404
    deed = Deed(
        "end_delegation",
        forms.OnForm(posted(request), initial={"on": localdate()}),
        lambda data: actions.end_delegation(
            delegation=row, on=data["on"], by=request.actor, at=now()
        ),
        _page_of(row.principal),
        row,
    )
    return perform(request, deed)
