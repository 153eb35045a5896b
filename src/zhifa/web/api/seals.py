"""Leave to seal papers by machine: what waits for it, and giving it."""

from ninja import Router, Schema

from zhifa.records import actions, office, reads
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS, document_out, paper_or_404
from zhifa.web.api.schemas import Body, DocumentOut, Problem

router = Router(tags=["用印"])
SHOWN = 100


class SealIn(Body):
    """Why the paper is sealed."""

    reason: str


class SealOut(Schema):
    """sealed: it carries the seal. why: what keeps it from it for now; tried again by itself."""

    document: str
    sealed: bool
    why: str


@router.get(
    "/seals/waiting", response={200: list[DocumentOut], **REFUSALS}, summary="待批准用印的文书"
)
def waiting(request: Asked) -> list[DocumentOut]:
    """The newest hundred."""
    demand(request, "seal:approve")
    return [document_out(p) for p in reads.unsealed(viewer=request.actor, limit=SHOWN)]


@writes(
    router,
    "/documents/{document_id}/seal",
    response={200: SealOut, **REFUSALS, frozenset({409, 422}): Problem},
    summary="批准用印",
)
def approve(request: Asked, document_id: str, body: SealIn) -> SealOut:
    """Sealed at once, or as soon as the signing service answers."""
    paper = paper_or_404(request, document_id)
    order = actions.approve_seal(
        document_id=paper.pk, reason=body.reason, by=request.actor, at=request.at
    )
    why = office.carry_out(order_id=order.pk, by=request.actor, at=request.at)
    return SealOut(document=paper.pk, sealed=not why, why=why)
