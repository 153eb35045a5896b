"""The keeper's pages for channels of complaint and the yearly plan of inspections."""

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from zhifa.agencies.http import SignedRequest, needs
from zhifa.registry import actions, forms, reads
from zhifa.registry.views.bodies import Deed, body_or_404, perform


@require_http_methods(["GET", "POST"])
@needs("matter:edit")
def add_channel(request: SignedRequest, code: str) -> HttpResponse:
    body = body_or_404(request, code)
    sent = request.POST if request.method == "POST" else None
    form = forms.ChannelForm(sent, initial={"from_on": localdate()})

    def act() -> object:
        facts = actions.ChannelFacts(**form.cleaned_data)
        return actions.open_channel(agency=body, facts=facts, by=request.actor, at=now())

    return perform(request, Deed("add_channel", form, act, body))


@require_http_methods(["GET", "POST"])
@needs("matter:edit")
def add_plan(request: SignedRequest, code: str) -> HttpResponse:
    body = body_or_404(request, code)
    today = localdate()
    sent = request.POST if request.method == "POST" else None
    form = forms.PlanForm(sent, initial={"year": today.year, "from_on": today, "last_month": 12})

    def act() -> object:
        plan = actions.CheckPlan(**form.cleaned_data)
        return actions.plan_check(agency=body, plan=plan, by=request.actor, at=now())

    return perform(request, Deed("add_plan", form, act, body))


@require_http_methods(["GET", "POST"])
@needs("matter:edit")
def end(request: SignedRequest, what: str, pk: int) -> HttpResponse:
    fact = reads.public_fact(what=what, pk=pk, viewer=request.actor)
    if fact is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = forms.LastDayForm(sent, initial={"until_on": localdate()})

    def act() -> object:
        day = form.cleaned_data["until_on"]
        return actions.end_public_fact(fact=fact, until_on=day, by=request.actor, at=now())

    return perform(request, Deed(f"end_{what}", form, act, fact.agency, str(fact)))
