"""Passwords, lock-out, closing of accounts, sessions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies import events, obstacles, ownership
from zhifa.agencies.actions.bodies import ANYWHERE
from zhifa.agencies.actions.people import subject
from zhifa.agencies.models import Post, User, UserSession
from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM, Actor, unless
from zhifa.kernel.fields import keyed_hash
from zhifa.kernel.refusals import Malformed, refuse_if

SEEN_EVERY = timedelta(minutes=1)


def _end_all(user: User, at: datetime) -> list[UserSession]:
    """End every open session of a person; the rows, to be sealed."""
    ended = list(user.sessions.select_for_update().filter(ended_at=None))
    for session in ended:
        session.ended_at = at
        session.save(update_fields=["ended_at"])
    return ended


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _strong(password: str, user: User) -> None:
    """Malformed, naming each weakness, unless the password passes settings' validators."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Malformed({"password": [_WEAK[one.code or ""] for one in weak.error_list]}) from weak


# Django's own words for these are not all translated
_WEAK = {
    "password_too_short": "密码至少 10 个字符。",
    "password_too_common": "这个密码太常见，换一个别人猜不到的。",
    "password_entirely_numeric": "密码不能全是数字。",
}


@transaction.atomic
def set_password(
    *, user: User, password: str, by: Actor, at: datetime, old: str | None = None
) -> User:
    """Set a password and end every session; one set by another must be changed at next sign-in.

    old: what the person typed as the present password; asked of the person alone.
    Refused: another's without account:edit; `old` wrong or the same. Malformed: too weak.
    """
    user = _locked(user)
    own = by.key == user.key
    found = {
        obstacles.WRONG_PASSWORD: own and not user.check_password(old or ""),
        obstacles.SAME_PASSWORD: own and user.check_password(password),
    }
    permitted = [] if own else unless(by, "account:edit", ANYWHERE)
    refuse_if([*permitted, *(o for o, is_so in found.items() if is_so)])
    _strong(password, user)
    user.set_password(password)
    user.must_change_password = not own and by.key != SYSTEM.key
    user.save(update_fields=["password", "must_change_password"])
    rows = [user, *_end_all(user, at)]
    journal.record(events.PasswordSet(user.pk), subject=subject(user.pk), by=by, at=at, rows=rows)
    return user


@transaction.atomic
def unlock_account(*, user: User, by: Actor, at: datetime) -> None:
    """Forget the failed attempts that locked an account. Refused: without account:unlock."""
    refuse_if(unless(by, "account:unlock", ANYWHERE))
    reset(username=user.username)
    journal.record(events.AccountUnlocked(user.pk), subject=subject(user.pk), by=by, at=at)


ADMINS = ("system_admin", "security_admin", "audit_admin")


def _last_of_its_kind(user: User, on: date) -> bool:
    """Whether nobody else holds an administrator's role that the person holds on a day."""
    held = Post.objects.filter(role__in=ADMINS, user__is_active=True).held_on(on)
    others = set(held.exclude(user=user).values_list("role", flat=True))
    return bool(set(held.filter(user=user).values_list("role", flat=True)) - others)


@transaction.atomic
def close_account(*, user: User, by: Actor, at: datetime) -> User:
    """Forbid sign-in and end every session.

    Refused: without account:edit; already closed; one's own; the last of an administrator's role,
    without whom nobody could open accounts, give rights or look into the audit any more.
    """
    user = _locked(user)
    found = {
        obstacles.ALREADY_CLOSED: not user.is_active,
        obstacles.OWN_ACCOUNT: by.key == user.key,
        obstacles.LAST_ADMIN: _last_of_its_kind(user, localdate(at)),
    }
    refuse_if([*unless(by, "account:edit", ANYWHERE), *(o for o, is_so in found.items() if is_so)])
    user.is_active = False
    user.save(update_fields=["is_active"])
    rows = [user, *_end_all(user, at)]
    journal.record(events.AccountClosed(user.pk), subject=subject(user.pk), by=by, at=at, rows=rows)
    return user


@transaction.atomic
def reopen_account(*, user: User, by: Actor, at: datetime) -> User:
    """Allow sign-in again. Refused: without account:edit; a client; not closed."""
    user = _locked(user)
    found = {obstacles.ALREADY_OPEN: user.is_active, obstacles.IS_CLIENT: user.is_client}
    refuse_if([*unless(by, "account:edit", ANYWHERE), *(o for o, is_so in found.items() if is_so)])
    user.is_active = True
    user.save(update_fields=["is_active"])
    journal.record(
        events.AccountReopened(user.pk), subject=subject(user.pk), by=by, at=at, rows=[user]
    )
    return user


@dataclass(frozen=True, slots=True)
class Device:
    """Where a session runs: its secret key (kept only as a hash), address and browser."""

    session_key: str
    ip: str | None
    agent: str


@transaction.atomic
def record_sign_in(*, user: User, device: Device, by: Actor, at: datetime) -> UserSession:
    """Write down that a session began; asked again for the same session, when it was last seen.

    Last seen is not sealed and moves at most once a minute. Refused: for somebody else.
    """
    refuse_if(ownership.obstacles(by, user))
    session, made = UserSession.objects.get_or_create(
        key_hash=keyed_hash(device.session_key),
        defaults={
            "user": user,
            "ip": device.ip,
            "agent": device.agent[:200],
            "begun_at": at,
            "seen_at": at,
        },
    )
    if made:
        event = events.SignedIn(user.pk, session.pk)
        journal.record(event, subject=subject(user.pk), by=by, at=at, rows=[session])
    elif session.ended_at is None and at - session.seen_at >= SEEN_EVERY:
        session.seen_at = at
        session.save(update_fields=["seen_at"])
    return session


@transaction.atomic
def end_session(*, session: UserSession, by: Actor, at: datetime) -> UserSession:
    """End a session; its next request finds itself signed out.

    Refused: another's without session:end; already ended.
    """
    session = UserSession.objects.select_for_update().get(pk=session.pk)
    own = by.key == f"user:{session.user_id}"
    over = [obstacles.SESSION_OVER] if session.ended_at else []
    refuse_if([*([] if own else unless(by, "session:end", ANYWHERE)), *over])
    session.ended_at = at
    session.save(update_fields=["ended_at"])
    event = events.SessionEnded(session.user_id, session.pk)
    journal.record(event, subject=subject(session.user_id), by=by, at=at, rows=[session])
    return session
