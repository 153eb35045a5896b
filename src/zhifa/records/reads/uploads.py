"""Files on their way in: whose, how far, and how much room there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import QuerySet

from zhifa.kernel.access import Actor
from zhifa.records import partials, probing
from zhifa.records.models import Dossier, Upload
from zhifa.records.reads.files import path_of

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """An upload that somebody may go on with, and how far it is."""

    upload: Upload
    offset: int

    @property
    def percent(self) -> int:
        """Of its bytes, those that are safe."""
        return self.offset * 100 // self.upload.length


def _mine(viewer: Actor) -> QuerySet[Upload]:
    """Who began an upload goes on with it; whoever else reads the dossier does not see it."""
    open_to = Dossier.objects.visible_to(viewer)
    rows = Upload.objects.filter(dossier__in=open_to, begun_by=viewer.key)
    return rows.select_related("dossier__agency")


def upload(*, upload_id: str, viewer: Actor) -> Upload:
    """An upload of the viewer's own. Raises DoesNotExist."""
    return _mine(viewer).get(pk=upload_id)


def uploads(*, dossier_id: str, viewer: Actor) -> list[Waiting]:
    """What the viewer began for a dossier and has not filed yet; the latest first."""
    rows = _mine(viewer).filter(dossier_id=dossier_id, ended_at=None).order_by("-pk")[:SHOWN]
    return [Waiting(row, offset(upload=row)) for row in rows]


def offset(*, upload: Upload) -> int:
    """How many bytes of it are safe; without a viewer: the upload was asked for."""
    return upload.length if upload.whole_at else partials.offset_of(upload.pk)


def told(*, upload: Upload) -> probing.Told:
    """What a whole file says of itself; without a viewer: the upload was asked for."""
    place: Path = partials.place_of(upload.pk)
    return probing.probe(place if place.exists() else path_of(upload.sha256))


def readable(*, upload: Upload, kind: str) -> bool:
    """Whether a whole file can be of the kind, as far as anybody could look; without a viewer."""
    return probing.plays(told(upload=upload), kind)


def expired_uploads(*, now: datetime, limit: int) -> QuerySet[Upload]:
    """Uploads whose time ran out before they were whole; asked by the machine, no viewer."""
    late = Upload.objects.filter(ended_at=None, whole_at=None, expires_at__lte=now)
    return late.order_by("expires_at")[:limit]


def leftover_uploads() -> Iterator[str]:
    """Uploads that ended and whose bytes still lie here; asked by the machine, no viewer."""
    here = list(partials.ids())
    known = Upload.objects.filter(pk__in=here, ended_at=None).values_list("pk", flat=True)
    yield from sorted(set(here) - set(known))
