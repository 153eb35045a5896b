"""Certificates as they stood on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from zhifa.agencies.models import Certificate, CertificateSuspension, Obstruction, User
from zhifa.agencies.reads.history import names_on
from zhifa.kernel.access import Actor, may
from zhifa.kernel.prepared import Prepared

ACTING = (Certificate.Kind.ENFORCEMENT, Certificate.Kind.DELEGATED)


class Print(NamedTuple):
    """A certificate with one of its suspensions, when it has any."""

    pk: int
    holder_id: int
    agency_id: int
    number: str
    areas: list[str]
    valid_from: date
    valid_until: date
    cancelled_on: date | None
    rests_from: date | None
    rests_until: date | None


PRINTS = Prepared(
    lambda holders: (
        Certificate.objects.filter(holder__pk__in=holders, kind__in=ACTING)
        .order_by("valid_from", "pk")
        .values_list(*Print._fields[:-2], "suspensions__from_on", "suspensions__until_on")
    )
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an officer may act on a day, by certificate; reason is empty when they may.

    reason: none, expired, not_yet, suspended, cancelled or area; see also `enforcers`.
    issued_by: whose certificate it is.
    """

    user_id: int
    name: str
    number: str
    reason: str
    issued_by: int | None = None

    @property
    def good(self) -> bool:
        """Whether the officer may act."""
        return not self.reason

    @property
    def why(self) -> str:
        """The reason in Chinese; empty when the officer may act."""
        return Obstruction(self.reason).label if self.reason else ""


def _covers(day: date, from_on: date | None, until_on: date | None) -> bool:
    return from_on is not None and from_on <= day and (until_on is None or day <= until_on)


def _suspended(certificate: Certificate, on: date) -> CertificateSuspension | None:
    """The suspension that covers the day; reads the prefetched rows."""
    held = certificate.suspensions.all()
    return next((s for s in held if _covers(on, s.from_on, s.until_on)), None)


def _reason(certificate: Certificate | Print, on: date, area: str, *, suspended: bool) -> str:
    checks = {
        Obstruction.CANCELLED: bool(certificate.cancelled_on and certificate.cancelled_on <= on),
        Obstruction.NOT_YET: on < certificate.valid_from,
        Obstruction.EXPIRED: on > certificate.valid_until,
        Obstruction.SUSPENDED: suspended,
        Obstruction.AREA: bool(area) and not any(area.startswith(c) for c in certificate.areas),
    }
    return next((reason.value for reason, broken in checks.items() if broken), "")


def standings(
    *,
    user_ids: Iterable[int],
    on: date,
    area: str,
    issued: Iterable[int] | None = None,
    called: Mapping[int, str] | None = None,
) -> Mapping[int, Standing]:
    """How each person stands on the day of the act, in the area of the act ("" asks for none).

    issued: only certificates of these bodies count; None: of any. called: everybody's name of
    the day, where it is known already.

    Facts about the officers of one's own act: asked by actions and rules, without a viewer.
    Source: 行政处罚法 第四十二条: the certificate counts on the day of the act, not today.
    """
    wanted = set(user_ids)
    if not wanted:
        return {}
    rows = [Print(*row) for row in PRINTS.rows(holders=wanted)]
    if issued is not None:
        bodies = set(issued)
        rows = [row for row in rows if row.agency_id in bodies]
    names = names_on(user_ids=wanted, on=on) if called is None else called
    return _stand(rows, names, on, area)


def _stand(
    rows: Iterable[Print], names: Mapping[int, str], on: date, area: str
) -> dict[int, Standing]:
    """Everybody's best certificate on a day. rows: one for each suspension."""
    held = list(rows)
    best = {pk: Standing(pk, name, "", Obstruction.NONE.value) for pk, name in names.items()}
    resting = {row.pk for row in held if _covers(on, row.rests_from, row.rests_until)}
    for row in held:
        if row.holder_id in best and not best[row.holder_id].good:
            reason = _reason(row, on, area, suspended=row.pk in resting)
            pk, name = row.holder_id, names[row.holder_id]
            best[pk] = Standing(pk, name, row.number, reason, row.agency_id)
    return best


def standings_among(  # no viewer: as standings
    *, asked: Iterable[tuple[int, date]], area: str
) -> dict[tuple[int, date], Standing]:
    """How each person stood by certificate on each day; asked of the database once.

    Source: 行政处罚法 第四十二条: the certificate counts on the day of the act.
    """
    pairs = set(asked)
    if not pairs:
        return {}
    users, days = {user for user, _ in pairs}, {day for _, day in pairs}
    rows = [Print(*row) for row in PRINTS.rows(holders=users)]
    names = names_on(user_ids=users, on=max(days))
    then = {day: _stand(rows, names, day, area) for day in days}
    return {(user, day): then[day][user] for user, day in pairs if user in then[day]}


@dataclass(frozen=True, slots=True)
class Card:
    """A certificate with how it stands on the day; area is not asked."""

    certificate: Certificate
    suspension: CertificateSuspension | None
    reason: str

    @property
    def why(self) -> str:
        """The reason in Chinese why it may not be used; empty when it may."""
        return Obstruction(self.reason).label if self.reason else ""


def cards(*, user: User, on: date, viewer: Actor) -> list[Card]:
    """A person's certificates where the viewer has agency:read (all of one's own), newest first."""
    reach = viewer.reach("agency:read")
    rows = Certificate.objects.filter(holder=user).select_related("agency")
    if reach is not None and viewer.key != user.key:
        rows = rows.filter(agency_id__in=reach)
    newest = rows.prefetch_related("suspensions").order_by("-valid_from", "-pk")
    return [card_on(row, on) for row in newest]


def card_on(certificate: Certificate, on: date) -> Card:  # no viewer: a row already in hand
    """A certificate as it stands on a day; reads its prefetched suspensions."""
    resting = _suspended(certificate, on)
    reason = _reason(certificate, on, "", suspended=resting is not None)
    return Card(certificate, resting, reason)


def card(*, pk: int, viewer: Actor) -> Certificate | None:
    """One certificate, for whoever has agency:read there."""
    row = Certificate.objects.select_related("holder", "agency").filter(pk=pk).first()
    return row if row is not None and may(viewer, "agency:read", row.agency_id) else None
