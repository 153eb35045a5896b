"""工作台: what needs this person today."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, signed_in
from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import NEVER, Case
from zhifa.kernel.access import Actor, may
from zhifa.kernel.calendar import standard
from zhifa.records import reads as records
from zhifa.registry import reads as registry
from zhifa.review import reads as review
from zhifa.supervision import reads as supervision
from zhifa.web.waiting import Task, publications, questions

SOON = 14
MOST_SEALS = 100  # as many as their page shows
WAITING = {
    "case:approve": ("filing", "deliberating"),
    "case:endorse": ("clue", "filing"),
    "case:archive": ("closed", "not_filed", "referred"),
    "case:hear": ("hearing",),
    "case:minute": ("deliberating",),
}


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the strip: how many terms end, and whether offices work."""

    on: date
    count: int
    state: str
    off: bool


def _cases(found: list[Case], actor: Actor) -> list[Task]:
    """Cases by what is to be done at their stage, by this person or by others."""
    stages, told = cases.all_stages(), []
    for case in found:
        stage = stages[case.stage]
        mine = any(may(actor, permission, case.agency_id) for permission in stage.by)
        due = None if case.nearest_on == NEVER else case.nearest_on
        about = (case.title, f"/cases/{case.pk}/", due, case.number or "尚未立案")
        told.append(Task(stage.name, *about, stage.verb if mine else "看进度", not mine, case.pk))
    return told


def _approvals(actor: Actor) -> list[Task]:
    stages = {s for permission, some in WAITING.items() if actor.reach(permission) for s in some}
    return _cases(cases.at_stages(viewer=actor, stages=sorted(stages)), actor)


def _reviews(actor: Actor) -> list[Task]:
    if not actor.reach("review:opine"):
        return []
    waiting = review.inbox(viewer=actor)[:30]
    return [
        Task(
            "法制审核",
            s.case.title,
            f"/reviews/{s.pk}/",
            s.due_on,
            s.case.number,
            "去审核",
            case=s.case_id,
        )
        for s in waiting
    ]


def _seals(actor: Actor) -> list[Task]:
    """Papers that wait for a head's leave to seal, in one line."""
    if not actor.reach("seal:approve"):
        return []
    count = records.unsealed_count(viewer=actor, limit=MOST_SEALS)
    if not count:
        return []
    more = "以上" if count == MOST_SEALS else ""
    about = "等您批准用印的文书"
    return [
        Task("批准用印", about, "/seals/waiting/", None, f"{count} 份{more}", "去批准", count=count)
    ]


def _amended(actor: Actor) -> list[Task]:
    """What rests on changed articles of law, one line a law change and kind."""
    return [
        Task(
            "修法核对",
            f"《{heap.amendment.law.short_title}》{'修改' if heap.amendment.after_id else '废止'}："
            f"{heap.name} {heap.count} 项要核对",
            f"/library/laws/changes/{heap.amendment.pk}/?state=open&kind={heap.kind}",
            heap.due_on,
            f"{heap.amendment.from_on} 起",
            "去核对",
        )
        for heap in registry.heaps(viewer=actor)
    ]


def _clients(actor: Actor) -> list[Task]:
    """Other systems that wait for a head's word."""
    return [
        Task(
            "接口客户端",
            f"{asked.client}申请接入{asked.agency.short_name}",
            f"/people/clients/{asked.client_id}/confirm/",
            None,
            f"{localdate(asked.asked_at)} 登记",
            "去确认",
        )
        for asked in agencies.waiting_clients(viewer=actor)
    ]


def _warnings(actor: Actor) -> list[Task]:
    """Warnings: for the overseers those to be ended or urged, for a body those to be answered."""
    if not (actor.reach("alert:close") is None or actor.reach("alert:answer")):
        return []
    counts, place = supervision.alert_counts(viewer=actor), "/supervise/alerts/?state="
    if actor.reach("alert:close") is None:
        lines = {
            "answered": ("预警销号", "机关已经答复的预警", "去销号"),
            "unanswered": ("预警督促", "机关还没有答复的预警", "去督促"),
        }
    else:
        lines = {"unanswered": ("预警答复", "要答复的预警", "去答复")}
    return [
        Task(words, about, place + state, None, f"{n} 条", verb, count=n)
        for state, (words, about, verb) in lines.items()
        if (n := counts[state])
    ]


def _filings(actor: Actor, today: date) -> list[Task]:
    """Reports of major penalties that wait for the bureau's word, and those bodies owe it."""
    if actor.reach("filing:answer") is not None:
        return []
    late = supervision.filing_counts(viewer=actor, on=today)["late"]
    place = "/supervise/filings/"
    owed = Task("备案督促", "逾期没有报送的", f"{place}?queue=late", None, f"{late} 件", "去督促")
    return [
        *(
            Task(
                "重大处罚备案",
                f.case.title,
                f"{place}{f.pk}/",
                None,
                f.decision.number,
                "去审查",
                case=f.case_id,
            )
            for f in supervision.filing_queue(viewer=actor, queue="sent", on=today)
        ),
        *([replace(owed, count=late)] if late else []),
    ]


def tasks(actor: Actor, today: date) -> list[Task]:
    """Everything that waits for this person, the nearest deadline first."""
    found = [
        *_cases(cases.mine(viewer=actor), actor),
        *_approvals(actor),
        *questions(actor),
        *_reviews(actor),
        *publications(actor),
        *_seals(actor),
        *_amended(actor),
        *_clients(actor),
        *_warnings(actor),
        *_filings(actor, today),
    ]
    left = cases.left_among(case_ids={t.case for t in found} - {""}, viewer=actor)
    unique = {(t.words, t.url): t for t in found if t.case not in left}
    return sorted(unique.values(), key=lambda t: (t.due or NEVER, t.about))


def strip(found: list[Task], today: date) -> list[Day]:
    """Two weeks from this Monday: the terms that end on each day."""
    dues = Counter(t.due for t in found)
    first, works = today - timedelta(days=today.weekday()), standard().is_workday
    days = [first + timedelta(days=n) for n in range(SOON)]
    states = ["today" if d == today else "soon" if d > today else "" for d in days]
    return [Day(d, dues[d], s, not works(d)) for d, s in zip(days, states, strict=True)]


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
    today = localdate()
    mine = tasks(request.actor, today)
    own = [t for t in mine if not t.waits]
    until = today + timedelta(days=SOON)
    context = {
        "late": [t for t in mine if t.due and t.due < today],
        "now": [t for t in own if t.due == today],
        "soon": [t for t in own if t.due and today < t.due <= until],
        "later": [t for t in own if not t.due or t.due > until],
        "waiting": [t for t in mine if t.waits and not (t.due and t.due < today)],
        "fortnight": sum(1 for t in own if t.due and today <= t.due <= until),
        "strip": strip(mine, today),
        "alerts": supervision.open_alerts(viewer=request.actor, limit=6),
        "today": today,
        "total": sum(t.count for t in own),
    }
    return render(request, "desk.html", context)
