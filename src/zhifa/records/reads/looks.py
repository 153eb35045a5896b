"""Who, from above, called up a dossier 调阅; and who has to say why before looking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from zhifa.agencies.models import User
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Closed, Obstacle
from zhifa.records.events import DossierCalledUp
from zhifa.records.reads.dossiers import dossiers
from zhifa.records.rules.looks import GROUNDS, NOT_CALLED_UP

SHOWN = 20


@dataclass(frozen=True, slots=True)
class CallUp:
    """One time that a dossier was called up, and why."""

    who: str
    at: datetime
    ground: str
    reason: str


def oversees(*, viewer: Actor) -> bool:
    """Whether somebody reads dossiers of every body: a person who supervises, not the machine."""
    return viewer.reach("case:read") is None and viewer.key.startswith("user:")


def _made(dossier_id: str) -> QuerySet[Entry]:
    return Entry.objects.filter(subject=dossier_id, kind=DossierCalledUp.kind()).order_by("-seq")


def must_call_up(*, dossier_id: str, viewer: Actor, on: date) -> bool:
    """Whether the viewer has to say, before looking that day, what for."""
    if not oversees(viewer=viewer):
        return False
    latest = _made(dossier_id).filter(by=viewer.key).first()
    return latest is None or localdate(latest.at) != on


def call_ups(*, dossier_id: str, viewer: Actor) -> list[CallUp]:
    """The latest times a dossier was called up, for whoever may read it."""
    if not dossiers(viewer=viewer).filter(pk=dossier_id).exists():
        return []
    made = list(_made(dossier_id)[:SHOWN])
    keys = {e.by.removeprefix("user:") for e in made}
    people = {f"user:{u.pk}": u.name for u in User.objects.filter(pk__in=keys)}
    return [
        CallUp(
            people.get(e.by, ""),
            e.at,
            GROUNDS.get(e.payload["ground"], ""),
            str(e.payload["reason"]),
        )
        for e in made
    ]


def insist_open(*, dossier_id: str, left: Sequence[Obstacle], viewer: Actor, on: date) -> None:
    """Raise Closed when a dossier that is theirs to read is not open to `viewer` that day.

    left: why the viewer has left the case; who has left looks no more (行政处罚法 四十三). Who
    oversees says first what for.
    """
    if left:
        raise Closed(left)
    if must_call_up(dossier_id=dossier_id, viewer=viewer, on=on):
        raise Closed([NOT_CALLED_UP], instead=reverse("records:call_up", args=[dossier_id]))
