"""Who could do what, where, on a day: body, mandate, power list, people, certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency, Delegation, Succession
from zhifa.agencies.reads import Staff
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle
from zhifa.registry.models import Matter
from zhifa.registry.reads.matters import matter_on, on_power_list, power_list

ENOUGH = 2  # 行政处罚法 第四十二条
NOT_LISTED = Obstacle(
    "not_listed",
    "这个事项当日不在该机关（或者委托机关）的权责清单上。",
    "行政处罚法 第十七条",
    then="核对权责清单；不归本机关的，移送有权的机关。",
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
UNSEEN = Obstacle("unseen", "人员只对有权查看该机关人员的岗位显示。", then="由该机关的人员查看。")
OF_MANDATE = frozenset({"no_mandate", "mandate_unpublished"})


@dataclass(frozen=True, slots=True)
class Authority:
    """One body on a day. obstacles: why it could not; powers: matters on its list that day."""

    on: date
    agency: Agency
    matter: Matter | None
    area: str
    obstacles: Sequence[Obstacle]
    mandate: Delegation | None
    mandates: Sequence[Delegation]
    heir: Succession | None
    powers: int
    staff: Sequence[Staff]

    @property
    def may(self) -> bool:
        """Whether the body and its people could act."""
        return not self.obstacles

    @property
    def good(self) -> int:
        """How many of its people could enforce."""
        return sum(s.good for s in self.staff)


def _running(agency_id: int, on: date, viewer: Actor) -> list[Delegation]:
    """Mandates of a body, given or held, that run and are public on a day."""
    rows = agencies.delegations(agency_id=agency_id, viewer=viewer)
    return [
        d
        for d in rows.filter(from_on__lte=on, until_on__gte=on, published_on__lte=on)
        if d.ended_on is None or d.ended_on >= on
    ]


def _of_matter(body: Agency, code: str, on: date, viewer: Actor) -> list[Obstacle]:
    """Whether the matter is in force and on the list of whoever answers for it."""
    mandate = agencies.mandate(agency_id=body.pk, matter_code=code, on=on)
    holders = [body.pk, *([mandate.principal_id] if mandate else [])]
    listed = any(
        on_power_list(agency_id=pk, matter_code=code, on=on, viewer=viewer) for pk in holders
    )
    known = matter_on(code=code, on=on, viewer=viewer) is not None
    return [*([] if known else [NO_MATTER]), *([] if listed else [NOT_LISTED])]


def _of_body(body: Agency, code: str, on: date, area: str) -> list[Obstacle]:
    """The body's own standing; without a matter its mandates are not in question."""
    told = agencies.may_enforce(agency_id=body.pk, matter_code=code, on=on)
    own = [o for o in told if code or o.code not in OF_MANDATE]
    return [*own, *([OUTSIDE] if area and not area.startswith(body.area_code) else [])]


def _of_staff(
    staff: Sequence[Staff], agency_id: int, user_id: int | None, viewer: Actor
) -> list[Obstacle]:
    reach = viewer.reach("agency:read")
    if reach is not None and agency_id not in reach and not staff:
        return [UNSEEN]
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
    staff = agencies.staff_on(agency_id=agency_id, on=on, area=area, viewer=viewer, user_id=user_id)
    return Authority(
        on=on,
        agency=body,
        matter=matter_on(code=matter_code, on=on, viewer=viewer) if matter_code else None,
        area=area,
        obstacles=[
            *_of_body(body, matter_code, on, area),
            *(_of_matter(body, matter_code, on, viewer) if matter_code else []),
            *_of_staff(staff, agency_id, user_id, viewer),
        ],
        mandate=agencies.mandate(agency_id=agency_id, matter_code=matter_code, on=on)
        if matter_code
        else None,
        mandates=_running(agency_id, on, viewer),
        heir=agencies.handler_on(agency_id=agency_id, on=on, viewer=viewer),
        powers=power_list(agency_id=agency_id, on=on, viewer=viewer).count(),
        staff=staff,
    )


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
