"""Warnings, for the agency they are about and for the supervisors. Never writes."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from zhifa.kernel.access import Actor
from zhifa.kernel.reach import within
from zhifa.supervision.models import Alert, MajorFiling

MANY = 50


def alerts(*, viewer: Actor) -> QuerySet[Alert]:
    """Warnings the viewer watches over (everywhere) or has to answer (at the own agency)."""
    over, own = viewer.reach("alert:read"), viewer.reach("alert:answer")
    found = Alert.objects.select_related("agency", "case")
    if over is None or own is None:
        return found
    return found.filter(Q(agency_id__in=over) | Q(agency_id__in=own))


UNANSWERED = Q(answered_at=None)


def open_alerts(*, viewer: Actor, limit: int = MANY, answered: bool | None = None) -> list[Alert]:
    """Warnings not yet closed, red first, then newest; those answered or not, where told."""
    order = {"red": 0, "orange": 1, "yellow": 2}
    found = alerts(viewer=viewer).filter(closed_at=None)
    if answered is not None:
        found = found.filter(~UNANSWERED if answered else UNANSWERED)
    return sorted(found.order_by("-raised_at")[:limit], key=lambda a: order[a.severity])


def alert_counts(*, viewer: Actor) -> dict[str, int]:
    """How many warnings are not yet closed, and how many of those are answered or not."""
    counts = {
        "all": Count("pk"),
        "unanswered": Count("pk", filter=UNANSWERED),
        "answered": Count("pk", filter=~UNANSWERED),
    }
    return alerts(viewer=viewer).filter(closed_at=None).order_by().aggregate(**counts)


def alert(*, pk: int, viewer: Actor) -> Alert:
    """One warning; Alert.DoesNotExist when it is not the viewer's business."""
    return alerts(viewer=viewer).get(pk=pk)


def _queues(on: date) -> Mapping[str, Q]:
    """What the bureau looks at, by the word of its tab; `late` is due before a day."""
    return {
        "sent": Q(state="sent"),
        "late": Q(state__in=("due", "returned"), due_on__lt=on),
        "due": Q(state="due", due_on__gte=on),
        "returned": Q(state="returned"),
        "received": Q(state="received"),
    }


def filings(*, viewer: Actor) -> QuerySet[MajorFiling]:
    """Reports of major penalties of the agencies the viewer watches over."""
    found = MajorFiling.objects.select_related("agency", "case__party", "decision__act")
    return within(found, viewer.reach("filing:read"), "agency_id")


def filing_queue(*, viewer: Actor, queue: str, on: date) -> list[MajorFiling]:
    """Those of one tab: sent, late, due, returned, received; soonest due first."""
    found = filings(viewer=viewer).filter(_queues(on)[queue])
    order = "-answered_at" if queue == "received" else "due_on"
    return list(found.order_by(order, "pk")[:MANY])


def filing_counts(*, viewer: Actor, on: date) -> dict[str, int]:
    """How many stand in each tab."""
    counts = {word: Count("pk", filter=wanted) for word, wanted in _queues(on).items()}
    return filings(viewer=viewer).order_by().aggregate(**counts)


def filing(*, pk: int, viewer: Actor) -> MajorFiling:
    """One report; MajorFiling.DoesNotExist when it is not the viewer's business."""
    return filings(viewer=viewer).get(pk=pk)


def filing_of(*, case_id: str, viewer: Actor) -> MajorFiling | None:
    """The report of a case, if there is one and the viewer watches over it."""
    return filings(viewer=viewer).filter(case_id=case_id).first()
