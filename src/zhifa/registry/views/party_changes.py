"""A party has changed, or what was written of it was wrong: two pages, two acts."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.seals import digest_of
from zhifa.registry import actions, forms, reads
from zhifa.registry.models import Party
from zhifa.registry.views import asked
from zhifa.registry.views.parties import Deed, party_or_404, perform, posted

OPEN = ("kind", "name", "identity_kind", "credit_code", "representative", "area_code", "gone_on")


def _page(
    request: SignedRequest,
    pk: str,
    code: str,
    shape: type[forms.PartyChangeForm],
    act: Callable[..., Party],
) -> HttpResponse:
    row = party_or_404(request, pk)
    then, past = row, min(asked.day(request, field=False), localdate())
    more = {}
    if shape is forms.PartyCorrectForm and past < localdate():
        then, more = reads.party_on(party=row, on=past, viewer=request.actor), {"on": past}
    kinds = Party.Kind.values if "kind" in shape.base_fields else [row.kind]
    form = shape(
        posted(request),
        papers={k: word for kind in kinds for k, word in reads.papers_of(kind=kind).items()},
        initial={**{name: getattr(then, name) for name in OPEN}, "seen": digest_of(row)},
    )

    def done() -> Party:
        return act(
            party=row,
            details=form.details(),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            by=request.actor,
            at=now(),
            **more,
            **form.proof(),
        )

    back = reverse("registry:party", args=[row.pk])
    about = f"{then.name}（{past} 的登记）" if more else row.name
    return perform(request, Deed(code, form, done, back, about))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@needs("party:edit")
def change(request: SignedRequest, pk: str) -> HttpResponse:
    return _page(request, pk, "change_party", forms.PartyChangeForm, actions.change_party)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@needs("party:edit")
def correct(request: SignedRequest, pk: str) -> HttpResponse:
    return _page(request, pk, "correct_party", forms.PartyCorrectForm, actions.correct_party)
