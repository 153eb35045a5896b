"""Sign-in in one or two steps, and sign-out."""

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhifa.agencies import actions, demo, obstacles, reads
from zhifa.agencies.forms import CodeForm, SignInForm
from zhifa.agencies.http import SignedRequest, always_open, device_of, signed_in
from zhifa.agencies.models import User
from zhifa.agencies.views.deeds import MALFORMED, REFUSED
from zhifa.kernel.refusals import Obstacle, Refused

PENDING = "second_step"
PATIENCE = 300  # seconds between password and code
BACKEND = "django.contrib.auth.backends.ModelBackend"


def _safe(request: HttpRequest, address: str) -> str:
    """The address to go on to, if it is ours."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else settings.LOGIN_REDIRECT_URL


def _begin(request: HttpRequest, user: User, address: str) -> HttpResponse:
    """Begin the session of a person who passed every step."""
    login(request, user, backend=BACKEND)
    actor = reads.signed(user=user, on=localdate())
    actions.record_sign_in(user=user, device=device_of(request), by=actor, at=now())
    return redirect(_safe(request, address))


def _accounts() -> list[demo.Account]:
    used = reads.used_steps(usernames=demo.usernames())
    return demo.accounts(used=used, now=now())


@always_open
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    address = request.POST.get("next") or request.GET.get("next", "")
    if request.user.is_authenticated:
        return redirect(_safe(request, address))
    form = SignInForm(request.POST if request.method == "POST" else None)
    wrong = False
    if form.is_valid():
        names = form.cleaned_data
        user = authenticate(request, username=names["username"], password=names["password"])
        if isinstance(user, User):
            if user.totp_confirmed_at is None:
                return _begin(request, user, address)
            request.session[PENDING] = [user.username, now().timestamp(), address]
            return redirect("agencies:sign_in_code")
        wrong = True
    context = {"form": form, "wrong": wrong, "next": address, "accounts": _accounts()}
    status = MALFORMED if form.is_bound else 200
    return render(request, "agencies/sign_in.html", context, status=status)


def _locked(request: HttpRequest) -> HttpResponse:
    """Let AxesMiddleware answer with its page."""
    request.axes_locked_out = True  # type: ignore[attr-defined]
    return HttpResponse(status=429)


def _try_code(request: HttpRequest, user: User, code: str) -> tuple[Obstacle, ...]:
    """Pass the second step; what stands in the way, a wrong code counted towards the lock."""
    actor = reads.signed(user=user, on=localdate())
    try:
        actions.use_code(user=user, code=code, by=actor, at=now())
    except Refused as refused:
        if obstacles.WRONG_CODE in refused.obstacles:
            AxesProxyHandler.user_login_failed(_try_code, {"username": user.username}, request)
        return refused.obstacles
    return ()


@always_open
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    username, since, address = request.session.get(PENDING, ["", 0.0, ""])
    user = reads.person_of_username(username=username)
    if user is None or now().timestamp() - since > PATIENCE:
        request.session.pop(PENDING, None)
        return redirect("agencies:sign_in")
    if not AxesProxyHandler.is_allowed(request, {"username": username}):
        return _locked(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    found: tuple[Obstacle, ...] = ()
    if form.is_valid():
        found = _try_code(request, user, form.cleaned_data["code"])
        if not found:
            request.session.pop(PENDING, None)
            return _begin(request, user, address)
    context = {"form": form, "obstacles": found}
    status = REFUSED if found else MALFORMED if form.is_bound else 200
    return render(request, "agencies/sign_in_code.html", context, status=status)


@always_open
@require_POST
@signed_in
def sign_out(request: SignedRequest) -> HttpResponse:
    actions.end_session(session=request.session_row, by=request.actor, at=now())
    logout(request)
    return redirect("agencies:sign_in")
