"""People and their posts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from zhifa.agencies import events, obstacles
from zhifa.agencies.actions.bodies import ANYWHERE
from zhifa.agencies.models import Agency, FormerName, Post, Unit, User
from zhifa.agencies.roles import apart, roles
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.seals import digest_of


def subject(user_id: int) -> str:
    """The journal chain of a person."""
    return f"person:{user_id}"


@transaction.atomic
def register_person(*, facts: Mapping[str, Any], by: Actor, at: datetime) -> User:
    """Open an account without a password (see set_password); `facts` are columns of User.

    Refused: without account:edit; username taken.
    """
    taken = User.objects.filter(username=facts["username"]).exists()
    refuse_if(
        [
            *unless(by, "account:edit", ANYWHERE),
            *([obstacles.TAKEN.about(facts["username"])] if taken else []),
        ]
    )
    user = User(**facts)
    user.set_unusable_password()
    user.save(force_insert=True)
    journal.record(
        events.PersonRegistered(user.pk), subject=subject(user.pk), by=by, at=at, rows=[user]
    )
    return user


def _kept_name(user: User, today: date) -> list[FormerName]:
    """Keep the name borne until yesterday; of two changes on one day the last one counts."""
    until = today - timedelta(days=1)
    if FormerName.objects.filter(user=user, until_on=until).exists():
        return []
    return [FormerName.objects.create(user=user, name=user.name, until_on=until)]


@transaction.atomic
def change_person(
    *,
    user: User,
    facts: Mapping[str, Any],
    by: Actor,
    at: datetime,
    seen: str = "",
    corrects: bool = False,
) -> User:
    """Renew name, phone or the dates of legal qualification; seen: as in change_agency.

    A name borne before answers for its days, unless it was only mistyped (corrects).

    Refused: without post:edit; nothing changed; the row is no longer as seen.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    changed = {name: value for name, value in facts.items() if getattr(user, name) != value}
    found = {
        obstacles.NOTHING_CHANGED: not changed,
        obstacles.STALE: bool(seen) and seen != digest_of(user),
    }
    refuse_if([*unless(by, "post:edit", ANYWHERE), *(o for o, is_so in found.items() if is_so)])
    kept = _kept_name(user, localdate(at)) if "name" in changed and not corrects else []
    for name, value in changed.items():
        setattr(user, name, value)
    user.save(update_fields=sorted(changed))
    event = events.PersonChanged(user.pk, tuple(sorted(changed)))
    journal.record(event, subject=subject(user.pk), by=by, at=at, rows=[user, *kept])
    return user


@dataclass(frozen=True, slots=True)
class Appointment:
    """Which post is given; both end dates count (Beijing dates), no end means until further."""

    agency: Agency
    role: str
    from_on: date
    until_on: date | None = None
    unit: Unit | None = None


def _clashes(user: User, wanted: Appointment) -> list[Obstacle]:
    """Posts of the same time that may not be held together with the wanted one."""
    until = wanted.until_on or date.max
    running = Post.objects.filter(
        Q(until_on=None) | Q(until_on__gte=wanted.from_on), user=user, from_on__lte=until
    )
    table = roles()
    held = {(p.role, p.agency_id) for p in running if p.role in table}
    apart_ones = sorted({role for role, _ in held if apart(role, wanted.role)})
    same = (wanted.role, wanted.agency.pk) in held
    return [
        *(obstacles.ROLES_APART.about(table[role].name) for role in apart_ones),
        *([obstacles.POST_HELD] if same else []),
    ]


def appointment_obstacles(user: User, wanted: Appointment) -> list[Obstacle]:
    """Everything but permission that stands in the way of an appointment."""
    agency = wanted.agency
    last = agency.abolished_on
    found = {
        obstacles.UNKNOWN_ROLE: wanted.role not in roles(),
        obstacles.FOREIGN_UNIT: wanted.unit is not None and wanted.unit.agency_id != agency.pk,
        obstacles.ACCOUNT_CLOSED: not user.is_active,
        obstacles.TERM_REVERSED: wanted.until_on is not None and wanted.until_on < wanted.from_on,
        obstacles.ABOLISHED: last is not None and (wanted.until_on or date.max) > last,
        obstacles.NOT_ESTABLISHED: wanted.from_on < agency.established_on,
    }
    clashes = _clashes(user, wanted) if wanted.role in roles() else []
    return [*(o for o, is_so in found.items() if is_so), *clashes]


@transaction.atomic
def appoint(*, user: User, to: Appointment, by: Actor, at: datetime) -> Post:
    """Give a person a post.

    Refused: without post:edit; to oneself; to a client; unknown role; a role held apart at an
    overlapping time (三员分立); the same post at an overlapping time; a division of another body;
    a closed account; outside the life of the body.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    to = replace(to, agency=Agency.objects.select_for_update().get(pk=to.agency.pk))
    found = {obstacles.OWN_POST: by.key == user.key, obstacles.IS_CLIENT: user.is_client}
    refuse_if(
        [
            *unless(by, "post:edit", to.agency.pk),
            *(o for o, is_so in found.items() if is_so),
            *appointment_obstacles(user, to),
        ]
    )
    post = Post.objects.create(
        user=user,
        agency=to.agency,
        unit=to.unit,
        role=to.role,
        from_on=to.from_on,
        until_on=to.until_on,
    )
    event = events.Appointed(user.pk, post.pk, to.agency.pk, to.role)
    journal.record(event, subject=subject(user.pk), by=by, at=at, rows=[post])
    return post


@transaction.atomic
def dismiss(*, post: Post, on: date, by: Actor, at: datetime) -> Post:
    """End a post; `on` is its last day.

    Refused: without post:edit; oneself; the post already ends by then; before it began.
    """
    post = Post.objects.select_for_update().get(pk=post.pk)
    found = {
        obstacles.OWN_POST: by.key == f"user:{post.user_id}",
        obstacles.POST_OVER: post.until_on is not None and post.until_on <= on,
        obstacles.BEFORE_BEGIN: on < post.from_on,
    }
    refuse_if(
        [*unless(by, "post:edit", post.agency_id), *(o for o, is_so in found.items() if is_so)]
    )
    post.until_on = on
    post.save(update_fields=["until_on"])
    event = events.Dismissed(post.user_id, post.pk)
    journal.record(event, subject=subject(post.user_id), by=by, at=at, rows=[post])
    return post
