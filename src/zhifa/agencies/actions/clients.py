"""Machine clients of the interface (OAuth 2.0 client credentials): two people let one in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import get_access_token_model, get_application_model

from zhifa.agencies import events, obstacles
from zhifa.agencies.actions.bodies import ANYWHERE
from zhifa.agencies.actions.people import Appointment, appointment_obstacles, subject
from zhifa.agencies.models import Agency, ClientRegistration, Post, User
from zhifa.agencies.reads.clients import decision_obstacles
from zhifa.agencies.roles import roles as role_table
from zhifa.kernel import ids, journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if


@dataclass(frozen=True, slots=True)
class ClientKeys:
    """What the other system needs; the secret is stored only as a hash and never shown again.

    It is shown to who registers, never to who confirms: nobody holds both key and door.
    """

    user: User
    client_id: str
    client_secret: str


def _role_obstacles(wanted: Sequence[str]) -> list[Obstacle]:
    table = role_table()
    known = [table[role] for role in wanted if role in table]
    found = {
        obstacles.NO_ROLES: not wanted,
        obstacles.UNKNOWN_ROLE: len(known) < len(wanted),
        obstacles.CLIENT_NOT_ADMIN: any(role.administers for role in known),
    }
    return [o for o, is_so in found.items() if is_so]


@transaction.atomic
def register_client(
    *, name: str, agency: Agency, roles: Sequence[str], purpose: str, by: Actor, at: datetime
) -> ClientKeys:
    """Ask that another system may call the interface with posts at one agency, from today.

    It is not answered before a head of that agency has confirmed it. purpose: what the head is
    told it is for.

    Refused: without client:edit; no purpose; no or unknown roles; an administrator's role;
    abolished body.
    """
    silent = [] if purpose.strip() else [obstacles.NO_PURPOSE]
    refuse_if([*unless(by, "client:edit", ANYWHERE), *silent, *_role_obstacles(roles)])
    user = User(username=f"client-{ids.new().lower()}", name=name, is_client=True)
    user.set_unusable_password()
    user.save(force_insert=True)
    day = localdate(at)
    refuse_if([o for r in roles for o in appointment_obstacles(user, Appointment(agency, r, day))])
    posts = [Post.objects.create(user=user, agency=agency, role=r, from_on=day) for r in roles]
    application_model = get_application_model()
    secret = generate_client_secret()
    application = application_model.objects.create(
        name=name,
        user=user,
        client_secret=secret,
        client_type=application_model.CLIENT_CONFIDENTIAL,
        authorization_grant_type=application_model.GRANT_CLIENT_CREDENTIALS,
    )
    asked = ClientRegistration.objects.create(
        client=user, agency=agency, purpose=purpose.strip(), asked_by=by.key, asked_at=at
    )
    event = events.ClientRegistered(user.pk, agency.pk)
    journal.record(event, subject=subject(user.pk), by=by, at=at, rows=[user, *posts, asked])
    return ClientKeys(user, application.client_id, secret)


def _undecided(registration: ClientRegistration, by: Actor) -> ClientRegistration:
    """The registration, locked with its client; refused when `by` may not decide it."""
    User.objects.select_for_update().get(pk=registration.client_id)
    held = ClientRegistration.objects.select_for_update(of=("self",)).select_related("client")
    asked = held.get(pk=registration.pk)
    permitted = unless(by, "client:approve", asked.agency_id)
    refuse_if([*permitted, *decision_obstacles(registration=asked, viewer=by)])
    return asked


@transaction.atomic
def confirm_client(
    *, registration: ClientRegistration, by: Actor, at: datetime
) -> ClientRegistration:
    """Let a client call the interface from now on.

    Refused: without client:approve at the agency; by who registered it; decided already; closed.
    """
    asked = _undecided(registration, by)
    asked.agreed, asked.decided_by, asked.decided_at = True, by.key, at
    asked.save(update_fields=["agreed", "decided_by", "decided_at"])
    event = events.ClientConfirmed(asked.client_id, asked.agency_id)
    journal.record(event, subject=subject(asked.client_id), by=by, at=at, rows=[asked])
    return asked


@transaction.atomic
def refuse_client(
    *, registration: ClientRegistration, reason: str, by: Actor, at: datetime
) -> ClientRegistration:
    """Let a client never call. Refused: as confirm_client; without a reason."""
    asked = _undecided(registration, by)
    refuse_if([] if reason.strip() else [obstacles.NO_REASON])
    asked.agreed, asked.decided_by, asked.decided_at = False, by.key, at
    asked.reason = reason.strip()
    asked.save(update_fields=["agreed", "decided_by", "decided_at", "reason"])
    event = events.ClientRefused(asked.client_id, asked.agency_id)
    journal.record(event, subject=subject(asked.client_id), by=by, at=at, rows=[asked])
    return asked


@transaction.atomic
def close_client(*, user: User, by: Actor, at: datetime) -> User:
    """Refuse a client from now on; its tokens die at once.

    Refused: without client:edit; not a client; already closed.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    found = {
        obstacles.NOT_CLIENT: not user.is_client,
        obstacles.ALREADY_CLOSED: not user.is_active,
    }
    refuse_if([*unless(by, "client:edit", ANYWHERE), *(o for o, is_so in found.items() if is_so)])
    user.is_active = False
    user.save(update_fields=["is_active"])
    get_access_token_model().objects.filter(application__user=user).delete()
    event = events.ClientClosed(user.pk)
    journal.record(event, subject=subject(user.pk), by=by, at=at, rows=[user])
    return user
