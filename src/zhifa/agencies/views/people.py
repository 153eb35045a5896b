"""The list of people, a person's page, posts and accounts."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.agencies import actions, forms, reads
from zhifa.agencies.http import SignedRequest, day_asked, needs
from zhifa.agencies.models import User
from zhifa.agencies.views.deeds import Deed, perform, posted
from zhifa.kernel.seals import digest_of

LIST = "/people/"
PAGE = 50
LONGEST_KEY = 18  # digits that a database key can have


def person_or_404(request: SignedRequest, pk: int) -> User:
    """A person the viewer may see."""
    user = reads.person(pk=pk, viewer=request.actor)
    if user is None or user.is_client:
        raise Http404
    return user


def page_of(user: User) -> str:
    """The address of a person's page."""
    return reverse("agencies:person", args=[user.pk])


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else 0


@require_safe
@needs("agency:read")
def people(request: SignedRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:60]
    chosen = _number(request.GET.get("agency", ""))
    day = day_asked(request)
    found = reads.people(
        viewer=request.actor,
        agency_id=chosen or None,
        query=query,
        after=_number(request.GET.get("after", "")),
    )
    shown = list(found[: PAGE + 1])
    context = {
        "rows": reads.rows(page=shown[:PAGE], on=day, viewer=request.actor),
        "on": day,
        "past": day != localdate(),
        "more": shown[PAGE - 1].pk if len(shown) > PAGE else None,
        "agencies": reads.agencies_of(viewer=request.actor),
        "query": query,
        "chosen": chosen,
        "may_register": request.actor.holds("account:edit"),
        "may_import": request.actor.holds("certificate:edit"),
    }
    return render(request, "agencies/people.html", context)


@require_safe
@needs("agency:read")
def person(request: SignedRequest, pk: int) -> HttpResponse:
    user, day = person_or_404(request, pk), day_asked(request)
    actor = request.actor
    asked = ("post:edit", "certificate:edit", "account:edit", "account:unlock", "session:end")
    context = {
        "person": user,
        "name": reads.names_on(user_ids=[user.pk], on=day)[user.pk],
        "on": day,
        "past": day != localdate(),
        "posts": reads.posts(user=user, on=day, viewer=actor),
        "cards": reads.cards(user=user, on=day, viewer=actor),
        "locked": reads.is_locked(user=user, now=now(), viewer=actor),
        "sessions": reads.sessions(user=user, now=now(), viewer=actor),
        "may": {p.replace(":", "_"): actor.holds(p) for p in asked},
    }
    return render(request, "agencies/person.html", context)


@require_http_methods(["GET", "POST"])
@needs("account:edit")
def register(request: SignedRequest) -> HttpResponse:
    deed = Deed(
        "register_person",
        forms.PersonForm(posted(request)),
        lambda data: actions.register_person(facts=data, by=request.actor, at=now()),
        LIST,
    )
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("post:edit")
def change(request: SignedRequest, pk: int) -> HttpResponse:
    user = person_or_404(request, pk)
    initial = {name: getattr(user, name) for name in forms.PersonFacts.base_fields}
    form = forms.PersonChangeForm(posted(request), initial={**initial, "seen": digest_of(user)})

    def act(_data: object) -> object:
        facts, seen = form.changes()
        return actions.change_person(
            user=user,
            facts=facts,
            seen=seen,
            corrects=form.cleaned_data["corrects"],
            by=request.actor,
            at=now(),
        )

    return perform(request, Deed("change_person", form, act, page_of(user), user))


@require_http_methods(["GET", "POST"])
@needs("post:edit")
def appoint(request: SignedRequest, pk: int) -> HttpResponse:
    user = person_or_404(request, pk)
    units = reads.all_units(viewer=request.actor)
    deed = Deed(
        "appoint",
        forms.AppointForm(posted(request), units=units, initial={"from_on": localdate()}),
        lambda data: actions.appoint(
            user=user, to=actions.Appointment(**data), by=request.actor, at=now()
        ),
        page_of(user),
        user,
    )
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("post:edit")
def dismiss(request: SignedRequest, pk: int) -> HttpResponse:
    post = reads.post(pk=pk, viewer=request.actor)
    if post is None:
        raise Http404
    deed = Deed(
        "dismiss",
        forms.OnForm(posted(request), initial={"on": localdate()}),
        lambda data: actions.dismiss(post=post, on=data["on"], by=request.actor, at=now()),
        page_of(post.user),
        post.user,
    )
    return perform(request, deed)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@needs("account:edit")
def reset_password(request: SignedRequest, pk: int) -> HttpResponse:
    user = person_or_404(request, pk)
    deed = Deed(
        "reset_password",
        forms.NewPasswordForm(posted(request)),
        lambda data: actions.set_password(
            user=user, password=data["password"], by=request.actor, at=now()
        ),
        page_of(user),
        user,
    )
    return perform(request, deed)


def _simple(request: SignedRequest, user: User, code: str) -> HttpResponse:
    """A page that only asks whether to go on with one act on an account."""
    acts = {
        "close_account": actions.close_account,
        "reopen_account": actions.reopen_account,
        "unlock_account": actions.unlock_account,
        "reset_factor": actions.reset_factor,
    }

    def act(_data: object) -> object:
        return acts[code](user=user, by=request.actor, at=now())

    deed = Deed(code, forms.NothingForm(posted(request)), act, page_of(user), user)
    return perform(request, deed)


@require_http_methods(["GET", "POST"])
@needs("account:edit")
def close(request: SignedRequest, pk: int) -> HttpResponse:
    return _simple(request, person_or_404(request, pk), "close_account")


@require_http_methods(["GET", "POST"])
@needs("account:edit")
def reopen(request: SignedRequest, pk: int) -> HttpResponse:
    return _simple(request, person_or_404(request, pk), "reopen_account")


@require_http_methods(["GET", "POST"])
@needs("account:unlock")
def unlock(request: SignedRequest, pk: int) -> HttpResponse:
    return _simple(request, person_or_404(request, pk), "unlock_account")


@require_http_methods(["GET", "POST"])
@needs("account:unlock")
def reset_factor(request: SignedRequest, pk: int) -> HttpResponse:
    return _simple(request, person_or_404(request, pk), "reset_factor")


@require_http_methods(["GET", "POST"])
@needs("session:end")
def end_session(request: SignedRequest, pk: int) -> HttpResponse:
    session = reads.session(pk=pk, viewer=request.actor)
    if session is None:
        raise Http404
    deed = Deed(
        "end_session",
        forms.NothingForm(posted(request)),
        lambda _data: actions.end_session(session=session, by=request.actor, at=now()),
        page_of(session.user),
        session.user,
    )
    return perform(request, deed)
