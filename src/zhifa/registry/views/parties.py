"""The library of parties: found, registered, changed, merged; looked at on record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.registry import actions, forms, pages, reads
from zhifa.registry.models import Party
from zhifa.registry.views import asked

PAGE = 50
REFUSED, MALFORMED = 409, 422


@dataclass(frozen=True, slots=True)
class Deed:
    """A page with one form and one action behind it, which answers the party it leads to.

    then: where to go on; to the party's own page when it says nothing.
    """

    code: str
    form: forms.Shape
    act: Callable[[], Party]
    back: str
    about: str = ""
    then: Callable[[Party], str] | None = None


def posted(request: SignedRequest) -> QueryDict | None:
    """What was sent, None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def party_or_404(request: SignedRequest, pk: str) -> Party:
    """A party by the id in the address."""
    found = reads.party_or_none(party_id=pk, viewer=request.actor)
    if found is None:
        raise Http404
    return found


def _show(
    request: SignedRequest, deed: Deed, obstacles: Sequence[Obstacle] = (), status: int = 200
) -> HttpResponse:
    context = {
        "page": pages.page(deed.code),
        "form": deed.form,
        "back": deed.back,
        "about": deed.about,
        "obstacles": obstacles,
        "do": reverse("registry:parties"),
    }
    return render(request, "registry/form.html", context, status=status)


def perform(request: SignedRequest, deed: Deed) -> HttpResponse:
    """Show the form; when sent, act and go on, or show it again with every reason why not."""
    if not deed.form.is_bound:
        return _show(request, deed)
    if not deed.form.is_valid():
        return _show(request, deed, status=MALFORMED)
    try:
        party = deed.act()
    except Refused as refused:
        return _show(request, deed, refused.obstacles, status=REFUSED)
    messages.success(request, pages.page(deed.code)["done"])
    return redirect(deed.then(party) if deed.then else reverse("registry:party", args=[party.pk]))


def _asked_from(request: SignedRequest) -> str:
    """The address of the form that waits for a party to be registered, here and nowhere else."""
    back = request.GET.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if safe and back.startswith("/") else ""


def _to(back: str) -> Callable[[Party], str] | None:
    """How the form that waits is told which party it is."""

    def address(party: Party) -> str:
        return f"{back}&chosen={party.pk}"

    return address if back else None


def _cards(request: SignedRequest, rows: Sequence[Party], on: date) -> list[object]:
    """The rows as of a day, masked; those not registered by then are left out."""
    actor = request.actor
    then = rows if on >= localdate() else reads.parties_then(rows=rows, on=on, viewer=actor)
    return [reads.card(party=p, on=on, viewer=actor) for p in then]


@require_safe
@needs("registry:read")
def parties(request: SignedRequest) -> HttpResponse:
    query, kind = asked.text(request, "q"), asked.text(request, "kind")
    last = reads.party_or_none(party_id=asked.text(request, "after"), viewer=request.actor)
    after = (last.name, last.pk) if last else None
    try:
        if reads.by_number(query):
            actions.look_up(code=query, by=request.actor, at=now())
    except Refused as refused:
        context: dict[str, object] = {
            "obstacles": refused.obstacles,
            "kinds": Party.Kind.choices,
            "query": query,
        }
        return render(request, "registry/parties.html", context, status=REFUSED)
    on, today = min(asked.day(request), localdate()), localdate()
    found = reads.parties(
        viewer=request.actor, search=query, kind=kind, after=after, on=on if on < today else None
    )
    rows = list(found.select_related("merged_into")[: PAGE + 1])
    more = {"kind": kind, "after": rows[PAGE - 1].pk, "q": query} if len(rows) > PAGE else None
    if more and on < today:
        more["on"] = on.isoformat()
    context = {
        "rows": _cards(request, rows[:PAGE], on),
        "on": on,
        "past": on < today,
        "kinds": Party.Kind.choices,
        "kind": kind,
        "query": query,
        "more": urlencode(more) if more else "",
    }
    return render(request, "registry/parties.html", context)


