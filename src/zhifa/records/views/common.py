"""What the pages of this room share: finding, acting, going back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate

from zhifa.agencies.http import SignedRequest
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.records import gates
from zhifa.records.models import Document, Dossier, Evidence, PartySignature, Recording, Upload

REFUSED, MALFORMED = 409, 422
GONE = (
    Document.DoesNotExist,
    Dossier.DoesNotExist,
    Evidence.DoesNotExist,
    PartySignature.DoesNotExist,
    Recording.DoesNotExist,
    Upload.DoesNotExist,
)
T = TypeVar("T")
H = TypeVar("H")


def open_or_404(request: SignedRequest, find: Callable[[], H], home: Callable[[H], str]) -> H:
    """What `find` finds, of a dossier that is open to this person today. home: its dossier's id."""
    found = found_or_404(find)
    gates.insist_open(home(found), viewer=request.actor, on=localdate())
    return found


def found_or_404(find: Callable[[], T]) -> T:
    """What `find` finds; no such page when it is not there or not for this person."""
    try:
        return find()
    except GONE:
        raise Http404 from None


def way_back(request: SignedRequest, dossier_id: str) -> str:
    """Where the person came from, when it is a page of this house; else the dossier."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("records:dossier", args=[dossier_id])


@dataclass(frozen=True, slots=True)
class Deed:
    """A page with one form and one action behind it. done: what is said afterwards.

    stands: what stands in its way before anything is typed, beyond what bars the person.
    """

    template: str
    form: forms.Form
    act: Callable[[dict[str, Any]], object]
    dossier: Dossier
    done: str
    about: Mapping[str, Any] = field(default_factory=dict)
    stands: Sequence[Obstacle] = ()


def perform(request: SignedRequest, deed: Deed) -> HttpResponse:
    """Show the form; when sent, act and go back, or show it again with every reason why not."""
    back = way_back(request, deed.dossier.pk)
    context = {**deed.about, "form": deed.form, "dossier": deed.dossier, "back": back}
    if not deed.form.is_bound:
        context["obstacles"] = [
            *gates.barred(deed.dossier.pk, by=request.actor),
            *deed.stands,
        ]
        return render(request, deed.template, context)
    if not deed.form.is_valid():
        return render(request, deed.template, context, status=MALFORMED)
    try:
        deed.act(deed.form.cleaned_data)
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, deed.template, context, status=REFUSED)
    messages.success(request, deed.done)
    return redirect(back)
