"""Having a package for the archive office made: ordering it, and how far the machine is."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, packing, reads, transferring
from zhifa.records.forms.transfers import PackageForm
from zhifa.records.models import PackageOrder
from zhifa.records.rules.obstacles import NOTHING_TO_HAND_OVER
from zhifa.records.rules.packages import MOST
from zhifa.records.views.common import MALFORMED, REFUSED


def _waiting(request: SignedRequest) -> dict[str, transferring.Order]:
    """What may be packed: bodies and years with archived dossiers, each as an order for nobody."""
    found = {}
    for agency, year, _ in reads.waiting(viewer=request.actor):
        rows = reads.to_transfer(agency_id=agency.pk, year=year, viewer=request.actor)
        found[f"{agency.code}-{year}"] = transferring.Order(agency, rows[:MOST], "")
    return found


@require_http_methods(["GET", "POST"])
@needs("dossier:export")
def make(request: SignedRequest) -> HttpResponse:
    """Order a package of archived dossiers; the machine makes it, its page says how far it is."""
    orders = _waiting(request)
    named = [
        (key, f"{order.agency.name}：{key[-4:]} 年归档的 {len(order.dossiers)} 卷")
        for key, order in orders.items()
    ]
    form = PackageForm(request.POST if request.method == "POST" else None, waiting=named)
    context: dict[str, object] = {"form": form, "back": "/transfers/", "most": MOST}
    if not named:
        context["obstacles"] = [NOTHING_TO_HAND_OVER]
    if not form.is_valid():
        status = MALFORMED if form.is_bound else 200
        return render(request, "records/make_package.html", context, status=status)
    told = form.cleaned_data
    order = orders[told["what"]]
    try:
        row = actions.order_package(
            agency=order.agency,
            dossiers=order.dossiers,
            receiver=told["receiver"],
            by=request.actor,
            at=now(),
        )
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "records/make_package.html", context, status=REFUSED)
    return redirect("records:package_order", row.pk)


def _order_or_404(request: SignedRequest, order_id: str) -> PackageOrder:
    row = reads.package_order(order_id=order_id, viewer=request.actor)
    if row is None:
        raise Http404
    return row


def _page(request: SignedRequest, row: PackageOrder) -> HttpResponse:
    done = reads.transfer_of(transfer_id=row.pk, viewer=request.actor)
    total = len(row.dossiers)
    context = {
        "row": row,
        "done": done,
        "total": total,
        "packed": total if done else packing.packed(order=row),
        "works": row.done_at is None and row.stopped_at is None,
        "now": now(),
    }
    part = "records/_package_order.html" if request.htmx else "records/package_order.html"
    return render(request, part, context)


@require_safe
@needs("dossier:export")
def one(request: SignedRequest, order_id: str) -> HttpResponse:
    """How far a package is, or why it is not made; the page asks again by itself until it is."""
    return _page(request, _order_or_404(request, order_id))


@require_POST
@needs("dossier:export")
def resume(request: SignedRequest, order_id: str) -> HttpResponse:
    """Go on with a package that stopped."""
    row = _order_or_404(request, order_id)
    try:
        actions.resume_package(order_id=row.pk, by=request.actor, at=now())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("records:package_order", row.pk)


@require_POST
@needs("dossier:export")
def give_up(request: SignedRequest, order_id: str) -> HttpResponse:
    """Make a package that stopped no more."""
    row = _order_or_404(request, order_id)
    try:
        packing.give_up(order=row, by=request.actor, at=now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("records:package_order", row.pk)
    messages.success(request, "这一包不做了，没有登记移交；其中的案卷可以另做一包。")
    return redirect("records:transfers")
