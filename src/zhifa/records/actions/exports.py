"""Taking a dossier out of the house: always for a purpose, always noted."""

from datetime import datetime

from django.db import transaction

from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import refuse_if
from zhifa.records import events, gates
from zhifa.records.models import Dossier, DossierExport
from zhifa.records.reads.whole import insist_whole
from zhifa.records.rules.obstacles import NO_PURPOSE


@transaction.atomic
def note_export(*, dossier_id: str, purpose: str, by: Actor, at: datetime) -> DossierExport:
    """Note who takes a dossier out and what for, before anything is written.

    Refused: `by` may not at the agency, or has left the case; no purpose (个人信息保护法 第六条).
    """
    owner = Dossier.objects.get(pk=dossier_id)
    refuse_if(unless(by, "dossier:export", owner.agency_id) + gates.barred(owner.pk, by=by))
    insist_whole(dossier_id=owner.pk, viewer=by)
    refuse_if([] if purpose.strip() else [NO_PURPOSE])
    row = DossierExport(
        dossier=owner, purpose=purpose.strip()[:200], exported_by=by.key, exported_at=at
    )
    row.save(force_insert=True)
    event = events.DossierExported(owner.pk, row.pk)
    journal.record(event, subject=owner.pk, by=by, at=at, rows=[row])
    return row
