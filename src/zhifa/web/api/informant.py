"""Who gave the clue of a case: opened for a purpose by who handles it, each look on record."""

from typing import Annotated

from ninja import Router, Schema
from pydantic import Field

from zhifa.enforcement import actions
from zhifa.web.api.auth import Asked, writes
from zhifa.web.api.cases import REFUSALS, case_or_404
from zhifa.web.api.schemas import Body, Problem, Word

router = Router(tags=["办理"])


class InformantIn(Body):
    """ground: for what (reply, verify, reward or protect). reason: in words."""

    ground: Word
    reason: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class InformantOut(Schema):
    """Who gave the clue; empty where nothing was registered."""

    name: str
    phone: str


@writes(
    router,
    "/cases/{case_id}/informant",
    response={200: InformantOut, **REFUSALS, frozenset({409, 422}): Problem},
    summary="查看举报人信息",
)
def informant(request: Asked, case_id: str, body: InformantIn) -> InformantOut:
    """For the officers of the case and the head of the unit; each look is written down."""
    case = case_or_404(request, case_id)
    found = actions.open_informant(
        case=case, ground=body.ground, reason=body.reason, by=request.actor, at=request.at
    )
    return InformantOut(name=found.name, phone=found.phone)
