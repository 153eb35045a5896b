"""The second factor: time-based codes (RFC 6238) and recovery codes."""

import hmac
import secrets
from datetime import datetime

import pyotp
from django.db import transaction

from zhifa.agencies import events, obstacles, ownership
from zhifa.agencies.actions.bodies import ANYWHERE
from zhifa.agencies.actions.people import subject
from zhifa.agencies.models import RecoveryCode, User
from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM, Actor, unless
from zhifa.kernel.fields import keyed_hash
from zhifa.kernel.refusals import Obstacle, refuse_if

STEP = 30  # seconds a code is shown
DRIFT = 1  # steps a phone's clock may be off
RECOVERY_CODES = 8
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def matching_step(user: User, code: str, at: datetime) -> int | None:
    """The time step whose code was typed, within the drift; None when it matches none."""
    if not user.totp_secret:
        return None
    now = int(at.timestamp()) // STEP
    totp = pyotp.TOTP(user.totp_secret)
    steps = range(now - DRIFT, now + DRIFT + 1)
    hits = [s for s in steps if hmac.compare_digest(totp.generate_otp(s).encode(), code.encode())]
    return max(hits, default=None)


def _code_obstacles(user: User, step: int | None) -> list[Obstacle]:
    if step is None:
        return [obstacles.WRONG_CODE]
    return [obstacles.CODE_USED] if step <= user.totp_last_step else []


def recovery_hash(user: User, code: str) -> str:
    """What is stored of a recovery code."""
    return keyed_hash(f"recovery:{user.pk}:{code.strip().replace('-', '').upper()}")


@transaction.atomic
def enrol_totp(*, user: User, by: Actor, at: datetime, secret: str = "") -> str:
    """Draw a secret for the person's phone; it counts only once confirmed.

    secret: heeded from the machine alone: the demo shows its codes on the sign-in page.
    Refused: for somebody else; a factor is in force.
    """
    user = _locked(user)
    in_force = [obstacles.FACTOR_IN_FORCE] if user.totp_confirmed_at else []
    refuse_if([*ownership.obstacles(by, user), *in_force])
    drawn = (secret if by.key == SYSTEM.key else "") or pyotp.random_base32()
    user.totp_secret = drawn
    user.totp_last_step = 0
    user.save(update_fields=["totp_secret", "totp_last_step"])
    journal.record(
        events.SecondFactorEnrolled(user.pk), subject=subject(user.pk), by=by, at=at, rows=[user]
    )
    return drawn


@transaction.atomic
def confirm_totp(*, user: User, code: str, by: Actor, at: datetime) -> list[str]:
    """Put the second factor in force; returns the recovery codes, which are never shown again.

    Refused: for somebody else; a factor is in force; the code is wrong.
    """
    user = _locked(user)
    step = matching_step(user, code, at)
    in_force = [obstacles.FACTOR_IN_FORCE] if user.totp_confirmed_at else []
    refuse_if([*ownership.obstacles(by, user), *in_force, *_code_obstacles(user, step)])
    user.totp_confirmed_at, user.totp_last_step = at, step or 0
    user.save(update_fields=["totp_confirmed_at", "totp_last_step"])
    plain = ["".join(secrets.choice(ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    made = [RecoveryCode.objects.create(user=user, code_hash=recovery_hash(user, c)) for c in plain]
    event = events.SecondFactorConfirmed(user.pk)
    journal.record(event, subject=subject(user.pk), by=by, at=at, rows=[user, *made])
    return [f"{c[:5]}-{c[5:]}" for c in plain]


@transaction.atomic
def use_code(*, user: User, code: str, by: Actor, at: datetime) -> None:
    """Pass the second step with the phone's code or an unused recovery code.

    Refused: for somebody else; no factor in force; wrong; a code that was used before.
    """
    user = _locked(user)
    refuse_if(
        [*ownership.obstacles(by, user), *([] if user.totp_confirmed_at else [obstacles.NO_FACTOR])]
    )
    spare = (
        user.recovery_codes.select_for_update()
        .filter(code_hash=recovery_hash(user, code), void_at=None)
        .first()
    )
    if spare is not None:
        spare.void_at = at
        spare.save(update_fields=["void_at"])
    else:
        step = matching_step(user, code.strip(), at)
        refuse_if(_code_obstacles(user, step))
        user.totp_last_step = step or 0
        user.save(update_fields=["totp_last_step"])
    event = events.CodeAccepted(user.pk, recovery=spare is not None)
    rows = [spare] if spare else []
    journal.record(event, subject=subject(user.pk), by=by, at=at, rows=rows)


@transaction.atomic
def reset_factor(*, user: User, by: Actor, at: datetime) -> User:
    """Take the second factor off, with its recovery codes, so that a new phone can be enrolled.

    Refused: without account:unlock; on oneself; no factor in force.
    """
    user = _locked(user)
    found = {
        obstacles.NO_FACTOR: user.totp_confirmed_at is None,
        obstacles.OWN_FACTOR: by.key == user.key,
    }
    refuse_if(
        [*unless(by, "account:unlock", ANYWHERE), *(o for o, is_so in found.items() if is_so)]
    )
    user.totp_secret, user.totp_confirmed_at = "", None
    user.save(update_fields=["totp_secret", "totp_confirmed_at"])
    void = list(user.recovery_codes.select_for_update().filter(void_at=None))
    for code in void:
        code.void_at = at
        code.save(update_fields=["void_at"])
    event = events.SecondFactorReset(user.pk)
    journal.record(event, subject=subject(user.pk), by=by, at=at, rows=[user, *void])
    return user
