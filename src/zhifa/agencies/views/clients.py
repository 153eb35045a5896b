"""Machine clients of the interface."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import actions, forms, pages, reads
from zhifa.agencies.http import SignedRequest, needs
from zhifa.agencies.models import ClientRegistration
from zhifa.agencies.views.deeds import MALFORMED, REFUSED, Deed, perform, posted
from zhifa.kernel.access import may
from zhifa.kernel.refusals import Obstacle, Refused


@require_safe
@needs("client:edit", "client:approve")
def clients(request: SignedRequest) -> HttpResponse:
    rows = reads.client_rows(on=localdate(), viewer=request.actor)
    return render(request, "agencies/clients.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
@needs("client:edit")
def register(request: SignedRequest) -> HttpResponse:
    """Not a Deed: what it answers with, the secret, is shown once and nowhere else."""
    form = forms.ClientForm(posted(request))
    context = {
        "page": pages.page("register_client"),
        "form": form,
        "back": reverse("agencies:clients"),
        "obstacles": (),
    }
    if not form.is_valid():
        status = MALFORMED if form.is_bound else 200
        return render(request, "agencies/form.html", context, status=status)
    try:
        keys = actions.register_client(by=request.actor, at=now(), **form.cleaned_data)
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "agencies/form.html", context, status=REFUSED)
    return render(
        request, "agencies/client_keys.html", {"keys": keys, "agency": form.cleaned_data["agency"]}
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What waits for a head, in words, and why it cannot be decided."""

    row: ClientRegistration
    told: list[tuple[str, str]]
    barred: list[Obstacle]


def _name(key: str) -> str:
    """Who stands behind a key of the journal."""
    number = key.removeprefix("user:")
    if not number.isdecimal():
        return "系统"
    return reads.names_on(user_ids=[int(number)], on=localdate()).get(int(number), "")


def _asked(request: SignedRequest, pk: int) -> _Asked:
    """What waits for the viewer: what it asks for, what for, and who registered it."""
    found = reads.registration(pk=pk, viewer=request.actor)
    if found is None or not may(request.actor, "client:approve", found.agency_id):
        raise Http404
    held = reads.posts(user=found.client, on=localdate(), viewer=request.actor)
    roles = "、".join(post.role for post in held)
    told = [
        ("机关", found.agency.name),
        ("岗位", roles),
        ("用途", found.purpose or "登记时没有写"),
        ("登记人", _name(found.asked_by)),
        ("登记时间", f"{localtime(found.asked_at):%Y-%m-%d %H:%M}"),
    ]
    barred = reads.decision_obstacles(registration=found, viewer=request.actor)
    return _Asked(found, told, barred if request.method == "GET" else [])


@require_http_methods(["GET", "POST"])
@needs("client:approve")
def confirm(request: SignedRequest, pk: int) -> HttpResponse:
    asked = _asked(request, pk)
    deed = Deed(
        "confirm_client",
        forms.NothingForm(posted(request)),
        lambda _data: actions.confirm_client(registration=asked.row, by=request.actor, at=now()),
        reverse("agencies:clients"),
        asked.row.client,
        asked.told,
        asked.barred,
    )
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("client:approve")
def refuse(request: SignedRequest, pk: int) -> HttpResponse:
    asked = _asked(request, pk)
    deed = Deed(
        "refuse_client",
        forms.ClientRefusalForm(posted(request)),
        lambda data: actions.refuse_client(
            registration=asked.row, by=request.actor, at=now(), **data
        ),
        reverse("agencies:clients"),
        asked.row.client,
        asked.told,
        asked.barred,
    )
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("client:edit")
def close(request: SignedRequest, pk: int) -> HttpResponse:
    user = reads.clients(viewer=request.actor).filter(pk=pk).first()
    if user is None:
        raise Http404
    deed = Deed(
        "close_client",
        forms.NothingForm(posted(request)),
        lambda _data: actions.close_client(user=user, by=request.actor, at=now()),
        reverse("agencies:clients"),
        user,
    )
    return perform(request, deed)
