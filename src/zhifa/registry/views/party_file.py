"""A party's file: its records, its likenesses, and merges taken back."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.registry import actions, forms, reads
from zhifa.registry.models import Party
from zhifa.registry.views import asked
from zhifa.registry.views.parties import Deed, party_or_404, perform, posted


def _back(party: Party) -> str:
    return reverse("registry:party", args=[party.pk])


@require_safe
@needs("party:edit")
def duplicates(request: SignedRequest) -> HttpResponse:
    pairs = reads.likely_pairs(viewer=request.actor, after=asked.text(request, "after"))
    return render(request, "registry/duplicates.html", {"pairs": pairs})


@require_safe
@needs("audit:read")
def looks(request: SignedRequest) -> HttpResponse:
    """Who looked at personal data on a day, how often."""
    day = asked.day(request)
    context = {"rows": reads.looks_on(on=day, viewer=request.actor), "on": day}
    return render(request, "registry/party_looks.html", context)


@require_http_methods(["GET", "POST"])
@needs("party:edit")
def undo(request: SignedRequest, pk: int) -> HttpResponse:
    row = reads.merge_of(pk=pk, viewer=request.actor)
    if row is None:
        raise Http404
    form = forms.ReasonForm(posted(request))

    def act() -> Party:
        reason = form.cleaned_data["reason"]
        return actions.undo_merge(merge=row, reason=reason, by=request.actor, at=now())

    about = f"{row.party.name} 并入 {row.kept.name}"
    return perform(request, Deed("undo_merge", form, act, _back(row.party), about))


@require_http_methods(["GET", "POST"])
@needs("party:edit")
def apart(request: SignedRequest, pk: str, other: str) -> HttpResponse:
    one, two = party_or_404(request, pk), party_or_404(request, other)
    form = forms.ReasonForm(posted(request))

    def act() -> Party:
        reason = form.cleaned_data["reason"]
        actions.keep_apart(one=one, other=two, reason=reason, by=request.actor, at=now())
        return one

    return perform(request, Deed("keep_apart", form, act, _back(one), f"{one.name}、{two.name}"))


@require_http_methods(["GET", "POST"])
@needs("party:edit")
def add_record(request: SignedRequest, pk: str) -> HttpResponse:
    party = party_or_404(request, pk)
    form = forms.RecordForm(posted(request))

    def act() -> Party:
        actions.add_record(party=party, facts=form.cleaned_data, by=request.actor, at=now())
        return party

    return perform(request, Deed("add_record", form, act, _back(party), party.name))


@require_http_methods(["GET", "POST"])
@needs("party:edit")
def end_record(request: SignedRequest, pk: int) -> HttpResponse:
    row = reads.party_record(pk=pk, viewer=request.actor)
    if row is None:
        raise Http404
    form = forms.EndRecordForm(posted(request), initial={"on": localdate()})

    def act() -> Party:
        actions.end_record(record=row, by=request.actor, at=now(), **form.cleaned_data)
        return row.party

    return perform(request, Deed("end_record", form, act, _back(row.party), row.title))
