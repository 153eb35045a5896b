"""Bodies and the libraries: who could do what on a day; mergers and transfers of powers."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms as shapes
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, day_asked, needs, signed_in
from zhifa.agencies.models import Agency
from zhifa.kernel.access import may
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions, forms, pages, reads

REFUSED, MALFORMED = 409, 422


def body_or_404(request: SignedRequest, code: str) -> Agency:
    """A body by the code in the address."""
    row = agencies.agency(code=code, viewer=request.actor)
    if row is None:
        raise Http404
    return row


@dataclass(frozen=True, slots=True)
class Deed:
    """A form and the action behind it, which leads back to the page of a body."""

    code: str
    form: shapes.Form
    act: Callable[[], object]
    body: Agency
    about: str = ""


def perform(request: SignedRequest, deed: Deed) -> HttpResponse:
    """Show the form; when sent, act and go back, or show it again with every reason why not."""
    back = reverse("agencies:agency", args=[deed.body.code])
    context = {
        "page": pages.page(deed.code),
        "form": deed.form,
        "back": back,
        "about": deed.about or deed.body.name,
        "here": "agencies",
    }
    if not deed.form.is_bound or not deed.form.is_valid():
        status = MALFORMED if deed.form.is_bound else 200
        return render(request, "registry/form.html", context, status=status)
    try:
        deed.act()
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "registry/form.html", context, status=REFUSED)
    messages.success(request, pages.page(deed.code)["done"])
    return redirect(back)


def _others(request: SignedRequest, body: Agency) -> list[tuple[int, str]]:
    """Bodies that exist today and could take over."""
    found = agencies.agencies(viewer=request.actor, on=localdate()).exclude(pk=body.pk)
    return [(a.pk, a.name) for a in found]


def _successor(request: SignedRequest, pk: str) -> Agency:
    row = agencies.agency(pk=int(pk), viewer=request.actor)
    if row is None:
        raise Http404
    return row


@require_http_methods(["GET", "POST"])
@needs("agency:edit")
def merge(request: SignedRequest, code: str) -> HttpResponse:
    row = body_or_404(request, code)
    sent = request.POST if request.method == "POST" else None
    form = forms.MergeBodiesForm(sent, bodies=_others(request, row))

    def act() -> object:
        return actions.merge_bodies(
            predecessor=row,
            successor=_successor(request, form.cleaned_data["successor"]),
            reform=form.reform(),
            by=request.actor,
            at=now(),
        )

    return perform(request, Deed("merge_bodies", form, act, row))


@require_http_methods(["GET", "POST"])
@needs("agency:edit")
def transfer(request: SignedRequest, code: str) -> HttpResponse:
    row = body_or_404(request, code)
    sent = request.POST if request.method == "POST" else None
    form = forms.TransferPowersForm(sent, bodies=_others(request, row))

    def act() -> object:
        return actions.transfer_powers(
            predecessor=row,
            successor=_successor(request, form.cleaned_data["successor"]),
            matter_codes=form.codes(),
            reform=form.reform(),
            by=request.actor,
            at=now(),
        )

    return perform(request, Deed("transfer_powers", form, act, row))


@require_http_methods(["GET", "POST"])
@needs("agency:edit")
def delegate(request: SignedRequest, code: str) -> HttpResponse:
    row = body_or_404(request, code)
    sent = request.POST if request.method == "POST" else None
    initial = {"from_on": localdate()}
    form = forms.MandateForm(sent, initial=initial, bodies=_others(request, row))

    def act() -> object:
        return actions.delegate_powers(
            principal=row,
            delegate=_successor(request, form.cleaned_data["delegate"]),
            mandate=form.mandate(),
            by=request.actor,
            at=now(),
        )

    return perform(request, Deed("delegate", form, act, row))


@require_safe
@signed_in
def panel(request: SignedRequest, code: str) -> HttpResponse:
    """What the libraries know of a body, shown on its page."""
    row, on = body_or_404(request, code), day_asked(request)
    context = {
        "agency": row,
        "on": on,
        "today": localdate(),
        "powers": reads.power_list(agency_id=row.pk, on=on, viewer=request.actor).count(),
        "may_edit": may(request.actor, "agency:edit", row.pk) and row.abolished_on is None,
        "may_keep": may(request.actor, "matter:edit", row.pk) and row.abolished_on is None,
        "channels": reads.channels(agency_id=row.pk, on=on, viewer=request.actor),
        "planned": reads.planned_checks(agency_id=row.pk, on=on, viewer=request.actor),
        "may_read": any(map(request.actor.holds, ("registry:read", "agency:edit"))),
    }
    return render(request, "registry/agency_panel.html", context)


@require_safe
@signed_in
def person_panel(request: SignedRequest, pk: int) -> HttpResponse:
    """The way from a person's page to what they could do on a day."""
    return render(request, "registry/person_panel.html", {"pk": pk})


@require_safe
@needs("registry:read", "agency:edit")
def authority(request: SignedRequest) -> HttpResponse:
    """The answer to: who could do what, where, on that day."""
    bodies = [(a.code, a.name) for a in agencies.agencies(viewer=request.actor)]
    told = {"on": localdate(), **request.GET.dict()}
    form = forms.AuthorityForm(told, bodies=bodies)
    context: dict[str, object] = {"form": form, "asked": False}
    if not form.is_valid():
        return render(request, "registry/authority.html", context, status=MALFORMED)
    asked = form.cleaned_data
    day = asked["on"] or localdate()
    common = {"on": day, "viewer": request.actor, "matter_code": asked["matter"].strip()}
    found: list[reads.Authority] = []
    if asked["person"]:
        found = reads.authorities(user_id=asked["person"], area=asked["area"].strip(), **common)
    elif asked["agency"]:
        body = body_or_404(request, asked["agency"])
        one = reads.authority(agency_id=body.pk, area=asked["area"].strip(), **common)
        found = [one] if one else []
    elif common["matter_code"]:
        found = reads.authorities_over(area=asked["area"].strip(), **common)
    elif "agency" in request.GET:
        form.add_error("agency", pages.label("authority_of_what"))
        return render(request, "registry/authority.html", context, status=MALFORMED)
    context |= {
        "asked": bool(asked["person"] or asked["agency"] or common["matter_code"]),
        "answers": found,
        "on": day,
        "today": localdate(),
    }
    return render(request, "registry/authority.html", context)
