"""What the actions of this room share: the row in hand, its people's data, its corrections."""

from collections.abc import Sequence
from datetime import datetime

from zhifa.disclosure.models import Correction, Publication
from zhifa.kernel.access import Actor


def locked(publication: Publication) -> Publication:
    """The row, held against others, with whom it is about."""
    held = Publication.objects.select_for_update(of=("self",))
    return held.select_related("decision__case__party").get(pk=publication.pk)


def unchecked(publication: Publication) -> Sequence[Correction]:
    """Corrections of a decision whose words nobody has checked for the public yet."""
    return list(publication.corrections.filter(published_at=None).order_by("pk"))


def words_of(rows: Sequence[Correction]) -> dict[str, str]:
    """Their words, under labels that tell them apart."""
    return {f"更正{n}": f"{row.error}\n{row.correction}" for n, row in enumerate(rows)}


def tell(rows: Sequence[Correction], by: Actor, at: datetime) -> Sequence[Correction]:
    """Note that their words are checked and public."""
    for row in rows:
        row.published_at, row.checked_by = at, by.key
        row.save(update_fields=["published_at", "checked_by"])
    return rows