def _file(request: SignedRequest, row: Party, on: date) -> dict[str, object]:
    """What the file holds beside the entry itself; of a day gone by, what had begun by then."""
    actor, today = request.actor, localdate()
    may_edit = actor.holds("party:edit")
    kept = reads.party_records(party=row, viewer=actor)
    begun = kept.filter(from_on__lte=on) if on < today else kept
    records = list(begun[:PAGE])
    return {
        "records": records,
        "merges": reads.merges_of(party=row, viewer=actor),
        "steps": reads.party_steps(party=row, viewer=actor),
        "former_names": reads.former_names(party=row, viewer=actor),
        "alike": reads.likely_same(party=row, viewer=actor) if may_edit else [],
        "looks": reads.looks_at(party=row, viewer=actor),
        "today": today,
    }


def _page(
    request: SignedRequest,
    row: Party,
    form: forms.LookForm,
    obstacles: Sequence[Obstacle] = (),
    revealed: actions.Revealed | None = None,
) -> HttpResponse:
    on = min(asked.day(request), localdate())
    form.offer(reads.look_grounds(viewer=request.actor))
    then = reads.party_on(party=row, on=on, viewer=request.actor)
    begun = reads.registered_on(party=row, viewer=request.actor)
    context = {
        "begun": begun,
        "early": begun is not None and on < begun,
        "party": reads.card(party=then, on=on, viewer=request.actor),
        "on": on,
        "form": form,
        "obstacles": obstacles,
        "revealed": revealed,
        **_file(request, row, on),
    }
    bad = MALFORMED if form.errors else 200
    return render(request, "registry/party.html", context, status=REFUSED if obstacles else bad)


@require_safe
@needs("registry:read")
def party(request: SignedRequest, pk: str) -> HttpResponse:
    return _page(request, party_or_404(request, pk), forms.LookForm())


@never_cache
@require_POST
@needs("party:edit")
def reveal(request: SignedRequest, pk: str) -> HttpResponse:
    row, form = party_or_404(request, pk), forms.LookForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    try:
        seen = actions.reveal_party(party=row, by=request.actor, at=now(), **form.cleaned_data)
    except Refused as refused:
        return _page(request, row, form, refused.obstacles)
    return _page(request, row, forms.LookForm(), revealed=seen)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@needs("party:edit")
def register(request: SignedRequest) -> HttpResponse:
    form = forms.PartyForm(posted(request), initial={"name": asked.text(request, "name")})

    def act() -> Party:
        kind, name = form.cleaned_data["kind"], form.cleaned_data["name"]
        return actions.register_party(
            kind=kind, name=name, details=form.details(), by=request.actor, at=now()
        )

    back = _asked_from(request)
    deed = Deed("register_party", form, act, back or reverse("registry:parties"), then=_to(back))
    return perform(request, deed)


def _told(row: Party) -> str:
    return f"{row.name}（编号尾 {row.pk[-6:]}）"


@require_http_methods(["GET", "POST"])
@needs("party:edit")
def merge(request: SignedRequest, pk: str) -> HttpResponse:
    row = party_or_404(request, pk)
    form = forms.MergeForm(posted(request), initial={"kept": asked.text(request, "kept")})
    kept = None
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["kept"]
        kept = reads.party_or_none(party_id=code, viewer=request.actor)
        kept = kept or reads.party_by_identity(code=code, viewer=request.actor)
        if kept is None:
            form.add_error("kept", pages.label("kept_unknown"))
    chosen = kept or row

    def act() -> Party:
        return actions.merge_parties(
            party=row,
            kept=chosen,
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=now(),
        )

    back = reverse("registry:party", args=[row.pk])
    named = kept or reads.party_or_none(party_id=asked.text(request, "kept"), viewer=request.actor)
    about = f"{_told(row)} 并入后停用，留下 {_told(named) if named else '您填的那一条'}"
    return perform(request, Deed("merge_parties", form, act, back, about))
