"""What people let machine clients do in their name."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhifa.agencies.models import ClientGrant, Post, User
from zhifa.agencies.reads.actors import Signed
from zhifa.agencies.rules.scopes import scopes


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant as it is shown on a day."""

    grant: ClientGrant
    runs: bool
    over: bool
    covers: str


def grant_for(
    *, client_id: int, person_id: int, on: date
) -> ClientGrant | None:  # the viewer is being made here
    """By which grant a client acts for a person on a day.

    None where either account is closed, or the client unconfirmed.
    """
    held = ClientGrant.objects.valid_on(on).filter(
        client_id=client_id, person_id=person_id, person__is_active=True
    )
    held = held.filter(client__in=User.objects.answered())
    return held.select_related("person").first()


def _visible(viewer: Signed) -> QuerySet[ClientGrant]:
    """One's own; everybody's with client:edit everywhere."""
    rows = ClientGrant.objects.select_related("client", "person").order_by("-pk")
    return rows if viewer.reach("client:edit") is None else rows.filter(person_id=viewer.user_id)


def _told(grant: ClientGrant, on: date) -> GrantRow:
    names = scopes()
    covers = "、".join(names.get(code, code) for code in grant.scope)
    over = grant.ended_on is not None or grant.until_on < on
    return GrantRow(grant, grant.valid_on(on), over, covers or "本人能办的所有步骤")


def own_grants(*, on: date, viewer: Signed) -> list[GrantRow]:
    """What the viewer let clients do, newest first."""
    return [_told(row, on) for row in _visible(viewer).filter(person_id=viewer.user_id)]


def grants_of(*, client: User, on: date, viewer: Signed) -> list[GrantRow]:
    """The grants that a client holds, newest first, those ended early left out."""
    return [_told(row, on) for row in _visible(viewer).filter(client=client, ended_on=None)]


def grant(*, pk: int, viewer: Signed) -> ClientGrant | None:
    """One grant: one's own, anybody's with client:edit."""
    return _visible(viewer).filter(pk=pk).first()


def held_scopes(*, viewer: Signed) -> list[tuple[str, str]]:
    """What the viewer can let a client do: of all there is, what the viewer may do somewhere."""
    return [(code, name) for code, name in scopes().items() if viewer.reach(code) != frozenset()]


def clients_here(*, on: date, viewer: Signed) -> QuerySet[User]:
    """The clients that work at the viewer's bodies: whom the viewer can let act."""
    posts = Post.objects.held_on(on).filter(agency_id__in=viewer.agency_ids)
    return User.objects.answered().filter(pk__in=posts.values("user_id"))
