"""工作台: what needs this person today."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from zhifa.agencies.http import SignedRequest, signed_in
from zhifa.disclosure import reads as disclosure
from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import NEVER, Case
from zhifa.kernel.access import Actor
from zhifa.review import reads as review
from zhifa.supervision import reads as supervision

SOON = 14
WAITING = {
    "case:approve": ("filing", "deliberating"),
    "case:endorse": ("clue", "filing"),
    "case:archive": ("closed", "not_filed"),
    "case:hear": ("hearing",),
    "case:minute": ("deliberating",),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the desk: what, about which case, by when."""

    words: str
    about: str
    url: str
    due: date | None


def _cases(found: list[Case], names: dict[str, str]) -> list[Task]:
    return [
        Task(
            names.get(c.stage, c.stage),
            c.title,
            f"/cases/{c.pk}/",
            None if c.nearest_on == NEVER else c.nearest_on,
        )
        for c in found
    ]


def _approvals(actor: Actor, names: dict[str, str]) -> list[Task]:
    stages = {s for permission, some in WAITING.items() if actor.reach(permission) for s in some}
    return _cases(cases.at_stages(viewer=actor, stages=sorted(stages)), names)


def _reviews(actor: Actor) -> list[Task]:
    if not actor.reach("review:opine"):
        return []
    waiting = review.inbox(viewer=actor)[:30]
    return [Task("法制审核", s.case.title, f"/reviews/{s.pk}/", s.due_on) for s in waiting]


def _publications(actor: Actor) -> list[Task]:
    if not actor.reach("disclosure:read"):
        return []
    leaving = disclosure.queue(viewer=actor, state="leaving")[:20]
    waiting = disclosure.queue(viewer=actor, state="waiting")[:30]
    return [
        *(Task("撤下公示", p.title, f"/publish/{p.pk}/", p.withdraw_target_on) for p in leaving),
        *(Task("公示", p.title, f"/publish/{p.pk}/", p.due_on) for p in waiting),
    ]


def tasks(actor: Actor) -> list[Task]:
    """Everything that waits for this person, the nearest deadline first."""
    names = cases.all_stage_names()
    found = [
        *_cases(cases.mine(viewer=actor), names),
        *_approvals(actor, names),
        *_reviews(actor),
        *_publications(actor),
    ]
    unique = {(t.words, t.url): t for t in found}
    return sorted(unique.values(), key=lambda t: (t.due or NEVER, t.about))


@signed_in
@require_GET
def desk(request: SignedRequest) -> HttpResponse:
    """The desk; people without cases land on the page their post opens."""
    for permission, url in (
        ("delivery:read", "/system/deliveries/"),
        ("audit:read", "/audit/"),
        ("account:unlock", "/people/"),
    ):
        if request.actor.holds(permission) and not request.actor.holds("case:read"):
            return redirect(url)
    today, mine = localdate(), tasks(request.actor)
    context = {
        "late": [t for t in mine if t.due and t.due < today],
        "soon": [t for t in mine if t.due and today <= t.due <= today + timedelta(days=SOON)],
        "later": [t for t in mine if not t.due or t.due > today + timedelta(days=SOON)],
        "alerts": supervision.open_alerts(viewer=request.actor, limit=8),
        "today": today,
        "clock": now(),
    }
    return render(request, "desk.html", context)
