"""What to do when a law changes: tasks of higher rooms, tasks settled, a law ended."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS, Actor
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.texts import thin
from zhifa.registry import events
from zhifa.registry.actions._citing import note_holders, note_matters
from zhifa.registry.actions._law_changes import Turn, note
from zhifa.registry.actions._law_late import REPEAL_BACKDATED
from zhifa.registry.actions._law_store import intervals
from zhifa.registry.actions._law_tasks import store_tasks
from zhifa.registry.models import Amendment, AmendmentTask, LawVersion
from zhifa.registry.reads import Holder, Task

SUBJECT = "library:laws"
SETTLED = Obstacle("amendment:settled", "这一项已经办结。", then="刷新页面看最新情况。")
REASON_WANTED = Obstacle(
    "amendment:reason",
    "没有写明怎样处理的。",
    then="请写明怎样处理的：改了什么，或者为什么不用改。",
)
OUTCOME_WANTED = Obstacle(
    "amendment:outcome", "没有选择处理结果。", then="请选择处理结果：已改，或者不用改。"
)
MOST = 50
TOO_MANY = Obstacle("amendment:too_many", f"一次最多办结 {MOST} 项。", then="分几次办。")
ENDED = Obstacle("law:ended", "这一版已经不再施行。", over="已经停止施行，不需要再办。")
ENDS_TOO_EARLY = Obstacle("law:ends_too_early", "废止日期早于施行日期。", then="请核对。")
WHY_WANTED = Obstacle("law:repeal_reason", "没有写明依据哪个决定废止。", then="写明依据后再提交。")


def _faults(tasks: Sequence[AmendmentTask], outcome: str, told: str, by: Actor) -> list[Obstacle]:
    """Whoever settles is of the agency, or keeps the law library."""
    reach = by.reach("amendment:settle")
    theirs = bool(tasks) and all(reach is None or t.agency_id in reach for t in tasks)
    refuse_if([] if theirs else [NOT_YOURS])
    return [
        *([] if outcome in AmendmentTask.Outcome.values else [OUTCOME_WANTED]),
        *([] if told else [REASON_WANTED]),
        *([SETTLED] if any(t.done_at for t in tasks) else []),
    ]


@transaction.atomic
def settle_tasks(
    *, task_ids: Collection[int], outcome: str, reason: str, by: Actor, at: datetime
) -> list[AmendmentTask]:
    """Tick tasks off, saying with what outcome and how; all of them or none.

    outcome: of AmendmentTask.Outcome. Refused: none, or more than MOST at once; not the owner's
    post; no outcome; no reason; settled already.
    """
    keys = sorted(set(task_ids))
    refuse_if([TOO_MANY] if len(keys) > MOST else [])
    rows = AmendmentTask.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    tasks, told = list(rows), reason.strip()[:300]
    refuse_if(_faults(tasks if len(tasks) == len(keys) else [], outcome, told, by))
    settled = {"done_at": at, "done_by": by.key, "outcome": outcome, "reason": told}
    AmendmentTask.objects.filter(pk__in=keys).update(**settled)
    with journal.chapter(SUBJECT):
        for task in tasks:
            event = events.AmendmentTaskSettled(task.pk, task.amendment_id, task.kind, outcome)
            journal.record(event, subject=SUBJECT, by=by, at=at)
    return tasks


@transaction.atomic
def add_tasks(
    *, amendment_id: int, kind: str, tasks: Iterable[Task], by: Actor, at: datetime
) -> int:
    """Take down what of a higher room depends on a law change; harmless when repeated.

    Refused: no post may keep laws.
    """
    reach = by.reach("law:edit")
    refuse_if([] if reach is None else [NOT_YOURS])
    amendment = Amendment.objects.select_for_update().get(pk=amendment_id)
    count = store_tasks(amendment, tasks, today=localdate(amendment.noted_at))
    if count:
        event = events.AmendmentTasksListed(amendment_id, kind, count)
        journal.record(event, subject=SUBJECT, by=by, at=at)
    return count


@transaction.atomic
def note_citations(*, holders: Mapping[str, Iterable[Holder]], by: Actor, at: datetime) -> int:
    """Keep note of what matters, and these holders by kind, cite; how many rows are new.

    Refused: no post may keep laws.
    """
    reach = by.reach("law:edit")
    refuse_if([] if reach is None else [NOT_YOURS])
    changed = note_matters()
    changed += sum(note_holders(kind, told) for kind, told in holders.items())
    if changed:
        journal.record(events.CitationsNoted(changed), subject=SUBJECT, by=by, at=at)
    return changed


@transaction.atomic
def repeal_law(
    *,
    version_id: int,
    from_on: date,
    reason: str,
    by: Actor,
    at: datetime,
    late_reason: str = "",
) -> Amendment:
    """Write down that a law is repealed from a day; what depends on it becomes tasks.

    reason: by which decision. late_reason: why it is entered only now, of a day past. Refused: no
    post may keep laws; no reason; ended already; a day before its first; one past, not said why.
    """
    reach = by.reach("law:edit")
    refuse_if([] if reach is None else [NOT_YOURS])
    version = LawVersion.objects.select_for_update().select_related("law").get(pk=version_id)
    begun, late, why = version.in_force_from, late_reason.strip(), reason.strip()
    found = [
        *([WHY_WANTED] if thin(why) else []),
        *([ENDED] if version.in_force_until else []),
        *([ENDS_TOO_EARLY] if begun is None or from_on <= begun else []),
        *([REPEAL_BACKDATED] if from_on < localdate(at) and thin(late) else []),
    ]
    refuse_if(found)
    version.repealed_on, version.status = from_on - timedelta(days=1), "已废止"
    version.save(update_fields=["repealed_on", "status"])
    intervals([version.law_id])
    version.refresh_from_db()
    return note(Turn(version, None, from_on), by=by, at=at, late=late, reason=why)
