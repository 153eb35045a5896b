"""Who could do what, where, on a day: body, mandate, power list, people, certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency, Delegation, Succession
from zhifa.agencies.reads import Staff
from zhifa.kernel.access import SYSTEM, Actor, may
from zhifa.kernel.refusals import Obstacle
from zhifa.registry.models import Matter
from zhifa.registry.reads.matters import (
    holding_on,
    matter_on,
    on_power_list,
    power_holders,
    power_list,
)
from zhifa.registry.rules.mandates import unfit

MOST = 20  # bodies told of at once
ENOUGH = 2  # 行政处罚法 第四十二条
NOT_LISTED = Obstacle(
    "not_listed",
    "这个事项当日不在该机关（或者委托机关）的权责清单上。",
    "行政处罚法 第十七条",
    then="核对权责清单；不归本机关的，移送有权的机关。",
)
UNPUBLISHED = Obstacle(
    "mandate_unpublished",
    "这个事项在委托机关当日的权责清单上，但委托书当日尚未公布",
    "行政处罚法 第二十条",
    then="请委托机关先公布委托书。",
)
NO_MATTER = Obstacle("no_matter", "这个事项当日没有施行的版本。", then="请核对事项编码。")
OUTSIDE = Obstacle(
    "outside",
    "地点不在该机关的管辖区域内。",
    "行政处罚法 第二十二条",
    then="核对地点；不在辖区的，移送有管辖权的机关。",
)
TOO_FEW = Obstacle(
    "too_few",
    "当日能执法的人员不足两名。",
    "行政处罚法 第四十二条",
    then="核对人员和证件，补足两名。",
)
GONE = Obstacle("gone", "该机关当日已撤销", then="由承接其职能的机关办理。")
VOID = Obstacle(
    "mandate_void",
    "委托书写了这个事项，但这项委托不成立",
    "行政处罚法 第二十条",
    then="请交委托机关自己实施。",
)
ORGANS = frozenset({Agency.Nature.ORGAN, Agency.Nature.TOWN})
OF_MANDATE = frozenset({"no_mandate", "mandate_unpublished"})

Given: TypeAlias = tuple[Delegation | None, list[Obstacle]]  # a lawful mandate, or why none is


@dataclass(frozen=True, slots=True)
class Authority:
    """One body on a day. obstacles: why it could not, whoever asks; powers: matters on its list.

    mandate: the lawful one over the matter. able: how many of its people could enforce. staff: of
    its people, those that the viewer may see; unseen: whether there are others.
    """

    on: date
    agency: Agency
    matter: Matter | None
    area: str
    obstacles: Sequence[Obstacle]
    mandate: Delegation | None
    mandates: Sequence[Delegation]
    heir: Succession | None
    powers: int
    able: int
    staff: Sequence[Staff]
    unseen: bool

    @property
    def may(self) -> bool:
        """Whether the body and its people could act."""
        return not self.obstacles


def _running(agency_id: int, on: date, viewer: Actor) -> list[Delegation]:
    """Mandates of a body, given or held, that run and are public on a day."""
    rows = agencies.delegations(agency_id=agency_id, viewer=viewer)
    return [
        d
        for d in rows.filter(from_on__lte=on, until_on__gte=on, published_on__lte=on)
        if d.ended_on is None or d.ended_on >= on
    ]


def _void(mandate: Delegation, matter: Matter, on: date, viewer: Actor) -> list[Obstacle]:
    """Why a mandate gives nothing: what it says could not be given, or was not its giver's."""
    principal, code = mandate.principal_id, matter.code
    listed = on_power_list(agency_id=principal, matter_code=code, on=on, viewer=viewer)
    organ = mandate.delegate.nature in ORGANS
    return unfit(matter.kind, mandate.number, listed=listed, to_organ=organ)


def _given(body: Agency, matter: Matter | None, on: date, viewer: Actor) -> Given:
    """The lawful mandate of a body over a matter; where there is none, what makes others void."""
    if matter is None:
        return None, []
    faults: list[Obstacle] = []
    for mandate in agencies.mandates(agency_id=body.pk, matter_code=matter.code, on=on):
        void = _void(mandate, matter, on, viewer)
        if not void:
            return mandate, []
        faults += [VOID.about(o.message) for o in void]
    return None, faults


def _of_matter(
    body: Agency, asked: tuple[str, Matter | None], given: Given, on: date, viewer: Actor
) -> list[Obstacle]:
    """Whether the matter is in force and on the list of whoever answers for it."""
    code, matter = asked
    mandate, faults = given
    own = on_power_list(agency_id=body.pk, matter_code=code, on=on, viewer=viewer)
    known = [] if matter else [NO_MATTER]
    if own or mandate:
        return known
    waiting = _waiting(body, matter, on, viewer) if matter and not faults else []
    return [*known, *(faults or waiting or [NOT_LISTED])]


def _waiting(body: Agency, matter: Matter, on: date, viewer: Actor) -> list[Obstacle]:
    """Mandates that lack nothing but that they be public."""
    held = agencies.waiting_mandates(agency_id=body.pk, matter_code=matter.code, on=on)
    good = [d for d in held if not _void(d, matter, on, viewer)]
    return [UNPUBLISHED.about(d.principal.name) for d in good]


