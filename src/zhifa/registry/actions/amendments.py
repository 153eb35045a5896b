"""What to do when a law changes: tasks of higher rooms, tasks settled, a law ended."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS, Actor
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.registry import events
from zhifa.registry.actions._citing import note_holders, note_matters
from zhifa.registry.actions._law_changes import Turn, note
from zhifa.registry.actions._law_store import intervals
from zhifa.registry.actions._law_tasks import store_tasks
from zhifa.registry.models import Amendment, AmendmentTask, LawVersion
from zhifa.registry.reads import Holder, Task

SUBJECT = "library:laws"
SETTLED = Obstacle("amendment:settled", "这一项已经办结，不用再办。请刷新页面。")
REASON_WANTED = Obstacle("amendment:reason", "请写明怎样处理的：改了什么，或者为什么不用改。")
ENDED = Obstacle("law:ended", "这一版已经不再施行。")
ENDS_TOO_EARLY = Obstacle("law:ends_too_early", "废止日期早于施行日期，请核对。")
WHY_WANTED = Obstacle("law:repeal_reason", "请写明依据哪个决定废止。")


def _owns(by: Actor, task: AmendmentTask) -> bool:
    """Whether somebody may settle a task: of the agency, or keeping the law library."""
    reach = by.reach("amendment:settle")
    return reach is None or (task.agency_id is not None and task.agency_id in reach)


@transaction.atomic
def settle_task(*, task_id: int, reason: str, by: Actor, at: datetime) -> AmendmentTask:
    """Tick a task off, saying how.

    Refused: not the owner's post; no reason; settled already.
    """
    task = AmendmentTask.objects.select_for_update().get(pk=task_id)
    refuse_if([] if _owns(by, task) else [NOT_YOURS])
    told = reason.strip()[:300]
    refuse_if([*([] if told else [REASON_WANTED]), *([SETTLED] if task.done_at else [])])
    task.done_at, task.done_by, task.reason = at, by.key, told
    task.save(update_fields=["done_at", "done_by", "reason"])
    event = events.AmendmentTaskSettled(task.pk, task.amendment_id, task.kind)
    journal.record(event, subject=SUBJECT, by=by, at=at)
    return task


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
    *, version_id: int, from_on: date, reason: str, by: Actor, at: datetime
) -> Amendment:
    """Write down that a law is repealed from a day; what depends on it becomes tasks.

    reason: by which decision. Refused: no post may keep laws; no reason; ended already; a day
    before its first.
    """
    reach = by.reach("law:edit")
    refuse_if([] if reach is None else [NOT_YOURS])
    version = LawVersion.objects.select_for_update().select_related("law").get(pk=version_id)
    begun = version.in_force_from
    found = [
        *([] if reason.strip() else [WHY_WANTED]),
        *([ENDED] if version.in_force_until else []),
        *([ENDS_TOO_EARLY] if begun is None or from_on <= begun else []),
    ]
    refuse_if(found)
    version.repealed_on, version.status = from_on - timedelta(days=1), "已废止"
    version.save(update_fields=["repealed_on", "status"])
    intervals([version.law_id])
    version.refresh_from_db()
    return note(Turn(version, None, from_on), by=by, at=at)
