"""Who could do what, where, on a day."""

from datetime import date

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Router, Schema

from zhifa.agencies import reads as agencies
from zhifa.kernel.refusals import Malformed
from zhifa.registry import reads
from zhifa.web.api.auth import Asked, demand
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.days import Day
from zhifa.web.api.schemas import Problem, Word

router = Router(tags=["主体和人员"])


class ReasonOut(Schema):
    """Why not, with the provision that demands it."""

    code: str
    message: str
    source: str
    next: str


class OfficerOut(Schema):
    """A person with a post there that day; empty why: may enforce."""

    id: int
    name: str
    posts: list[str]
    certificate: str
    may: bool
    why: str


class AuthorityOut(Schema):
    """One body on one day, the same for everybody who asks.

    able: how many of its people could enforce. officers: those whom the asker may see; unseen:
    whether there are others.
    """

    on: date
    code: str
    name: str
    may: bool
    reasons: list[ReasonOut]
    powers: int
    mandate: str
    successor: str
    able: int
    unseen: bool
    officers: list[OfficerOut]


def _told(found: reads.Authority) -> AuthorityOut:
    return AuthorityOut(
        on=found.on,
        code=found.agency.code,
        name=found.agency.name,
        may=found.may,
        reasons=[
            ReasonOut(code=o.code, message=o.message, source=o.source, next=o.next)
            for o in found.obstacles
        ],
        powers=found.powers,
        mandate=found.mandate.number if found.mandate else "",
        successor=found.heir.successor.code if found.heir else "",
        able=found.able,
        unseen=found.unseen,
        officers=[
            OfficerOut(
                id=s.user_id,
                name=s.name,
                posts=list(s.roles),
                certificate=s.standing.number,
                may=s.good,
                why=s.standing.why if s.enforces else "不是执法岗位",
            )
            for s in found.staff
        ],
    )


def _place(said: str) -> str:
    """The code of a place told by code or name."""
    if not said:
        return ""
    code = reads.place_of(said=said)
    if code is None:
        raise Malformed({"area": [reads.PLACE_UNKNOWN]})
    return code


@router.get(
    "/agencies/{code}/authority",
    response={200: AuthorityOut, **REFUSALS, 422: Problem},
    summary="某一天能办什么",
)
def authority(
    request: Asked, code: Word, on: Day = None, matter: Word = "", area: Word = ""
) -> AuthorityOut:
    """As the registers say of that day (today); later changes do not alter the answer."""
    demand(request, "registry:read", "agency:edit")
    body = agencies.agency(code=code, viewer=request.actor)
    found = body and reads.authority(
        agency_id=body.pk,
        on=on or localdate(request.at),
        viewer=request.actor,
        matter_code=matter.strip(),
        area=_place(area.strip()),
    )
    if not found:
        raise Http404
    return _told(found)
