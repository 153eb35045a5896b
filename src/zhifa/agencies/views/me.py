"""One's own page: posts, certificates, sessions, password, second factor."""

from urllib.parse import unquote

import pyotp
import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhifa.agencies import actions, pages, reads
from zhifa.agencies.forms import CodeForm, OwnPasswordForm
from zhifa.agencies.http import SignedRequest, always_open, signed_in
from zhifa.agencies.views.deeds import MALFORMED, REFUSED, Deed, perform, posted
from zhifa.kernel.refusals import Obstacle, Refused

ISSUER = "Zhifa"


@require_safe
@signed_in
def me(request: SignedRequest) -> HttpResponse:
    day = localdate()
    context = {
        "posts": reads.posts(user=request.user, on=day, viewer=request.actor),
        "cards": reads.cards(user=request.user, on=day, viewer=request.actor),
        "sessions": reads.sessions(user=request.user, now=now(), viewer=request.actor),
        "grants": reads.own_grants(on=day, viewer=request.actor),
        "current": request.session_row.pk,
        "spare_codes": reads.spare_codes(user=request.user, viewer=request.actor),
    }
    return render(request, "agencies/me.html", context)


@always_open
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@signed_in
def own_password(request: SignedRequest) -> HttpResponse:
    def act(data: object) -> None:
        assert isinstance(data, dict)  # noqa: S101 - what a form has cleaned
        user = actions.set_password(
            user=request.user,
            old=data["old"],
            password=data["password"],
            by=request.actor,
            at=now(),
        )
        update_session_auth_hash(request, user)

    deed = Deed("own_password", OwnPasswordForm(posted(request)), act, "/me/")
    return perform(request, deed)


@require_POST
@signed_in
def end_own_session(request: SignedRequest, pk: int) -> HttpResponse:
    session = reads.session(pk=pk, viewer=request.actor)
    if session is None or session.user_id != request.user.pk:
        raise Http404
    try:
        actions.end_session(session=session, by=request.actor, at=now())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, pages.page("end_session").done)
    return redirect("agencies:me")


def _factor(
    request: SignedRequest,
    form: CodeForm | None = None,
    found: tuple[Obstacle, ...] = (),
    status: int = 200,
) -> HttpResponse:
    confirmed = request.user.totp_confirmed_at
    context = {
        "confirmed": confirmed,
        "secret": "" if confirmed else request.user.totp_secret,
        "form": form or CodeForm(),
        "obstacles": found,
        "compulsory": reads.must_enrol(user=request.user, viewer=request.actor),
    }
    return render(request, "agencies/second_factor.html", context, status=status)


@always_open
@never_cache
@require_safe
@signed_in
def second_factor(request: SignedRequest) -> HttpResponse:
    return _factor(request)


@always_open
@require_POST
@signed_in
def enrol(request: SignedRequest) -> HttpResponse:
    try:
        actions.enrol_totp(user=request.user, by=request.actor, at=now())
    except Refused as refused:
        return _factor(request, found=refused.obstacles, status=REFUSED)
    return redirect("agencies:second_factor")


@always_open
@never_cache
@require_POST
@signed_in
def confirm(request: SignedRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _factor(request, form, status=MALFORMED)
    try:
        codes = actions.confirm_totp(
            user=request.user, code=form.cleaned_data["code"], by=request.actor, at=now()
        )
    except Refused as refused:
        return _factor(request, form, refused.obstacles, REFUSED)
    return render(request, "agencies/recovery_codes.html", {"codes": codes})


@always_open
@never_cache
@require_safe
@signed_in
def qr(request: SignedRequest) -> HttpResponse:
    """The secret of a factor not yet confirmed, as a picture for the phone."""
    if request.user.totp_confirmed_at or not request.user.totp_secret:
        raise Http404
    address = pyotp.TOTP(request.user.totp_secret).provisioning_uri(
        name=request.user.username, issuer_name=ISSUER
    )
    _, _, picture = segno.make(address, error="m").svg_data_uri(scale=5).partition(",")
    return HttpResponse(unquote(picture), content_type="image/svg+xml")
