"""Steps: what can be done next and why not, and doing it, by the same actions as the pages."""

from django.http import Http404
from ninja import Router, Schema

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency, Unit
from zhifa.enforcement import actions, reads
from zhifa.enforcement.actions import Outcome
from zhifa.enforcement.rules.obstacles import ELSEWHERE
from zhifa.enforcement.rules.procedure import codes, load
from zhifa.kernel.access import NOT_YOURS, may
from zhifa.kernel.refusals import Malformed, Obstacle, Refused
from zhifa.web.api import cases
from zhifa.web.api.auth import Asked, writes
from zhifa.web.api.cases import REFUSALS, case_or_404, told
from zhifa.web.api.schemas import (
    MoveIn,
    ObstacleOut,
    OpenIn,
    OptionOut,
    OutcomeOut,
    Problem,
)
from zhifa.web.api.shapes import schema_of

router = Router(tags=["办理"])
WRITES: dict[int | frozenset[int], type[Schema]] = {
    200: OutcomeOut,
    **REFUSALS,
    frozenset({409, 422}): Problem,
}


def obstacle(found: Obstacle) -> ObstacleOut:
    """One reason, with its article and the step that removes it."""
    return ObstacleOut(
        code=found.code, message=found.message, source=found.source, fix=found.fix,
        next=found.next,
    )  # fmt: skip


def _outcome(done: Outcome) -> OutcomeOut:
    return OutcomeOut(case=told(done.case), act=done.act.pk, seq=done.act.seq, again=done.again)


@router.get(
    "/cases/{case_id}/moves", response={200: list[OptionOut], **REFUSALS}, summary="可办步骤"
)
def options(request: Asked, case_id: str) -> list[OptionOut]:
    """Each step of the stage: whether it is free, what stands in its way, what it asks."""
    case = case_or_404(request, case_id)
    found = reads.options(case=case, viewer=request.actor, at=request.at)
    return [
        OptionOut(
            move=o.move.id, name=o.move.name, source=o.move.source, permitted=o.permitted,
            free=o.free, via=o.move.via, confirm=o.move.confirm,
            obstacles=[obstacle(one) for one in o.obstacles],
            warnings=[obstacle(one) for one in o.warnings],
            data=schema_of(
                reads.fields_for(case=case, move=o.move, viewer=request.actor, at=request.at),
                o.move.name,
            ),
        )
        for o in found
    ]  # fmt: skip


def _desk(request: Asked, permission: str, code: str) -> tuple[Agency, Unit | None]:
    """The agency and unit in whose name the client registers; refused without such a post."""
    for post in request.actor.posts:
        if may(request.actor, permission, post.agency_id):
            agency = agencies.own_agency(agency_id=post.agency_id, viewer=request.actor)
            if code in {"", agency.code}:
                return agency, agencies.own_unit(unit_id=post.unit_id, viewer=request.actor)
    raise Refused([NOT_YOURS])


@writes(cases.router, "/cases", response=WRITES, summary="登记案源", tags=["办理"])
def begin(request: Asked, body: OpenIn) -> OutcomeOut:
    """Register a clue; its fields are published with the procedure's opening step."""
    if body.procedure not in codes():
        raise Malformed({"procedure": ["没有这一程序。"]})
    law = load(body.procedure)
    agency, unit = _desk(request, law.moves[law.opening].may, body.agency)
    done = actions.open_case(
        procedure=body.procedure, agency=agency, unit=unit, data=body.data,
        by=request.actor, at=request.at, token=body.token,
    )  # fmt: skip
    return _outcome(done)


@writes(router, "/cases/{case_id}/moves/{move}", response=WRITES, summary="办理一步")
def take(request: Asked, case_id: str, move: str, body: MoveIn) -> OutcomeOut:
    """409 lists every obstacle with its article and the step that removes it."""
    case = case_or_404(request, case_id)
    found = load(case.procedure, case.procedure_version).moves.get(move)
    if found is None or not found.to:
        raise Http404
    if found.via:
        raise Refused([ELSEWHERE])
    done = actions.perform(
        case_id=case.pk, move=move, data=body.data, by=request.actor, at=request.at,
        rev=body.rev, token=body.token,
    )  # fmt: skip
    return _outcome(done)
