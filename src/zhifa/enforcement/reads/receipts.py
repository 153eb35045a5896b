"""In which other case of a body a payment receipt stands."""

from collections.abc import Mapping
from typing import Any

from zhifa.enforcement.models import Case, Receipt
from zhifa.enforcement.reads.cases import of_visible
from zhifa.enforcement.rules.procedure import Move
from zhifa.enforcement.rules.receipts import TELLING, key_of
from zhifa.kernel.access import Actor

UNSEEN = "本机关另一案件"


def receipt_elsewhere(
    *, case: Case, move: Move | None, values: Mapping[str, Any] | None, viewer: Actor
) -> list[str]:
    """The other case that the receipt of a payment stands in; empty: none.

    Its number, if the viewer may read it; else only that there is one.
    """
    key = key_of(values) if move is not None and move.id in TELLING else ""
    if not key:
        return []
    held = Receipt.objects.filter(agency=case.agency_id, key=key).exclude(case=case.pk)
    if not held.exists():
        return []
    seen = of_visible(rows=held, viewer=viewer).select_related("case").first()
    return [(seen.case.number or seen.case.title) if seen else UNSEEN]
