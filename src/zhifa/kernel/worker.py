"""Carries journal entries up to their listeners: once, in order per subject, retried."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from zhifa.kernel import events, journal
from zhifa.kernel.access import NOT_YOURS, Actor
from zhifa.kernel.models import Delivery, WatchRun
from zhifa.kernel.refusals import Obstacle, refuse_if

logger = logging.getLogger(__name__)
SUBJECT = "house"  # the chain of what is done to the machinery itself
NOT_DEAD = Obstacle(
    "not_dead", "这一条没有停投：已经重新投递或者已经送达。", then="刷新页面看最新情况。"
)
MAX_ATTEMPTS = 8
Turn = tuple[int, str]  # the key of a delivery and the name of its listener
BATCH = 200


def _due(now: datetime) -> QuerySet[Delivery]:
    """Deliveries whose turn it is: none earlier of the same subject and listener is open."""
    open_ones = Delivery.objects.filter(done_at=None)
    earlier = open_ones.filter(
        subject=OuterRef("subject"),
        listener=OuterRef("listener"),
        entry_id__lt=OuterRef("entry_id"),
    )
    return open_ones.filter(~Exists(earlier), dead_at=None, next_at__lte=now).order_by("entry_id")


def _waiting(pk: int, now: datetime) -> QuerySet[Delivery]:
    """The delivery, locked, if its turn has not been taken by another worker since."""
    if connection.features.has_select_for_update_skip_locked:
        free = Delivery.objects.select_for_update(skip_locked=True, of=("self",))
    else:  # SQLite lets one writer in at a time
        free = Delivery.objects.select_for_update()
    return free.filter(pk=pk, done_at=None, dead_at=None, next_at__lte=now)


def _call(delivery: Delivery, now: datetime) -> None:
    entry = delivery.entry
    events.call(delivery.listener, entry.kind, entry.payload, happened_at=entry.at, now=now)


def _attempt(turn: Turn, now: datetime) -> Delivery | None:
    """Deliver one; its effects and its 'done' mark commit together, so they happen once.

    A slow listener is called before, outside of any lock; the mark alone is written in one.
    """
    pk, listener = turn
    if listener in events.slow_ones():
        for delivery in Delivery.objects.filter(pk=pk, done_at=None).select_related("entry"):
            _call(delivery, now)
    with transaction.atomic():
        waiting = _waiting(pk, now).select_related("entry").first()
        if waiting is None:
            return None
        if listener not in events.slow_ones():
            _call(waiting, now)
        waiting.done_at, waiting.error = now, ""
        waiting.save(update_fields=["done_at", "error"])
    return waiting


@transaction.atomic
def _stumbled(pk: int, error: Exception, now: datetime) -> None:
    delivery = _waiting(pk, now).first()
    if delivery is None:  # another worker has tried it since
        return
    delivery.attempts += 1
    delivery.error = f"{type(error).__name__}: {error}"[:2000]
    delivery.next_at = now + timedelta(seconds=5 * 2**delivery.attempts)
    delivery.dead_at = now if delivery.attempts >= MAX_ATTEMPTS else None
    delivery.save(update_fields=["attempts", "error", "next_at", "dead_at"])


def _after(done: Delivery) -> Turn | None:
    """The delivery whose turn comes when this one is done."""
    same = Delivery.objects.filter(subject=done.subject, listener=done.listener, done_at=None)
    following = same.filter(entry_id__gt=done.entry_id).order_by("entry_id")
    return following.values_list("pk", "listener").first()


def deliver(
    *, now: datetime, limit: int = BATCH, stopped: Callable[[], bool] = lambda: False
) -> int:
    """Run due deliveries, of up to `limit` chains and as far as each goes; how many succeeded.

    A failure stays visible with its error and is tried again later, ever more slowly;
    after MAX_ATTEMPTS it is dead and waits for a person. Later ones of the same subject wait too.
    Between two deliveries it asks whether to stop.
    """
    count = 0
    for first in list(_due(now).values_list("pk", "listener")[:limit]):
        turn: Turn | None = first
        while turn is not None and not stopped():
            try:
                done = _attempt(turn, now)
            except Exception as error:  # the queue must survive any listener
                logger.exception("delivery %s failed", turn[0])
                _stumbled(turn[0], error, now)
                break
            count += done is not None
            turn = _after(done) if done else None
    return count


@transaction.atomic
def retry(*, pk: int, by: Actor, at: datetime) -> None:
    """Put a dead delivery back at the front of its queue.

    Refused: without delivery:retry everywhere; when it is not dead any more.
    """
    refuse_if([] if by.reach("delivery:retry") is None else [NOT_YOURS])
    delivery = Delivery.objects.select_for_update().get(pk=pk)
    refuse_if([NOT_DEAD] if delivery.dead_at is None or delivery.done_at else [])
    delivery.dead_at, delivery.attempts, delivery.next_at = None, 0, at
    delivery.save(update_fields=["dead_at", "attempts", "next_at"])
    event = events.DeliveryRetried(delivery.pk, delivery.entry_id, delivery.listener)
    journal.record(event, subject=SUBJECT, by=by, at=at)


def waiting_since() -> datetime | None:
    """Since when the longest waiting due delivery could have run; None when none waits."""
    open_ones = Delivery.objects.filter(done_at=None, dead_at=None, attempts=0)
    first = open_ones.select_related("entry").order_by("next_at").first()
    return first.next_at if first else None


def waits(subject: str) -> bool:
    """Whether anything of a subject is still on its way to a listener, or lies dead."""
    return Delivery.objects.filter(subject=subject, done_at=None).exists()


def _claim(name: str, now: datetime, every: timedelta) -> bool:
    """Whether it is ours to run the watch now: of several workers one succeeds."""
    WatchRun.objects.get_or_create(name=name, defaults={"ran_at": now - every, "error": ""})
    mine = WatchRun.objects.filter(name=name, ran_at__lte=now - every)
    return bool(mine.update(ran_at=now))


def watch(
    watches: Iterable[Callable[..., None]], *, now: datetime, every: timedelta = timedelta(0)
) -> None:
    """Run every watch that did not run within `every`.

    One that falls does not stop the others and is shown. A watch is no transaction: each thing
    it does is an action, whole in itself and short, so that nobody waits for the watch to end.
    """
    for look in watches:
        name = f"{look.__module__}.{getattr(look, '__name__', '')}"
        if not _claim(name, now, every):
            continue
        error = ""
        try:
            look(now=now)
        except Exception as fault:  # the others must still look
            logger.exception("watch %s failed", name)
            error = f"{type(fault).__name__}: {fault}"[:2000]
        WatchRun.objects.filter(name=name).exclude(error=error).update(error=error)
