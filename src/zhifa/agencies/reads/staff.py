"""Who served where on a day, with what certificate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from zhifa.agencies.models import Agency, Certificate, CertificateSuspension, Post
from zhifa.agencies.reads.bodies import mandate
from zhifa.agencies.reads.certificates import Standing, card_on, standings
from zhifa.agencies.reads.history import acting_for, handler_on, names_on
from zhifa.agencies.roles import roles
from zhifa.agencies.rules.areas import codes_of, home_names, names_of
from zhifa.kernel.access import Actor, may

ENFORCER = "officer"


@dataclass(frozen=True, slots=True)
class Staff:
    """A person at a body on a day; standing is told for those whose post is to enforce."""

    user_id: int
    name: str
    roles: Sequence[str]
    unit: str
    standing: Standing
    enforces: bool

    @property
    def good(self) -> bool:
        """Whether the person may enforce there that day."""
        return self.enforces and self.standing.good


def _role(code: str) -> str:
    known = roles().get(code)
    return known.name if known else code


def staff_on(
    *, agency_id: int, on: date, area: str, viewer: Actor, user_id: int | None = None
) -> list[Staff]:
    """People with a post at a body (or the one it went up in) on a day, enforcers first.

    Only where the viewer has agency:read, and oneself. Three queries, however many they are.
    """
    own = viewer.key.removeprefix("user:")
    posts = Post.objects.filter(acting_for(agency_id, on), user__is_client=False).held_on(on)
    if user_id is not None:
        posts = posts.filter(user_id=user_id)
    if not may(viewer, "agency:read", agency_id):
        posts = posts.filter(user_id=own) if own.isdecimal() else posts.none()
    held: dict[int, list[Post]] = {}
    for post in posts.select_related("unit").order_by("user_id", "pk"):
        held.setdefault(post.user_id, []).append(post)
    found = [
        Staff(
            pk,
            standing.name,
            tuple(dict.fromkeys(_role(p.role) for p in held[pk])),
            next((p.unit.name for p in held[pk] if p.unit), ""),
            standing,
            any(p.role == ENFORCER for p in held[pk]),
        )
        for pk, standing in standings(user_ids=held, on=on, area=area).items()
    ]
    return sorted(found, key=lambda s: (not s.good, not s.enforces, s.user_id))


def bodies_of(*, user_id: int, on: date) -> list[int]:  # no viewer: staff_on is asked next, for one
    """The bodies at which a person held a post on a day; names nobody."""
    posts = Post.objects.filter(user_id=user_id).held_on(on).order_by("agency__code")
    return list(dict.fromkeys(posts.values_list("agency_id", flat=True)))


def letterhead(*, agency: Agency, on: date, viewer: Actor, matter_code: str = "") -> Agency:
    """The body in whose name its cases go on, on a day; itself until it goes up in another.

    A delegated body acts in the name of whose mandate covers the item (行政处罚法 第二十条).
    """
    if agency.nature == Agency.Nature.DELEGATED:
        held = mandate(agency_id=agency.pk, matter_code=matter_code, on=on)
        return held.principal if held else agency
    if agency.abolished_on is None or on <= agency.abolished_on:
        return agency
    heir = handler_on(agency_id=agency.pk, on=on, viewer=viewer)
    carries = heir is not None and heir.casework == heir.Casework.SUCCESSOR
    return heir.successor if heir and carries else agency


def _listed(agency_id: int, on: date) -> QuerySet[Certificate]:
    alive = Q(cancelled_on=None) | Q(cancelled_on__gt=on)
    return Certificate.objects.filter(alive, agency_id=agency_id, valid_from__lte=on)


def roster(  # no viewer: a published list
    *, agency_id: int, on: date, after: str = "", limit: int | None = None
) -> list[tuple[str, ...]]:
    """The officers of a body as its published list names them on a day: published facts.

    Name, number, kind, areas, last day, state. Nothing that is not printed on the card.
    after: the number of the card where the page before ended.
    """
    rows = _listed(agency_id, on).filter(number__gt=after).order_by("number")
    held = list(rows.select_related("agency").prefetch_related("suspensions")[:limit])
    names = names_on(user_ids=[r.holder_id for r in held], on=on)
    return [
        (
            names[row.holder_id],
            row.number,
            row.get_kind_display(),
            names_of(row.areas),
            row.valid_until.isoformat(),
            card_on(row, on).why or "有效",
        )
        for row in held
    ]


def roster_size(*, agency_id: int, on: date) -> int:  # no viewer: a published list
    """How many officers that list names."""
    return _listed(agency_id, on).count()


def good_cards(*, on: date) -> dict[int, int]:  # no viewer: counted from published lists
    """For every body, how many cards may be used on a day."""
    rests = CertificateSuspension.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), certificate=OuterRef("pk"), from_on__lte=on
    )
    alive = Q(cancelled_on=None) | Q(cancelled_on__gt=on)
    good = Certificate.objects.filter(
        alive, ~Exists(rests), valid_from__lte=on, valid_until__gte=on
    )
    return dict(good.order_by().values_list("agency_id").annotate(n=Count("pk")))


def areas_named(*, codes: Iterable[str]) -> str:  # names of divisions are public: no viewer
    """Administrative divisions by name, as one text."""
    return names_of(codes)


def areas_meant(*, said: str) -> list[str]:  # names of divisions are public: no viewer
    """The codes of the divisions that a code or a name means; several when it is unclear."""
    return codes_of(said)


def home_areas() -> frozenset[str]:  # names of divisions are public: no viewer
    """Names of the divisions that this house is in, or serves."""
    return home_names()
