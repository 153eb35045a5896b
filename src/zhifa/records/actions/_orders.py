"""Papers whose making is the leave to seal them."""

from datetime import datetime

from zhifa.records.models import Document, SealOrder
from zhifa.records.rules.sealing import automatic


def orders_of(paper: Document, *, at: datetime) -> list[SealOrder]:
    """The order that comes with a decision just filed; none for other papers."""
    if not (paper.made_for and paper.outgoing and paper.template in automatic()):
        return []
    order = SealOrder(
        document=paper,
        ground=SealOrder.Ground.DECISION,
        reason=f"作出{paper.title}",
        approved_by=paper.made_by,
        approved_at=at,
        next_at=at,
    )
    order.save(force_insert=True)
    return [order]
