"""Parties: found by name or number, registered; personal data comes out masked."""

import re

from django.utils.timezone import localdate
from ninja import Router

from zhifa.registry import actions, reads
from zhifa.registry.models import Party
from zhifa.web.api.auth import Asked, accounted, demand, writes
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.days import Day
from zhifa.web.api.schemas import PartyIn, PartyOut, Problem, Word

router = Router(tags=["当事人"])
MANY = 50
NUMBER = re.compile(r"[0-9A-Za-z]{8,18}")  # looked up exactly, and written down


def _told(request: Asked, party: Party) -> PartyOut:
    card = reads.card(party=party, on=localdate(request.at), viewer=request.actor)
    return PartyOut(
        id=party.pk,
        kind=party.kind,
        name=party.name,
        status=party.status,
        credit_code=party.credit_code,
        identity=card.identity if card else "",
        representative=party.representative,
        area_code=party.area_code,
    )


@router.get(
    "/parties",
    response={200: list[PartyOut], **REFUSALS, frozenset({409, 422}): Problem},
    summary="查当事人",
)
@accounted
def search(request: Asked, q: Word, on: Day = None) -> list[PartyOut]:
    """By the beginning of the name, or exactly by credit code or identity document; 50 at most.

    on: entries as they were on a day (today); searched by what they are called now.
    """
    demand(request, "registry:read")
    today = localdate(request.at)
    past = on if on is not None and on < today else None
    if NUMBER.fullmatch(q.strip()):
        actions.look_up(code=q, by=request.actor, at=request.at)
    found = list(reads.parties(viewer=request.actor, search=q.strip(), on=past)[:MANY])
    then = reads.parties_then(rows=found, on=past, viewer=request.actor) if past else found
    return [_told(request, party) for party in then]


@writes(
    router,
    "/parties",
    response={200: PartyOut, **REFUSALS, frozenset({409, 422}): Problem},
    summary="登记当事人",
)
def register(request: Asked, body: PartyIn) -> PartyOut:
    """409 when the number is wrong or known; `fix` is then the id of the entry to use."""
    details = body.model_dump(exclude={"kind", "name"}, exclude_defaults=True)
    made = actions.register_party(
        kind=body.kind, name=body.name, details=details, by=request.actor, at=request.at
    )
    return _told(request, made)
