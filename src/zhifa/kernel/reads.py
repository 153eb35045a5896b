"""What the machinery's own pages show: deliveries and watches, and the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from zhifa.kernel import events, journal
from zhifa.kernel.access import Actor
from zhifa.kernel.faults import Fault
from zhifa.kernel.models import Delivery, Entry, Head, WatchRun
from zhifa.kernel.verify import verify

PAGE = 50
LONGEST_CHECK = 5000  # entries of a chain that a page checks while somebody waits


@dataclass(frozen=True, slots=True)
class Deliveries:
    """What was given up, what is late, how much waits; and how the watches fare."""

    dead: list[Delivery]
    failing: list[Delivery]
    open: int
    watches: list[WatchRun]


@dataclass(frozen=True, slots=True)
class Chain:
    """One subject's chain. sound: None when it was not checked, or is too long for a page."""

    head: Head
    sound: bool | None
    faults: list[Fault]
    too_long: bool


def deliveries(*, viewer: Actor) -> Deliveries | None:
    """The state of deliveries and watches, for whoever may read it."""
    if viewer.reach("delivery:read") is not None:
        return None
    waiting = Delivery.objects.filter(done_at=None).select_related("entry")
    failing = waiting.filter(dead_at=None, attempts__gt=0)
    return Deliveries(
        list(waiting.filter(dead_at__isnull=False).order_by("entry_id")[:PAGE]),
        list(failing.order_by("next_at")[:PAGE]),
        waiting.count(),
        list(WatchRun.objects.order_by("name")),
    )


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def entries(*, wanted: Mapping[str, Any], viewer: Actor) -> QuerySet[Entry]:
    """The journal, newest first.

    wanted: subject, by, kind, since and until (Beijing dates), and before: the key of the last
    entry of the page before.
    """
    found = Entry.objects.order_by("-pk")
    if viewer.reach("audit:read") is not None:
        return found.none()
    for name in ("subject", "by", "kind"):
        if wanted.get(name):
            found = found.filter(**{name: wanted[name]})
    if wanted.get("since"):
        found = found.filter(at__gte=_midnight(wanted["since"]))
    if wanted.get("until"):
        found = found.filter(at__lt=_midnight(wanted["until"] + timedelta(days=1)))
    return found.filter(pk__lt=wanted["before"]) if wanted.get("before") else found


def entry(*, pk: int, viewer: Actor) -> Entry | None:
    """One entry of the journal."""
    return entries(wanted={}, viewer=viewer).filter(pk=pk).first()


def identifiers(entry: Entry) -> dict[str, Any]:  # what is shown of an entry: no viewer sees more
    """What an entry says by ids. The rest belongs to the case, which administrators do not see."""
    payload = entry.payload if isinstance(entry.payload, dict) else {}
    return {name: value for name, value in payload.items() if name.endswith("_id")}


def is_whole(entry: Entry) -> bool:  # arithmetic over an entry somebody was given: no viewer
    """Whether the entry's digest is what its words give."""
    return journal.digest_of(entry) == entry.digest


def chain(*, subject: str, check: bool, viewer: Actor) -> Chain | None:
    """A subject's chain; with `check`, whether it and the rows it sealed last are whole."""
    head = Head.objects.filter(pk=subject).first()
    if head is None or viewer.reach("audit:read") is not None:
        return None
    too_long = head.seq > LONGEST_CHECK
    if not check or too_long:
        return Chain(head, None, [], too_long)
    found = list(verify(subjects=[subject]))
    return Chain(head, not found, found, too_long)


def latest_subjects(many: int, *, viewer: Actor) -> list[str]:
    """The subjects of the newest entries, at most `many`."""
    newest = entries(wanted={}, viewer=viewer).values_list("subject", flat=True)
    return list(dict.fromkeys(newest[: 10 * many]))[:many]


def kinds() -> list[tuple[str, str]]:  # names of events are public: no viewer
    """Stored kind and Chinese title of every event, by title."""
    return sorted(events.titles().items(), key=lambda pair: (pair[1] or pair[0], pair[0]))
