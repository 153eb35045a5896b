"""A sealed dossier takes nothing more: asked with the dossier's row locked."""

from zhifa.kernel.prepared import Prepared
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.records.models import Document, Dossier, Recording
from zhifa.records.rules.obstacles import OTHER_DOSSIER, SEALED

LOCKED = Prepared(
    lambda dossier: Dossier.objects.select_for_update().filter(pk=dossier).values_list("sealed_at")
)


def still_open(dossier_id: str) -> None:
    """Lock the dossier; refused when it is sealed."""
    ((sealed_at,),) = LOCKED.rows(dossier=dossier_id)
    refuse_if([SEALED] if sealed_at else [])


def strangers(
    dossier_id: str, *, recording_id: str | None = "", document_id: str | None = ""
) -> list[Obstacle]:
    """OTHER_DOSSIER when a recording or paper named is not of this dossier."""
    kept = Recording.objects.filter(pk=recording_id, dossier_id=dossier_id)
    filed = Document.objects.filter(pk=document_id, dossier_id=dossier_id)
    known = (not recording_id or kept.exists()) and (not document_id or filed.exists())
    return [] if known else [OTHER_DOSSIER]
