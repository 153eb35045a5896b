"""Photos of certificates, and codes drawn ahead."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from zhifa.agencies import events, obstacles, ownership
from zhifa.agencies.actions.bodies import ANYWHERE
from zhifa.agencies.actions.people import subject
from zhifa.agencies.models import Portrait, User
from zhifa.agencies.reads import OwnBadge, code_for, offline
from zhifa.agencies.rules.photo import NotPhoto, stripped
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import refuse_if


def _picture(content: bytes) -> bytes:
    """The picture alone; empty when there is none."""
    try:
        return stripped(content)
    except NotPhoto:
        return b""


@transaction.atomic
def file_portrait(*, user: User, content: bytes, by: Actor, at: datetime) -> Portrait:
    """Keep a new photo of a certificate; the older ones stay, and are shown no more.

    Refused: without certificate:edit; no JPEG, or too large.
    """
    picture = _picture(content)
    refuse_if(
        [
            *unless(by, "certificate:edit", ANYWHERE),
            *([] if picture else [obstacles.NOT_PHOTO]),
        ]
    )
    row = Portrait.objects.create(
        user=user, sha256=sha256(picture).hexdigest(), content=picture, taken_at=at
    )
    event = events.PortraitFiled(user.pk, row.pk)
    journal.record(event, subject=subject(user.pk), by=by, at=at, rows=[row])
    return row


@transaction.atomic
def draw_offline_badge(*, own: OwnBadge, by: Actor, at: datetime) -> str:
    """A code to be shown where there is no network; that it was drawn is written down.

    Refused: another person's certificate; one that may not be used now.
    """
    row = own.card.certificate
    unfit = [obstacles.BADGE_UNFIT.about(own.fault)] if own.fault else []
    refuse_if([*ownership.obstacles(by, row.holder), *unfit])
    until = (at + offline()).isoformat(timespec="seconds")
    event = events.OfflineBadgeDrawn(row.holder_id, row.pk, until)
    journal.record(event, subject=subject(row.holder_id), by=by, at=at)
    return code_for(own=own, at=at, ahead=True, viewer=by)
