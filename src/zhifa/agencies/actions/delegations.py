"""Written mandates to enforce in another body's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies import events, obstacles
from zhifa.agencies.actions.bodies import subject
from zhifa.agencies.models import Agency, Delegation, MandateLetter
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if


@dataclass(frozen=True, slots=True)
class Mandate:
    """What the written mandate says; both end dates count (Beijing dates)."""

    number: str
    matter_codes: Sequence[str]
    from_on: date
    until_on: date
    published_on: date | None = None
    powers: str = ""


LARGEST_LETTER = 5 * 1024 * 1024
FIT = {Agency.Nature.DELEGATED, Agency.Nature.TOWN}


def _wrong(principal: Agency, delegate: Agency, mandate: Mandate, today: date) -> list[Obstacle]:
    found = {
        obstacles.DELEGATES_ITSELF: principal.pk == delegate.pk,
        obstacles.PRINCIPAL_NOT_ORGAN: principal.nature != Agency.Nature.ORGAN,
        obstacles.DELEGATE_UNFIT: delegate.nature not in FIT,
        obstacles.NO_MATTERS: not mandate.matter_codes,
        obstacles.TERM_REVERSED: mandate.until_on < mandate.from_on,
        obstacles.PUBLISHED_AHEAD: (mandate.published_on or today) > today,
        obstacles.TAKEN.about(mandate.number): Delegation.objects.filter(
            number=mandate.number
        ).exists(),
    }
    return [o for o, is_so in found.items() if is_so]


@transaction.atomic
def delegate(
    *, principal: Agency, delegate: Agency, mandate: Mandate, by: Actor, at: datetime
) -> Delegation:
    """Register a mandate.

    Refused: without agency:edit at the principal; to itself; by a body that is no organ
    (no sub-delegation); to a body unfit to be mandated; without items; term reversed; number taken;
    said to be published on a day to come: that is a plan, and would turn into a fact by itself.
    Source: 行政处罚法 第二十条、第二十一条.
    """
    locked = Agency.objects.select_for_update().in_bulk({principal.pk, delegate.pk})
    principal, delegate = locked[principal.pk], locked[delegate.pk]
    wrong = _wrong(principal, delegate, mandate, localdate(at))
    refuse_if([*unless(by, "agency:edit", principal.pk), *wrong])
    row = Delegation.objects.create(
        principal=principal,
        delegate=delegate,
        number=mandate.number,
        matter_codes=sorted(set(mandate.matter_codes)),
        from_on=mandate.from_on,
        until_on=mandate.until_on,
        published_on=mandate.published_on,
        powers=mandate.powers.strip(),
    )
    event = events.Delegated(row.pk, principal.pk, delegate.pk)
    journal.record(event, subject=subject(principal.pk), by=by, at=at, rows=[row])
    return row


@transaction.atomic
def end_delegation(*, delegation: Delegation, on: date, by: Actor, at: datetime) -> Delegation:
    """End a mandate early; `on` is its last day.

    Refused: without agency:edit at the principal; already ended or run out by then.
    """
    row = Delegation.objects.select_for_update().get(pk=delegation.pk)
    over = row.ended_on is not None or row.until_on <= on
    found = {obstacles.DELEGATION_OVER: over, obstacles.BEFORE_BEGIN: on < row.from_on}
    refuse_if(
        [*unless(by, "agency:edit", row.principal_id), *(o for o, is_so in found.items() if is_so)]
    )
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    event = events.DelegationEnded(row.pk)
    journal.record(event, subject=subject(row.principal_id), by=by, at=at, rows=[row])
    return row


@transaction.atomic
def file_letter(
    *, delegation: Delegation, name: str, content: bytes, by: Actor, at: datetime
) -> MandateLetter:
    """Keep the signed letter of a mandate.

    Refused: without agency:edit at the principal; filed already; no PDF, or too large.
    """
    row = Delegation.objects.select_for_update().get(pk=delegation.pk)
    unfit = not content.startswith(b"%PDF-") or len(content) > LARGEST_LETTER
    found = {
        obstacles.LETTER_FILED: MandateLetter.objects.filter(delegation=row).exists(),
        obstacles.LETTER_NOT_PDF: unfit,
    }
    refuse_if(
        [*unless(by, "agency:edit", row.principal_id), *(o for o, is_so in found.items() if is_so)]
    )
    letter = MandateLetter.objects.create(
        delegation=row,
        name=name[:120],
        sha256=sha256(content).hexdigest(),
        size=len(content),
        content=content,
    )
    event = events.MandateLetterFiled(row.pk, letter.sha256)
    journal.record(event, subject=subject(row.principal_id), by=by, at=at, rows=[letter])
    return letter


@transaction.atomic
def publish_delegation(*, delegation: Delegation, by: Actor, at: datetime) -> Delegation:
    """Say that a mandate is public from today on.

    Refused: without agency:edit at the principal; public already; without its letter.
    Source: 行政处罚法 第二十条 (the letter is made public).
    """
    row = Delegation.objects.select_for_update().get(pk=delegation.pk)
    found = {
        obstacles.PUBLISHED: row.public_on(localdate(at)),
        obstacles.NO_LETTER: not MandateLetter.objects.filter(delegation=row).exists(),
    }
    refuse_if(
        [*unless(by, "agency:edit", row.principal_id), *(o for o, is_so in found.items() if is_so)]
    )
    row.published_on = localdate(at)
    row.save(update_fields=["published_on"])
    event = events.DelegationPublished(row.pk, row.published_on.isoformat())
    journal.record(event, subject=subject(row.principal_id), by=by, at=at, rows=[row])
    return row
