"""Leave to seal, and the certificates that seals are made with."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.access import may
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, gates, office, reads
from zhifa.records.forms import CredentialForm, RevocationForm, SealForm
from zhifa.records.models import Credential
from zhifa.records.signing.providers import ProviderDown
from zhifa.records.views.common import MALFORMED, REFUSED, Deed, found_or_404, open_or_404, perform

SHOWN = 100


@require_http_methods(["GET", "POST"])
@needs("seal:approve")
def approve(request: SignedRequest, document_id: str) -> HttpResponse:
    paper = open_or_404(
        request,
        lambda: reads.document(document_id=document_id, viewer=request.actor),
        lambda found: found.dossier_id,
    )

    def act(data: dict[str, Any]) -> None:
        order = actions.approve_seal(
            document_id=paper.pk, reason=data["reason"], by=request.actor, at=now()
        )
        why = office.carry_out(order_id=order.pk, by=request.actor, at=now())
        if why:
            messages.warning(request, f"用印已经批准，暂时没有盖上：{why}")

    form = SealForm(
        request.POST if request.method == "POST" else None, initial={"reason": f"送达{paper.title}"}
    )
    deed = Deed(
        "records/approve_seal.html", form, act, paper.dossier, "已批准用印。", {"paper": paper}
    )
    return perform(request, deed)


@require_POST
@needs("seal:approve")
def carry_out(request: SignedRequest, document_id: str) -> HttpResponse:
    """Try at once what the seal office would try later."""
    paper = found_or_404(lambda: reads.document(document_id=document_id, viewer=request.actor))
    if not may(request.actor, "seal:approve", paper.dossier.agency_id):
        raise Http404
    state = reads.seal_state(document_id=paper.pk, viewer=request.actor)
    barred = gates.barred(paper.dossier_id, by=request.actor)
    if barred:
        messages.warning(request, barred[0].message)
    elif state.order is not None:
        why = office.carry_out(order_id=state.order.pk, by=request.actor, at=now())
        messages.warning(request, why) if why else messages.success(request, "已盖章。")
    elif state.pending and office.stamp(document=paper, by=request.actor, at=now()):
        messages.success(request, "时间戳已补上。")
    elif state.pending:
        messages.warning(request, "时间戳服务暂时没有应答，恢复后自动补上。")
    return redirect("records:document", paper.pk)


@require_safe
@needs("seal:approve")
def waiting(request: SignedRequest) -> HttpResponse:
    rows = reads.unsealed(viewer=request.actor, limit=SHOWN)
    context = {"rows": rows, "full": len(rows) == SHOWN, "shown": SHOWN}
    return render(request, "records/waiting_seals.html", context)


@require_safe
@needs("seal:keep")
def credentials(request: SignedRequest) -> HttpResponse:
    rows = reads.credentials(viewer=request.actor)[:SHOWN]
    return render(request, "records/credentials.html", {"rows": rows, "at": now()})


@require_http_methods(["GET", "POST"])
@needs("seal:keep")
def register(request: SignedRequest) -> HttpResponse:
    homes = list(agencies.agencies(viewer=request.actor))
    form = CredentialForm(request.POST if request.method == "POST" else None, homes=homes)
    context: dict[str, object] = {"form": form, "back": reverse("records:credentials")}
    if not form.is_valid():
        status = MALFORMED if form.is_bound else 200
        return render(request, "records/register_credential.html", context, status=status)
    told = form.cleaned_data
    home = next(a for a in homes if str(a.pk) == told["agency"])
    try:
        actions.register_credential(
            holder=actions.Holder(home, home.name), ref=told["ref"], by=request.actor, at=now()
        )
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "records/register_credential.html", context, status=REFUSED)
    except ProviderDown as down:
        context["down"] = down
        return render(request, "records/register_credential.html", context, status=503)
    messages.success(request, "证书已登记。")
    return redirect("records:credentials")


@require_http_methods(["GET", "POST"])
@needs("seal:keep")
def revoke(request: SignedRequest, credential_id: str) -> HttpResponse:
    row = reads.credentials(viewer=request.actor).filter(pk=credential_id).first()
    if row is None:
        raise Http404
    form = RevocationForm(request.POST if request.method == "POST" else None)
    back = reverse("records:credentials")
    context: dict[str, object] = {"form": form, "row": row, "back": back}
    if not form.is_valid():
        status = MALFORMED if form.is_bound else 200
        return render(request, "records/revoke_credential.html", context, status=status)
    try:
        _revoke(request, row, form.cleaned_data["reason"])
    except Refused as refused:
        context["obstacles"] = refused.obstacles
        return render(request, "records/revoke_credential.html", context, status=REFUSED)
    return redirect(back)


def _revoke(request: SignedRequest, row: Credential, reason: str) -> None:
    at = now()
    actions.revoke_credential(credential_id=row.pk, reason=reason, by=request.actor, at=at)
    told = office.publish_revocation(credential_id=row.pk, ref=row.ref, by=request.actor, at=at)
    if told:
        messages.success(request, "已吊销，并已公布。已盖的章凭时间戳继续有效。")
    else:
        messages.warning(
            request, "本系统已停用这张证书；签名服务暂时没有应答，恢复后自动公布吊销。"
        )
