"""Whether what a dossier held is still there."""

from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Closed
from zhifa.records.models import Destruction, Dossier
from zhifa.records.rules.destruction import GONE


def destruction_of(*, dossier_id: str, viewer: Actor) -> Destruction | None:
    """How a dossier was destroyed, for whoever may read it; None while it is whole."""
    mine = Dossier.objects.visible_to(viewer).filter(pk=dossier_id)
    return Destruction.objects.filter(dossier__in=mine).select_related("appraisal").first()


def insist_whole(*, dossier_id: str, viewer: Actor) -> None:
    """Raise Closed when what a dossier held was destroyed."""
    row = destruction_of(dossier_id=dossier_id, viewer=viewer)
    if row is not None:
        raise Closed([GONE.about(f"清册第 {row.appraisal.number} 号")])
