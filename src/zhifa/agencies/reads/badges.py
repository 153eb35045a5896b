"""A certificate shown by a code: to its holder, and to anybody who scans it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localdate

from zhifa.agencies.models import Certificate, Portrait, Post, User
from zhifa.agencies.reads.certificates import Card, card_on
from zhifa.agencies.reads.history import acting_for, handler_on, names_on
from zhifa.agencies.rules import areas, badge
from zhifa.kernel.access import SYSTEM, Actor

LEFT = "持证人已不在该单位任职"
STATES = {
    "suspended": "暂扣中，不得执法",
    "cancelled": "已注销，不得执法",
    "expired": "已过有效期，不得执法",
    "not_yet": "尚未生效，不得执法",
}


def live() -> timedelta:  # no viewer: a setting
    """How long a code drawn on the spot counts."""
    return timedelta(seconds=settings.BADGE_SECONDS)


def offline() -> timedelta:  # no viewer: a setting
    """How long a code drawn ahead counts."""
    return timedelta(hours=settings.BADGE_OFFLINE_HOURS)


def _serves(row: Certificate, at: datetime) -> bool:
    """Whether the holder still has a post at the body of the certificate, or where it went up."""
    day = localdate(at)
    posts = Post.objects.filter(acting_for(row.agency_id, day), user_id=row.holder_id)
    return row.holder.is_active and posts.held_on(day).exists()


def _state(one: Card, at: datetime) -> str:
    """Why the certificate may not be used now, in words for anybody; empty when it may."""
    if one.reason:
        return STATES[one.reason]
    return "" if _serves(one.certificate, at) else LEFT


def _row(pk: int) -> Certificate | None:
    rows = Certificate.objects.select_related("holder", "agency").prefetch_related("suspensions")
    return rows.filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Shown:
    """What anybody may see of a certificate: nothing personal beyond what is printed on it.

    age: rules.badge.OK, EXPIRED or EARLY; when it is not OK nothing else is told but the time.
    """

    age: str
    signed_at: datetime
    until: datetime
    offline: bool
    name: str = ""
    agency: str = ""
    successor: str = ""
    number: str = ""
    kind: str = ""
    areas: str = ""
    valid_until: str = ""
    fault: str = ""
    portrait_id: int | None = None


def _told(token: badge.Token, row: Certificate, age: str, at: datetime) -> Shown:
    until = token.signed_at + (offline() if token.offline else live())
    if age != badge.OK:
        return Shown(age, token.signed_at, until, token.offline)
    day = localdate(at)
    heir = handler_on(agency_id=row.agency_id, on=day, viewer=SYSTEM)
    photo = Portrait.objects.filter(user_id=row.holder_id).order_by("-taken_at", "-pk")
    return Shown(
        age,
        token.signed_at,
        until,
        token.offline,
        name=names_on(user_ids=[row.holder_id], on=day)[row.holder_id],
        agency=row.agency.name,
        successor=heir.successor.name if heir else "",
        number=row.number,
        kind=row.get_kind_display(),
        areas=areas.names_of(row.areas),
        valid_until=row.valid_until.isoformat(),
        fault=_state(card_on(row, day), at),
        portrait_id=photo.values_list("pk", flat=True).first(),
    )


def shown(*, token: str, at: datetime) -> Shown | None:  # no viewer: anybody may scan a code
    """What a scanned code shows now; None when it is no code of ours."""
    told = badge.opened(badge.public_key(settings.BADGE_KEY), token)
    row = _row(told.certificate_id) if told else None
    if told is None or row is None:
        return None
    return _told(told, row, badge.age(told, at, live(), offline()), at)


def portrait(*, pk: int) -> bytes | None:  # no viewer: asked only with a code that counts
    """The bytes of a photo."""
    row = Portrait.objects.filter(pk=pk).first()
    return bytes(row.content) if row else None


@dataclass(frozen=True, slots=True)
class OwnBadge:
    """One certificate of one's own, and why it may not be shown; fault is empty when it may."""

    card: Card
    areas: str
    fault: str


def own_badges(*, user: User, at: datetime, viewer: Actor) -> list[OwnBadge]:
    """One's own certificates, those that may be shown now first; none of other people's."""
    if viewer.key != user.key:
        return []
    rows = Certificate.objects.filter(holder=user).select_related("holder", "agency")
    day = localdate(at)
    found = (card_on(row, day) for row in rows.prefetch_related("suspensions"))
    badges = [OwnBadge(c, areas.names_of(c.certificate.areas), _state(c, at)) for c in found]
    return sorted(badges, key=lambda b: (bool(b.fault), -b.card.certificate.pk))


def code_for(*, own: OwnBadge, at: datetime, ahead: bool, viewer: Actor) -> str:
    """A code for one's own certificate; empty when it may not be shown."""
    row = own.card.certificate
    if own.fault or viewer.key != row.holder.key:
        return ""
    return badge.mint(settings.BADGE_KEY, row.pk, at, offline=ahead)


def own_portrait(*, viewer: Actor) -> int | None:
    """The newest photo of the person who asks, and of nobody else."""
    kind, _, pk = viewer.key.partition(":")
    if kind != "user":
        return None
    mine = Portrait.objects.filter(user_id=int(pk)).order_by("-taken_at", "-pk")
    return mine.values_list("pk", flat=True).first()
