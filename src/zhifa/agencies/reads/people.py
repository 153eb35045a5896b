"""People and their posts, as a viewer may see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from zhifa.agencies.models import Post, User
from zhifa.agencies.models.people import PostQuerySet
from zhifa.agencies.reads.certificates import Standing, standings
from zhifa.agencies.reads.history import acting_for
from zhifa.agencies.roles import roles
from zhifa.kernel.access import Actor, may
from zhifa.kernel.prepared import Prepared

PAGE = 50


def _posts_visible_to(viewer: Actor) -> PostQuerySet:
    reach = viewer.reach("agency:read")
    found = Post.objects.select_related("agency", "unit")
    if reach is None:
        return found
    own = viewer.key.removeprefix("user:")
    mine = Q(user_id=own) if own.isdecimal() else Q(pk=None)
    return found.filter(Q(agency_id__in=reach) | mine)


def people(
    *, viewer: Actor, agency_id: int | None = None, query: str = "", after: int = 0
) -> QuerySet[User]:
    """People the viewer may see, in order of entry; `after` is the cursor (the last key shown).

    query: part of a name, a whole username or a whole certificate number.
    """
    found = User.objects.visible_to(viewer).filter(is_client=False, pk__gt=after).order_by("pk")
    if agency_id is not None:
        here = _posts_visible_to(viewer).filter(agency_id=agency_id)
        found = found.filter(pk__in=here.values("user_id"))
    if query:
        asked = Q(name__contains=query) | Q(username=query) | Q(certificates__number=query)
        found = found.filter(asked).distinct()
    return found


def person(*, pk: int, viewer: Actor) -> User | None:
    """One person (or client), None when the viewer may not see them."""
    return User.objects.visible_to(viewer).filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post with the name of its role, and whether it runs on the day."""

    post: Post
    role: str
    runs: bool


def _held(row: Post, on: date) -> HeldPost:
    role = roles().get(row.role)
    return HeldPost(row, role.name if role else row.role, row.runs_on(on))


def posts(*, user: User, on: date, viewer: Actor) -> list[HeldPost]:
    """A person's posts the viewer may see, running ones first, then newest first."""
    found = _posts_visible_to(viewer).filter(user=user).order_by("-from_on", "-pk")
    return sorted((_held(p, on) for p in found), key=lambda h: not h.runs)


def post(*, pk: int, viewer: Actor) -> Post | None:
    """One post, None when the viewer may not see it."""
    return _posts_visible_to(viewer).select_related("user").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people."""

    user: User
    posts: Sequence[HeldPost]
    standing: Standing


def rows(*, page: Sequence[User], on: date, viewer: Actor) -> list[PersonRow]:
    """Lines for a page of people with running posts and certificates; a fixed number of queries."""
    ids = [u.pk for u in page]
    running: dict[int, list[HeldPost]] = {pk: [] for pk in ids}
    for row in _posts_visible_to(viewer).filter(user_id__in=ids).held_on(on).order_by("pk"):
        running[row.user_id].append(_held(row, on))
    standing = standings(user_ids=ids, on=on, area="")
    return [PersonRow(u, running[u.pk], standing[u.pk]) for u in page]


def holders(*, agency_id: int, role: str, on: date, viewer: Actor) -> list[tuple[int, str]]:
    """Who holds a role at an agency, or at the one it went up in, on a day: id and name.

    None without agency:read there.
    """
    if not may(viewer, "agency:read", agency_id):
        return []
    people = Post.objects.filter(user__is_client=False)
    found = people.filter(acting_for(agency_id, on), role=role).held_on(on)
    return list(found.order_by("user_id").values_list("user_id", "user__name").distinct())


def roles_of(
    *,
    user_ids: Iterable[int],
    agency_id: int,
    on: date,
    viewer: Actor,  # noqa: ARG001 - facts of one's own act
) -> Mapping[int, frozenset[str]]:
    """Roles each person holds at an agency, or at the one it went up in, on a day."""
    wanted = set(user_ids)
    people = Post.objects.filter(user_id__in=wanted, user__is_client=False)
    held = people.filter(acting_for(agency_id, on)).held_on(on)
    found: dict[int, frozenset[str]] = {pk: frozenset() for pk in wanted}
    for user, role in held.values_list("user_id", "role"):
        found[user] |= {role}
    return found


PEOPLE = Prepared(
    lambda users: User.objects.filter(pk__in=users, is_client=False).values_list("pk")
)


def people_among(
    *, user_ids: Iterable[int]
) -> frozenset[int]:  # no viewer: whether a number is somebody's, asked by forms
    """Which of these numbers are people's: not nobody's, and no client's."""
    return frozenset(pk for (pk,) in PEOPLE.rows(users=set(user_ids)))


def names_of_users(
    *, user_ids: Iterable[int]
) -> dict[int, str]:  # no viewer: who signed what is no secret
    """What people are called today, for saying who did something."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("pk", "name"))
