"""The bindery: archived dossiers become sealed volumes, drawn outside of any lock."""

from datetime import datetime

from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, gates, office, reads
from zhifa.records.models import Document, Dossier
from zhifa.records.signing import pdf
from zhifa.records.signing.providers import KeyRefused, ProviderDown

FAILED = (ProviderDown, KeyRefused, LookupError, reads.FontsMissing, Refused)
REASON = "案卷归档封存"
FIELD = "Volume"


def _sealed(owner: Dossier, volume: str, at: datetime) -> actions.SealedVolume:
    order = gates.order_of(owner.pk)
    made = reads.binding(dossier_id=owner.pk, volume=volume, viewer=SYSTEM, order=order)
    mark = pdf.Mark(FIELD, REASON, at)
    whole = office.sealed_for_good(agency=owner.agency, data=made.data, mark=mark)
    return actions.SealedVolume(volume, made, whole.data, whole.stamped_at)


def bind(*, dossier: Dossier, by: Actor, at: datetime) -> bool:
    """Bind and seal both volumes of an archived dossier; False while something does not answer.

    A volume without papers is not bound.
    """
    try:
        found = reads.catalogue(dossier_id=dossier.pk, viewer=SYSTEM)
        held = {Document.Volume.MAIN: found.main, Document.Volume.SIDE: found.side}
        made = [_sealed(dossier, volume, at) for volume, lines in held.items() if lines]
        actions.keep_volumes(dossier_id=dossier.pk, made=made, by=by, at=at)
    except FAILED:
        return False
    return True


def bind_late(*, dossier_id: str, by: Actor, at: datetime) -> None:
    """Bind an archived dossier that waits, or that was archived before volumes were kept.

    One with a seal or a hand still to come waits for it; what cannot be bound now stays unbound.
    """
    owner = reads.dossier(dossier_id=dossier_id, viewer=SYSTEM)
    bound = bool(reads.volumes(dossier_id=dossier_id, viewer=SYSTEM))
    waits = bool(reads.open_orders(dossier_id=dossier_id, viewer=SYSTEM)) or bool(
        reads.unlaid_in(dossier_id=dossier_id, viewer=SYSTEM)
    )
    if owner.sealed_at is not None and not bound and not waits:
        bind(dossier=owner, by=by, at=at)
