"""Accounts, sessions and machine clients."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet

from zhifa.agencies.models import User, UserSession
from zhifa.agencies.reads.actors import Signed
from zhifa.kernel.access import Actor
from zhifa.kernel.fields import keyed_hash


def person_of_username(*, username: str) -> User | None:  # before sign-in there is no viewer
    """The active person (not client) with this username."""
    return User.objects.filter(username=username, is_active=True, is_client=False).first()


def session_of_key(*, session_key: str) -> UserSession | None:  # the viewer is being made here
    """The session behind a cookie."""
    return UserSession.objects.filter(key_hash=keyed_hash(session_key)).first()


def sessions(*, user: User, now: datetime, viewer: Actor) -> QuerySet[UserSession]:
    """Open sessions of a person, newest first: one's own, anybody's with session:end."""
    if viewer.key != user.key and viewer.reach("session:end") is not None:
        return UserSession.objects.none()
    alive = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return user.sessions.filter(ended_at=None, begun_at__gt=alive).order_by("-begun_at")


def is_locked(*, user: User, now: datetime, viewer: Actor) -> bool:
    """Whether vain attempts keep the account shut just now; for whoever may unlock it."""
    if viewer.reach("account:unlock") is not None:
        return False
    since = now - timedelta(hours=settings.AXES_COOLOFF_TIME)
    tried = AccessAttempt.objects.filter(username=user.username, attempt_time__gt=since)
    return bool(tried.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT).exists())


def session(*, pk: int, viewer: Actor) -> UserSession | None:
    """One session: one's own, anybody's with session:end."""
    row = UserSession.objects.select_related("user").filter(pk=pk).first()
    if row is None or (row.user.key != viewer.key and viewer.reach("session:end") is not None):
        return None
    return row


def must_enrol(*, user: User, viewer: Signed) -> bool:
    """Whether the person must enrol a second factor before anything else."""
    return viewer.needs_second_factor and user.totp_confirmed_at is None


def used_steps(*, usernames: Iterable[str]) -> Mapping[str, int]:  # no viewer before sign-in
    """The last time step each account used a code of."""
    found = User.objects.filter(username__in=list(usernames))
    return dict(found.values_list("username", "totp_last_step"))


def spare_codes(*, user: User, viewer: Actor) -> int:
    """How many recovery codes are left; one's own alone."""
    return user.recovery_codes.filter(void_at=None).count() if viewer.key == user.key else 0