def _of_body(body: Agency, asked: tuple[str, Matter | None], on: date, area: str) -> list[Obstacle]:
    """The body's own standing; without a matter its mandates are not in question."""
    code, matter = asked
    outside = [OUTSIDE] if area and not area.startswith(body.area_code) else []
    if body.abolished_on is not None and body.abolished_on < on:
        return [GONE, *outside]
    measure = matter is not None and matter.kind == Matter.Kind.COERCION
    told = agencies.may_enforce(agency_id=body.pk, matter_code=code, on=on, measure=measure)
    return [*(o for o in told if code or o.code not in OF_MANDATE), *outside]


def _not_twice(found: Sequence[Obstacle], told: Sequence[Obstacle]) -> list[Obstacle]:
    """Without that a mandate is not public, where that is told in full."""
    full = {o.code for o in told} & {UNPUBLISHED.code}
    return [o for o in found if o.code not in full]


def _of_staff(staff: Sequence[Staff], user_id: int | None) -> list[Obstacle]:
    """Whether there are people enough, or this one could; the answer is the same for everybody."""
    if user_id is None:
        return [] if sum(s.good for s in staff) >= ENOUGH else [TOO_FEW]
    return [
        Obstacle(
            f"officer:{s.standing.reason}",
            f"{s.name}：{s.standing.why}。",
            then="换证件有效的人员。",
        )
        for s in staff
        if s.enforces and not s.good
    ]


def _seen(staff: Sequence[Staff], agency_id: int, viewer: Actor) -> list[Staff]:
    """Of these people, whom the viewer may see: of bodies in reach all, elsewhere oneself."""
    if may(viewer, "agency:read", agency_id):
        return list(staff)
    return [s for s in staff if viewer.key == f"user:{s.user_id}"]


def authority(
    *,
    agency_id: int,
    on: date,
    viewer: Actor,
    matter_code: str = "",
    area: str = "",
    user_id: int | None = None,
) -> Authority | None:
    """Whether a body could enforce a matter at a place on a day, and who of its people.

    matter_code, area: empty asks for none. user_id: only this person. None: no such body.
    Facts entered later for later days do not change the answer.
    """
    body = agencies.agency_on(agency_id=agency_id, on=on, viewer=viewer)
    if body is None:
        return None
    matter = matter_on(code=matter_code, on=on, viewer=viewer) if matter_code else None
    asked, given = (matter_code, matter), _given(body, matter, on, viewer)
    told = _of_matter(body, asked, given, on, viewer) if matter_code else []
    staff = agencies.staff_on(agency_id=agency_id, on=on, area=area, viewer=SYSTEM, user_id=user_id)
    seen = _seen(staff, agency_id, viewer)
    return Authority(
        on=on,
        agency=body,
        matter=matter,
        area=area,
        obstacles=[
            *_not_twice(_of_body(body, asked, on, area), told),
            *told,
            *_of_staff(staff, user_id),
        ],
        mandate=given[0],
        mandates=_running(agency_id, on, viewer),
        heir=agencies.handler_on(agency_id=agency_id, on=on, viewer=viewer),
        powers=power_list(agency_id=agency_id, on=on, viewer=viewer).count(),
        able=sum(s.good for s in staff),
        staff=seen,
        unseen=len(seen) < len(staff),
    )


def authorities_over(
    *, matter_code: str, on: date, viewer: Actor, area: str = ""
) -> list[Authority]:
    """The same of every body on whose list a matter stood that day, or to which it was delegated.

    Twenty at most, those that could act first.
    """
    rows = power_holders(matter_code=matter_code, viewer=viewer).filter(holding_on(on))
    listed = list(dict.fromkeys(rows.values_list("agency_id", flat=True)))[:MOST]
    given = [
        mandate.delegate_id
        for pk in listed
        for mandate in _running(pk, on, viewer)
        if mandate.principal_id == pk and matter_code in mandate.matter_codes
    ]
    found = (
        authority(agency_id=pk, on=on, viewer=viewer, matter_code=matter_code, area=area)
        for pk in dict.fromkeys([*listed, *given][:MOST])
    )
    return sorted((a for a in found if a is not None), key=lambda a: not a.may)


def authorities(
    *, user_id: int, on: date, viewer: Actor, matter_code: str = "", area: str = ""
) -> list[Authority]:
    """The same for a person, at every body where they held a post that the viewer may see."""
    found = (
        authority(
            agency_id=pk,
            on=on,
            viewer=viewer,
            matter_code=matter_code,
            area=area,
            user_id=user_id,
        )
        for pk in agencies.bodies_of(user_id=user_id, on=on)
    )
    return [a for a in found if a is not None and a.staff]


PLACE_UNKNOWN = "认不出这个地点，或者不止一处叫这个名字。请填行政区划代码，例如 510403。"


def place_of(*, said: str) -> str | None:  # names of divisions are public: no viewer
    """The code of the one division that a code or a name means; None when there is none or many."""
    codes = agencies.areas_meant(said=said)
    names = {agencies.areas_named(codes=[code]) for code in codes}
    return max(codes, key=len) if len(names) == 1 else None
