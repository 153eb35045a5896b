"""People let machine clients act in their name, for a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies import events, obstacles, ownership
from zhifa.agencies.actions.bodies import ANYWHERE
from zhifa.agencies.actions.people import subject
from zhifa.agencies.models import ClientGrant, Post, User
from zhifa.agencies.rules.scopes import scopes
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Obstacle, refuse_if

LONGEST = 365  # days after the first


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """For how long and for what; no scope: every step the person may take."""

    from_on: date
    until_on: date
    scope: Sequence[str] = ()


def _open_to(client: User, person: User, day: date) -> bool:
    """Whether the client works at a body where the person holds a post."""
    here = Post.objects.filter(user=person).held_on(day).values("agency_id")
    shared = Post.objects.filter(user=client, agency_id__in=here).held_on(day)
    return User.objects.answered().filter(pk=client.pk).exists() and shared.exists()


def _obstacles(terms: GrantTerms, person: User, client: User, today: date) -> list[Obstacle]:
    overlapping = ClientGrant.objects.filter(
        client=client,
        person=person,
        ended_on=None,
        from_on__lte=terms.until_on,
        until_on__gte=terms.from_on,
    )
    found = {
        obstacles.NOT_CLIENT: not client.is_client,
        obstacles.GRANT_NOT_OPEN: not _open_to(client, person, today),
        obstacles.TERM_REVERSED: terms.until_on < terms.from_on,
        obstacles.GRANT_PAST: terms.from_on < today,
        obstacles.GRANT_TOO_LONG: (terms.until_on - terms.from_on).days > LONGEST,
        obstacles.UNKNOWN_SCOPE: not set(terms.scope) <= scopes().keys(),
        obstacles.GRANT_HELD: overlapping.exists(),
    }
    return [o for o, is_so in found.items() if is_so]


@transaction.atomic
def give_grant(
    *, person: User, client: User, terms: GrantTerms, by: Actor, at: datetime
) -> ClientGrant:
    """Let a client act in one's name.

    Refused: for somebody else; not a client; a client unconfirmed, closed or of another
    body; a term reversed, begun or longer than a year; unknown scope; overlapping one not ended.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    refuse_if([*ownership.obstacles(by, person), *_obstacles(terms, person, client, localdate(at))])
    grant = ClientGrant.objects.create(
        client=client,
        person=person,
        from_on=terms.from_on,
        until_on=terms.until_on,
        scope=sorted(terms.scope),
    )
    event = events.ClientGrantGiven(grant.pk, person.pk, client.pk)
    journal.record(event, subject=subject(person.pk), by=by, at=at, rows=[grant])
    return grant


@transaction.atomic
def end_grant(*, grant: ClientGrant, by: Actor, at: datetime) -> ClientGrant:
    """End a grant at once. Refused: another's without client:edit; over already."""
    grant = ClientGrant.objects.select_for_update().get(pk=grant.pk)
    today = localdate(at)
    over = grant.ended_on is not None or grant.until_on < today
    own = not ownership.obstacles(by, grant.person)
    refuse_if(
        [
            *([] if own else unless(by, "client:edit", ANYWHERE)),
            *([obstacles.GRANT_OVER] if over else []),
        ]
    )
    grant.ended_on = today
    grant.save(update_fields=["ended_on"])
    event = events.ClientGrantEnded(grant.pk, grant.person_id, grant.client_id)
    journal.record(event, subject=subject(grant.person_id), by=by, at=at, rows=[grant])
    return grant


@transaction.atomic
def use_grant(
    *, grant: ClientGrant, address: str, entries: Sequence[Entry], by: Actor, at: datetime
) -> None:
    """Write down what a client wrote in the person's name, in the chain of the client.

    entries: what it wrote, in the same transaction; none: it was refused. Refused: not that
    person; the grant does not count that day.
    """
    running = [] if grant.valid_on(localdate(at)) else [obstacles.NO_GRANT]
    refuse_if([*ownership.obstacles(by, grant.person), *running])
    wrote = tuple(entry.pk for entry in entries)
    event = events.ClientGrantUsed(grant.pk, grant.person_id, grant.client_id, address[:200], wrote)
    journal.record(event, subject=subject(grant.client_id), by=by, at=at)
