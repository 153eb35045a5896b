"""Certificates: issue, suspend, resume, cancel."""

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from zhifa.agencies import actions, forms, reads
from zhifa.agencies.http import SignedRequest, needs
from zhifa.agencies.models import Certificate
from zhifa.agencies.views.deeds import Deed, perform, posted
from zhifa.agencies.views.people import page_of, person_or_404


def _card_or_404(request: SignedRequest, pk: int) -> Certificate:
    row = reads.card(pk=pk, viewer=request.actor)
    if row is None:
        raise Http404
    return row


@require_http_methods(["GET", "POST"])
@needs("certificate:edit")
def issue(request: SignedRequest, pk: int) -> HttpResponse:
    holder = person_or_404(request, pk)

    def act(data: object) -> object:
        assert isinstance(data, dict)  # noqa: S101 - what a form has cleaned
        agency = data.pop("agency")
        return actions.issue_certificate(
            holder=holder, agency=agency, card=actions.Card(**data), by=request.actor, at=now()
        )

    form = forms.CertificateForm(posted(request), initial={"valid_from": localdate()})
    return perform(request, Deed("issue_certificate", form, act, page_of(holder), holder))


@require_http_methods(["GET", "POST"])
@needs("certificate:edit")
def suspend(request: SignedRequest, pk: int) -> HttpResponse:
    row = _card_or_404(request, pk)
    deed = Deed(
        "suspend_certificate",
        forms.SuspendForm(posted(request), initial={"from_on": localdate()}),
        lambda data: actions.suspend_certificate(
            certificate=row, by=request.actor, at=now(), **data
        ),
        page_of(row.holder),
        row,
    )
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("certificate:edit")
def resume(request: SignedRequest, pk: int) -> HttpResponse:
    row = _card_or_404(request, pk)
    deed = Deed(
        "resume_certificate",
        forms.ResumeForm(posted(request), initial={"from_on": localdate()}),
        lambda data: actions.resume_certificate(
            certificate=row, from_on=data["from_on"], by=request.actor, at=now()
        ),
        page_of(row.holder),
        row,
    )
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("certificate:edit")
def cancel(request: SignedRequest, pk: int) -> HttpResponse:
    row = _card_or_404(request, pk)
    deed = Deed(
        "cancel_certificate",
        forms.ReasonForm(posted(request), initial={"on": localdate()}),
        lambda data: actions.cancel_certificate(
            certificate=row, by=request.actor, at=now(), **data
        ),
        page_of(row.holder),
        row,
    )
    return perform(request, deed)
