"""Enforcement certificates: issued, suspended, resumed, cancelled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from zhifa.agencies import events, obstacles
from zhifa.agencies.actions.people import subject
from zhifa.agencies.models import Agency, Certificate, CertificateSuspension, Post, User
from zhifa.agencies.rules.card_list import NUMBER
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if

AREA = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}")


@dataclass(frozen=True, slots=True)
class Card:
    """What is printed on the card; both dates count (Beijing dates), areas are code prefixes."""

    number: str
    kind: str
    areas: Sequence[str]
    valid_from: date
    valid_until: date


def _unfit(agency: Agency, kind: str) -> bool:
    """Staff of a delegated body carry the delegated certificate, and only they."""
    if kind == Certificate.Kind.SUPERVISION:
        return False
    return (agency.nature == Agency.Nature.DELEGATED) != (kind == Certificate.Kind.DELEGATED)


@transaction.atomic
def enter_card(*, holder: User, agency: Agency, card: Card, by: Actor, at: datetime) -> Certificate:
    """Write a certificate down; who calls has asked whether it may be.

    Refused: without certificate:edit.
    """
    refuse_if(unless(by, "certificate:edit", agency.pk))
    row = Certificate.objects.create(
        holder=holder,
        agency=agency,
        number=card.number,
        kind=card.kind,
        areas=sorted(set(card.areas)),
        valid_from=card.valid_from,
        valid_until=card.valid_until,
    )
    event = events.CertificateIssued(holder.pk, row.pk)
    journal.record(event, subject=subject(holder.pk), by=by, at=at, rows=[row])
    return row


@transaction.atomic
def issue_certificate(
    *, holder: User, agency: Agency, card: Card, by: Actor, at: datetime
) -> Certificate:
    """Register a certificate.

    Refused: without certificate:edit; number taken or no number; holder a machine or without a
    post there on the first day; no area or no code of one; validity reversed; a kind that does not
    fit the body; another card of the kind there valid at the time.
    """
    same = Certificate.objects.filter(
        holder=holder, agency=agency, cancelled_on=None, kind=card.kind
    )
    held = same.filter(valid_from__lte=card.valid_until, valid_until__gte=card.valid_from).first()
    staff = Post.objects.filter(user=holder, agency=agency).held_on(card.valid_from)
    found = {
        obstacles.TAKEN.about(card.number): Certificate.objects.filter(number=card.number).exists(),
        obstacles.BAD_NUMBER: not NUMBER.fullmatch(card.number),
        obstacles.NO_AREA: not card.areas,
        obstacles.BAD_AREA: not all(AREA.fullmatch(code) for code in card.areas),
        obstacles.CARD_HELD.about(held.number if held else ""): held is not None,
        obstacles.CLIENT_NO_CARD: holder.is_client,
        obstacles.TERM_REVERSED: card.valid_until < card.valid_from,
        obstacles.NOT_STAFF: not staff.exists(),
        obstacles.KIND_UNFIT: _unfit(agency, card.kind),
    }
    refuse_if(
        [*unless(by, "certificate:edit", agency.pk), *(o for o, is_so in found.items() if is_so)]
    )
    return enter_card(holder=holder, agency=agency, card=card, by=by, at=at)


def _locked(certificate: Certificate) -> Certificate:
    return Certificate.objects.select_for_update().get(pk=certificate.pk)


def _common(row: Certificate, by: Actor, reason: str | None = None) -> list[Obstacle]:
    """What stands in the way of any act on a certificate."""
    found = {
        obstacles.CERTIFICATE_CANCELLED: row.cancelled_on is not None,
        obstacles.NO_REASON: reason is not None and not reason.strip(),
    }
    return [*unless(by, "certificate:edit", row.agency_id), *(o for o, yes in found.items() if yes)]


@transaction.atomic
def suspend_certificate(
    *,
    certificate: Certificate,
    from_on: date,
    until_on: date | None,
    reason: str,
    by: Actor,
    at: datetime,
) -> CertificateSuspension:
    """Forbid the use of a certificate from a day, until a day or until resumed.

    Refused: without certificate:edit; cancelled; no reason; reversed; overlapping a suspension.
    """
    row = _locked(certificate)
    overlapping = row.suspensions.filter(
        Q(until_on=None) | Q(until_on__gte=from_on), from_on__lte=until_on or date.max
    )
    found = {
        obstacles.ALREADY_SUSPENDED: overlapping.exists(),
        obstacles.TERM_REVERSED: until_on is not None and until_on < from_on,
    }
    refuse_if([*_common(row, by, reason), *(o for o, is_so in found.items() if is_so)])
    held = CertificateSuspension.objects.create(
        certificate=row, from_on=from_on, until_on=until_on, reason=reason.strip()
    )
    event = events.CertificateSuspended(row.holder_id, row.pk, held.pk)
    journal.record(event, subject=subject(row.holder_id), by=by, at=at, rows=[held])
    return held


@transaction.atomic
def resume_certificate(
    *, certificate: Certificate, from_on: date, by: Actor, at: datetime
) -> CertificateSuspension:
    """Allow the use of a certificate again from a day on.

    Refused: without certificate:edit; cancelled; no suspension runs on that day.
    """
    row = _locked(certificate)
    last = from_on - timedelta(days=1)
    held = (
        row.suspensions.select_for_update()
        .filter(Q(until_on=None) | Q(until_on__gte=from_on), from_on__lte=last)
        .first()
    )
    refuse_if([*_common(row, by), *([] if held else [obstacles.NOT_SUSPENDED])])
    assert held is not None  # noqa: S101 - refused above
    held.until_on = last
    held.save(update_fields=["until_on"])
    event = events.CertificateResumed(row.holder_id, row.pk)
    journal.record(event, subject=subject(row.holder_id), by=by, at=at, rows=[held])
    return held


@transaction.atomic
def cancel_certificate(
    *, certificate: Certificate, on: date, reason: str, by: Actor, at: datetime
) -> Certificate:
    """Void a certificate from a day on, for good.

    Refused: without certificate:edit; already cancelled; no reason; before it was valid.
    """
    row = _locked(certificate)
    early = [obstacles.BEFORE_BEGIN] if on < row.valid_from else []
    refuse_if([*_common(row, by, reason), *early])
    row.cancelled_on, row.cancel_reason = on, reason.strip()
    row.save(update_fields=["cancelled_on", "cancel_reason"])
    event = events.CertificateCancelled(row.holder_id, row.pk)
    journal.record(event, subject=subject(row.holder_id), by=by, at=at, rows=[row])
    return row
