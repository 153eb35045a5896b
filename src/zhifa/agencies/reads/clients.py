"""Machine clients: how each stands, and which wait for a head."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhifa.agencies import obstacles
from zhifa.agencies.models import ClientRegistration, ClientState, User, state_of
from zhifa.agencies.reads.actors import Signed
from zhifa.agencies.reads.grants import GrantRow, grants_of
from zhifa.agencies.reads.people import HeldPost, holders, posts
from zhifa.kernel.access import Actor, may
from zhifa.kernel.refusals import Obstacle

HEADS = ("agency_head", "chief_head")


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client as it is shown on a day.

    heads: who can confirm it while it waits. decides: the viewer can.
    """

    client: User
    asked: ClientRegistration | None
    state: ClientState
    posts: Sequence[HeldPost]
    grants: Sequence[GrantRow]
    heads: Sequence[str]
    decides: bool


def clients(*, viewer: Actor) -> QuerySet[User]:
    """Machine clients, newest first.

    All of them for whoever may register them; with client:approve, those of that agency.
    """
    found = User.objects.visible_to(viewer).filter(is_client=True)
    here = viewer.reach("client:approve")
    if viewer.reach("client:edit") is not None and here is not None:
        found = found.filter(registration__agency_id__in=here)
    return found.select_related("registration__agency").order_by("-pk")


def registration(*, pk: int, viewer: Actor) -> ClientRegistration | None:
    """The registration of the client with this key."""
    found = ClientRegistration.objects.select_related("client", "agency")
    return found.filter(client_id=pk, client__in=clients(viewer=viewer)).first()


def waiting_clients(*, viewer: Actor) -> QuerySet[ClientRegistration]:
    """What waits for the viewer's confirmation, oldest first."""
    found = ClientRegistration.objects.filter(agreed=None, client__is_active=True)
    here = viewer.reach("client:approve")
    found = found if here is None else found.filter(agency_id__in=here)
    return found.exclude(asked_by=viewer.key).select_related("client", "agency").order_by("pk")


def decision_obstacles(*, registration: ClientRegistration, viewer: Actor) -> list[Obstacle]:
    """Why a registration cannot be decided (any more), or not by the viewer."""
    found = {
        obstacles.OWN_CLIENT: registration.asked_by == viewer.key,
        obstacles.CLIENT_DECIDED: registration.agreed is not None,
        obstacles.ALREADY_CLOSED: not registration.client.is_active,
    }
    return [obstacle for obstacle, is_so in found.items() if is_so]


def _heads(agency_id: int, on: date, viewer: Actor) -> list[str]:
    """Who can confirm a client of the agency."""
    held = [holders(agency_id=agency_id, role=role, on=on, viewer=viewer) for role in HEADS]
    return [name for some in held for _, name in some]


def _row(client: User, on: date, viewer: Signed) -> ClientRow:
    state = state_of(client)
    asked = None if state is ClientState.UNASKED else client.registration
    waits = asked if state is ClientState.WAITING else None
    return ClientRow(
        client=client,
        asked=asked,
        state=state,
        posts=posts(user=client, on=on, viewer=viewer),
        grants=grants_of(client=client, on=on, viewer=viewer),
        heads=_heads(waits.agency_id, on, viewer) if waits else [],
        decides=waits is not None
        and may(viewer, "client:approve", waits.agency_id)
        and waits.asked_by != viewer.key,
    )


def client_rows(*, on: date, viewer: Signed) -> list[ClientRow]:
    """The clients that the viewer may see, each with its state and who has the next step."""
    return [_row(client, on, viewer) for client in clients(viewer=viewer)]
