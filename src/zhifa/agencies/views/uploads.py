"""What comes as a file: letters of mandate, photos, lists of certificates."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import actions, forms, pages, reads
from zhifa.agencies.http import SignedRequest, needs, signed_in
from zhifa.agencies.models import Delegation
from zhifa.agencies.views.deeds import MALFORMED, REFUSED, Deed, perform, posted
from zhifa.agencies.views.people import page_of, person_or_404
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.kernel.workbook import LARGEST_FILE, BadFile

MOST = LARGEST_FILE + 1


def _bytes(file: object) -> bytes:
    assert isinstance(file, UploadedFile)  # noqa: S101 - what a file field has cleaned
    return bytes(file.read(MOST))


def _delegation_or_404(request: SignedRequest, pk: int) -> Delegation:
    row = reads.delegation(pk=pk, viewer=request.actor)
    if row is None:
        raise Http404
    return row


def _body_page(row: Delegation) -> str:
    return reverse("agencies:agency", args=[row.principal.code])


@require_http_methods(["GET", "POST"])
@needs("agency:edit")
def file_letter(request: SignedRequest, pk: int) -> HttpResponse:
    row = _delegation_or_404(request, pk)
    form = forms.LetterForm(posted(request), request.FILES or None)
    deed = Deed(
        "file_letter",
        form,
        lambda data: actions.file_letter(
            delegation=row,
            name=data["file"].name,
            content=_bytes(data["file"]),
            by=request.actor,
            at=now(),
        ),
        _body_page(row),
        row,
    )
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("agency:edit")
def publish_delegation(request: SignedRequest, pk: int) -> HttpResponse:
    row = _delegation_or_404(request, pk)
    deed = Deed(
        "publish_delegation",
        forms.NothingForm(posted(request)),
        lambda _data: actions.publish_delegation(delegation=row, by=request.actor, at=now()),
        _body_page(row),
        row,
    )
    return perform(request, deed)


@require_safe
@signed_in
def letter(request: SignedRequest, pk: int) -> HttpResponse:
    found = reads.letter(delegation_id=pk, on=localdate(), viewer=request.actor)
    if found is None:
        raise Http404
    answer = HttpResponse(bytes(found.content), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="mandate-{pk}.pdf"'
    return answer


@require_http_methods(["GET", "POST"])
@needs("certificate:edit")
def file_portrait(request: SignedRequest, pk: int) -> HttpResponse:
    user = person_or_404(request, pk)
    deed = Deed(
        "file_portrait",
        forms.PortraitForm(posted(request), request.FILES or None),
        lambda data: actions.file_portrait(
            user=user, content=_bytes(data["file"]), by=request.actor, at=now()
        ),
        page_of(user),
        user,
    )
    return perform(request, deed)


def _list_page(
    request: SignedRequest,
    form: forms.CardListForm,
    report: reads.Report | None = None,
    obstacles: tuple[Obstacle, ...] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": pages.page("import_cards"),
        "form": form,
        "report": report,
        "obstacles": obstacles,
    }
    return render(request, "agencies/import_cards.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs("certificate:edit")
def import_cards(request: SignedRequest) -> HttpResponse:
    """Look at a list; with the second button, take it over."""
    form = forms.CardListForm(posted(request), request.FILES or None)
    if not form.is_bound or not form.is_valid():
        return _list_page(request, form, status=MALFORMED if form.is_bound else 200)
    data, at = _bytes(form.cleaned_data["file"]), now()
    try:
        report = reads.card_report(data=data, on=localdate(at), viewer=request.actor)
    except BadFile as bad:
        form.add_error("file", [f"{r.cell} {r.reason}".strip() for r in bad.remarks[:20]])
        return _list_page(request, form, status=MALFORMED)
    if request.POST.get("do") != "take":
        return _list_page(request, forms.CardListForm(), report)
    try:
        taken = actions.import_cards(data=data, by=request.actor, at=at)
    except Refused as refused:
        return _list_page(request, forms.CardListForm(), report, refused.obstacles, REFUSED)
    said = "登记 {issue} 个，暂扣 {suspend} 个，注销 {cancel} 个。".format(**taken.counts)
    messages.success(request, pages.page("import_cards").done + said)
    return redirect("agencies:people")
