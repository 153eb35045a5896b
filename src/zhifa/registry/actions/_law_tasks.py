"""The tasks of this room when a law changes: matters, their tiers, lists, procedures, papers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q

from zhifa.kernel.access import SYSTEM
from zhifa.registry.models import Amendment, AmendmentTask, Citing, Matter, PowerItem
from zhifa.registry.reads import Task, dependents
from zhifa.registry.rules.law_duties import due

BATCH = 1000
Kind = AmendmentTask.Kind


def _standing_on(day: date) -> Q:
    return Q(until_on=None) | Q(until_on__gte=day)


def _of_matter(task: Task, matter: Matter, powers: Sequence[PowerItem]) -> Iterator[Task]:
    """The matter, its tiers and its places on published lists, for every agency that has it."""
    plain = replace(task, key=matter.code)
    owners: list[int | None] = [*sorted({p.agency_id for p in powers})] or [None]
    for owner in owners:
        yield replace(plain, agency_id=owner)
        if matter.tiers:
            yield replace(plain, kind=Kind.DISCRETION, agency_id=owner)
    for owner in sorted({p.agency_id for p in powers if p.published_on}):
        yield replace(plain, kind=Kind.LISTING, agency_id=owner)


def _spread(tasks: Iterable[Task], today: date) -> Iterator[Task]:
    """Tasks of matters go to the agencies on whose lists they stand."""
    told = list(tasks)
    keys = [int(t.key) for t in told if t.kind == Citing.Kind.MATTER]
    matters = {m.pk: m for m in Matter.objects.filter(_standing_on(today), pk__in=keys)}
    powers: dict[str, list[PowerItem]] = defaultdict(list)
    codes = {m.code for m in matters.values()}
    for power in PowerItem.objects.filter(_standing_on(today), matter_code__in=codes):
        powers[power.matter_code].append(power)
    for task in told:
        if task.kind != Citing.Kind.MATTER:
            yield task
        elif matter := matters.get(int(task.key)):
            yield from _of_matter(task, matter, powers[matter.code])


def store_tasks(amendment: Amendment, tasks: Iterable[Task], *, today: date) -> int:
    """Store tasks in batches, those that are there already once; how many were handed in."""
    last, count, batch = due(from_on=amendment.from_on, today=today), 0, []
    for task in tasks:
        batch.append(
            AmendmentTask(
                amendment=amendment,
                kind=task.kind,
                key=task.key,
                agency_id=task.agency_id,
                title=task.title[:300],
                address=task.address,
                cited=task.cited,
                advice=task.advice,
                due_on=last,
            )
        )
        count += 1
        if len(batch) == BATCH:
            AmendmentTask.objects.bulk_create(batch, ignore_conflicts=True)
            batch = []
    AmendmentTask.objects.bulk_create(batch, ignore_conflicts=True)
    return count


def of_registry(amendment: Amendment, *, today: date) -> int:
    """The tasks of this room; how many."""
    told = dependents(amendment=amendment, viewer=SYSTEM)
    return store_tasks(amendment, _spread(told, today), today=today)
