"""People and machine clients as actors on a day."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from django.db.models import FilteredRelation, Q
from oauth2_provider.models import get_access_token_model

from zhifa.agencies.models import ClientGrant, Post, Succession, User
from zhifa.agencies.roles import roles
from zhifa.agencies.rules.scopes import reads_only


@dataclass(frozen=True, slots=True)
class Held:
    """One post held on the day. inherited: bodies that went up in this one by then."""

    role: str
    agency_id: int
    unit_id: int | None
    inherited: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Signed:
    """A person on a day, with the posts held that day; satisfies kernel.access.Actor.

    only: what a machine may do beside reading; None: whatever the posts carry.
    """

    user_id: int
    name: str
    on: date
    posts: tuple[Held, ...]
    _reach: dict[str, frozenset[int] | None] = field(default_factory=dict, compare=False)
    only: frozenset[str] | None = None

    @property
    def key(self) -> str:
        """The name under which rows and the journal remember this person."""
        return f"user:{self.user_id}"

    def reach(self, permission: str) -> frozenset[int] | None:
        """Agency ids where a post held that day carries `permission`; None is everywhere."""
        if permission not in self._reach:
            self._reach[permission] = self._work_out(permission)
        return self._reach[permission]

    def _work_out(self, permission: str) -> frozenset[int] | None:
        if self.only is not None and not (reads_only(permission) or permission in self.only):
            return frozenset()
        table = roles()
        held = [p for p in self.posts if p.role in table]
        if any(permission in table[p.role].everywhere for p in held):
            return None
        here = [p for p in held if permission in table[p.role].may]
        return frozenset(a for p in here for a in (p.agency_id, *p.inherited))

    def holds(self, permission: str) -> bool:
        """Whether any post held that day carries `permission` anywhere."""
        reach = self.reach(permission)
        return reach is None or bool(reach)

    @property
    def agency_ids(self) -> frozenset[int]:
        """Agencies where any post is held."""
        return frozenset(p.agency_id for p in self.posts)

    @property
    def needs_second_factor(self) -> bool:
        """Whether a post held that day demands a second factor."""
        table = roles()
        return any(table[p.role].second_factor for p in self.posts if p.role in table)


def signed(
    *, user: User, on: date, only: frozenset[str] | None = None
) -> Signed:  # the viewer is being made here
    """The person as an actor on the day."""
    merged = Q(agency__taken__kind=Succession.Kind.MERGER, agency__taken__from_on__lte=on)
    posts = Post.objects.filter(user=user).held_on(on).order_by("pk")
    rows = posts.annotate(took=FilteredRelation("agency__taken", condition=merged)).values_list(
        "role", "agency_id", "unit_id", "took__predecessor_id"
    )
    found: dict[tuple[str, int, int | None], set[int]] = {}
    for role, agency_id, unit_id, inherited in rows:
        found.setdefault((role, agency_id, unit_id), set()).update({inherited} - {None})
    held = tuple(Held(*post, frozenset(inherited)) for post, inherited in found.items())
    return Signed(user.pk, user.name, on, held, only=only)


def actor_of_key(*, key: str, on: date) -> Signed:  # the viewer is being made here
    """Whoever rows remember by a key, with what the posts held that day allow.

    For work that a person ordered and the machine carries out later.
    """
    return signed(user=User.objects.get(pk=int(key.removeprefix("user:"))), on=on)


def actor_of_token(*, token: str, on: date) -> Signed | None:  # the viewer is being made here
    """The client behind a bearer token with scope `api`.

    None when the token is unknown or run out, or the client unconfirmed or closed.

    Its posts let it read and nothing else: it writes for people alone, see `actor_by_grant`.
    """
    checksum = hashlib.sha256(token.encode()).hexdigest()
    tokens = get_access_token_model().objects.select_related("application")
    row = tokens.filter(token_checksum=checksum).first()
    if row is None or not row.is_valid(["api"]) or row.application is None:
        return None
    user = User.objects.answered().filter(pk=row.application.user_id).first()
    return signed(user=user, on=on, only=frozenset()) if user else None


def actor_by_grant(*, grant: ClientGrant, on: date) -> Signed:  # the viewer is being made here
    """The person who gave the grant, as far as it goes."""
    return signed(user=grant.person, on=on, only=frozenset(grant.scope) or None)
