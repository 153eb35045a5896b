"""Taking files in piece by piece, outside of any transaction while bytes arrive."""

from datetime import datetime

from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import refuse_if
from zhifa.records import gates, partials
from zhifa.records.models import Upload
from zhifa.records.rules import uploads as rules


def insist_open(*, upload: Upload, by: Actor, at: datetime) -> None:
    """Refused: it is over; `by` may not file records there any more."""
    gone = rules.over(
        ended_at=upload.ended_at, whole_at=upload.whole_at, ends=upload.expires_at, at=at
    )
    refuse_if([rules.ENDED] if gone else [])
    dossier = upload.dossier
    refuse_if(unless(by, "record:file", dossier.agency_id) + gates.barred(dossier.pk, by=by))


def take(*, upload: Upload, piece: partials.Piece, by: Actor, at: datetime) -> int:
    """Take the next bytes; how far it is then. Stopped, Refused: as partials and insist_open."""
    insist_open(upload=upload, by=by, at=at)
    if upload.whole_at is not None:
        raise partials.Stopped(rules.ELSEWHERE, upload.length)
    return partials.append(upload_id=upload.pk, piece=piece, length=upload.length)


def digests(*, upload: Upload) -> tuple[str, str] | None:
    """SHA-256 and SM3 of an upload whose last byte is there, to be noted; else None.

    Stopped: the bytes are not what the sender said they are; it begins anew.
    """
    if upload.whole_at is not None or partials.offset_of(upload.pk) < upload.length:
        return None
    sha256, sm3 = partials.digests_of(upload_id=upload.pk)
    if upload.sha256_told and upload.sha256_told != sha256:
        partials.restart(upload_id=upload.pk)
        raise partials.Stopped(rules.UNLIKE_WHOLE, 0)
    return sha256, sm3
