"""Keeping the volumes of an archived dossier as they were bound and sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import refuse_if
from zhifa.records import events
from zhifa.records.actions._store import store
from zhifa.records.models import BindingDue, BoundVolume, Document, Dossier
from zhifa.records.reads import Bound
from zhifa.records.rules.obstacles import NOT_ARCHIVED


@dataclass(frozen=True, slots=True)
class SealedVolume:
    """A volume bound, and the PDF with the agency's seal over it."""

    volume: str
    bound: Bound
    data: bytes
    stamped_at: datetime | None = None


@transaction.atomic
def keep_volumes(
    *, dossier_id: str, made: Sequence[SealedVolume], by: Actor, at: datetime
) -> list[BoundVolume]:
    """Keep the volumes of a dossier for good; done before, it changes nothing.

    Refused: the dossier is not archived.
    """
    owner = Dossier.objects.select_for_update().get(pk=dossier_id)
    refuse_if([] if owner.sealed_at else [NOT_ARCHIVED])
    kept = list(BoundVolume.objects.filter(dossier=owner))
    if kept:
        return kept
    rows = [_kept(owner, one, by, at) for one in made]
    BindingDue.objects.filter(dossier=owner).delete()
    return rows


def _kept(owner: Dossier, one: SealedVolume, by: Actor, at: datetime) -> BoundVolume:
    label = Document.Volume(one.volume).label
    name = f"{owner.number or owner.pk}-{label}.pdf"
    file, fresh = store([one.data], name=name, media_type="application/pdf", at=at)
    row = BoundVolume(
        dossier=owner,
        volume=one.volume,
        contents=one.bound.contents,
        end=one.bound.end,
        pages=one.bound.pages,
        file=file,
        stamped_at=one.stamped_at,
        made_by=by.key,
        made_at=at,
    )
    row.save(force_insert=True)
    event = events.VolumeBound(owner.pk, row.pk, one.volume, file.pk, row.pages)
    rows = [row, file] if fresh else [row]
    journal.record(event, subject=owner.pk, by=by, at=at, rows=rows)
    return row
