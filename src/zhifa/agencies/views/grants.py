"""Grants to machine clients: given on one's own page, ended there or by the security admin."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from zhifa.agencies import actions, forms, reads
from zhifa.agencies.http import SignedRequest, signed_in
from zhifa.agencies.views.deeds import Deed, perform, posted


@require_http_methods(["GET", "POST"])
@signed_in
def give(request: SignedRequest) -> HttpResponse:
    clients = reads.clients_here(on=localdate(), viewer=request.actor)
    form = forms.GrantForm(
        posted(request),
        clients=clients,
        held=reads.held_scopes(viewer=request.actor),
        initial={"from_on": localdate()},
    )

    def act(_data: object) -> object:
        asked = dict(form.cleaned_data)
        return actions.give_grant(
            person=request.user,
            client=asked.pop("client"),
            terms=actions.GrantTerms(**asked),
            by=request.actor,
            at=now(),
        )

    return perform(request, Deed("give_grant", form, act, reverse("agencies:me")))


@require_http_methods(["GET", "POST"])
@signed_in
def end(request: SignedRequest, pk: int) -> HttpResponse:
    grant = reads.grant(pk=pk, viewer=request.actor)
    if grant is None:
        raise Http404
    own = grant.person_id == request.user.pk
    deed = Deed(
        "end_grant",
        forms.NothingForm(posted(request)),
        lambda _data: actions.end_grant(grant=grant, by=request.actor, at=now()),
        reverse("agencies:me" if own else "agencies:clients"),
        grant.client,
    )
    return perform(request, deed)
