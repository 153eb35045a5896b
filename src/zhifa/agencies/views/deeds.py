"""One way to show a form, do one action with it, and say what came of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from zhifa.agencies import pages
from zhifa.agencies.http import SignedRequest
from zhifa.kernel.refusals import Malformed, Obstacle, Refused

REFUSED, MALFORMED = 409, 422


def posted(request: SignedRequest) -> QueryDict | None:
    """What was sent, None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


@dataclass(frozen=True, slots=True)
class Deed:
    """A page with one form and one action behind it.

    back: the address to return to. about: the body or person it concerns, shown above the form.
    told: more of what it concerns, name and words. barred: why it cannot be done at all; the page
    then shows no form.
    """

    code: str
    form: forms.Form
    act: Callable[[Mapping[str, Any]], object]
    back: str
    about: object = ""
    told: Sequence[tuple[str, str]] = ()
    barred: Sequence[Obstacle] = ()


def _show(
    request: SignedRequest, deed: Deed, obstacles: Sequence[Obstacle] = (), status: int = 200
) -> HttpResponse:
    context = {
        "page": pages.page(deed.code),
        "form": deed.form,
        "back": deed.back,
        "about": deed.about,
        "told": deed.told,
        "obstacles": obstacles or deed.barred,
        "shut": bool(deed.barred),
    }
    return render(request, "agencies/form.html", context, status=status)


def name_faults(form: forms.Form, bad: Malformed) -> None:
    """Put each fault beside its field, or above the form when it has none."""
    for field, reasons in bad.fields.items():
        for reason in reasons:
            form.add_error(field if field in form.fields else None, reason)


def perform(request: SignedRequest, deed: Deed) -> HttpResponse:
    """Show the form; when sent, act and go back, or show it again with every reason why not."""
    if not deed.form.is_bound:
        return _show(request, deed)
    if not deed.form.is_valid():
        return _show(request, deed, status=MALFORMED)
    try:
        deed.act(deed.form.cleaned_data)
    except Malformed as bad:
        name_faults(deed.form, bad)
        return _show(request, deed, status=MALFORMED)
    except Refused as refused:
        return _show(request, deed, refused.obstacles, status=REFUSED)
    messages.success(request, pages.page(deed.code).done)
    return redirect(deed.back)
