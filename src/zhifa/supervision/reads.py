"""Warnings, for the agency they are about and for the supervisors. Never writes."""

from django.db.models import Q, QuerySet

from zhifa.kernel.access import Actor
from zhifa.supervision.models import Alert


def alerts(*, viewer: Actor) -> QuerySet[Alert]:
    """Warnings the viewer watches over (everywhere) or has to answer (at the own agency)."""
    over, own = viewer.reach("alert:read"), viewer.reach("alert:answer")
    found = Alert.objects.select_related("agency", "case")
    if over is None or own is None:
        return found
    return found.filter(Q(agency_id__in=over) | Q(agency_id__in=own))


def open_alerts(*, viewer: Actor, limit: int = 50) -> list[Alert]:
    """Warnings not yet closed, red first, then newest."""
    order = {"red": 0, "orange": 1, "yellow": 2}
    rows = list(alerts(viewer=viewer).filter(closed_at=None).order_by("-raised_at")[:limit])
    return sorted(rows, key=lambda a: order[a.severity])


def alert(*, pk: int, viewer: Actor) -> Alert:
    """One warning; Alert.DoesNotExist when it is not the viewer's business."""
    return alerts(viewer=viewer).get(pk=pk)
