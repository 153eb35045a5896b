"""Written mandates to enforce in another body's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zhifa.agencies import events, obstacles
from zhifa.agencies.actions.bodies import subject
from zhifa.agencies.models import Agency, Delegation
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import refuse_if


@dataclass(frozen=True, slots=True)
class Mandate:
    """What the written mandate says; both end dates count (Beijing dates)."""

    number: str
    matter_codes: Sequence[str]
    from_on: date
    until_on: date
    published_on: date | None = None


FIT = {Agency.Nature.DELEGATED, Agency.Nature.TOWN}


@transaction.atomic
def delegate(
    *, principal: Agency, delegate: Agency, mandate: Mandate, by: Actor, at: datetime
) -> Delegation:
    """Register a mandate.

    Refused: without agency:edit at the principal; to itself; by a body that is no organ
    (no sub-delegation); to a body unfit to be mandated; without items; term reversed; number taken.
    Source: 行政处罚法 第二十条、第二十一条.
    """
    locked = Agency.objects.select_for_update().in_bulk({principal.pk, delegate.pk})
    principal, delegate = locked[principal.pk], locked[delegate.pk]
    found = {
        obstacles.DELEGATES_ITSELF: principal.pk == delegate.pk,
        obstacles.PRINCIPAL_NOT_ORGAN: principal.nature != Agency.Nature.ORGAN,
        obstacles.DELEGATE_UNFIT: delegate.nature not in FIT,
        obstacles.NO_MATTERS: not mandate.matter_codes,
        obstacles.TERM_REVERSED: mandate.until_on < mandate.from_on,
        obstacles.TAKEN.about(mandate.number): Delegation.objects.filter(
            number=mandate.number
        ).exists(),
    }
    refuse_if(
        [*unless(by, "agency:edit", principal.pk), *(o for o, is_so in found.items() if is_so)]
    )
    row = Delegation.objects.create(
        principal=principal,
        delegate=delegate,
        number=mandate.number,
        matter_codes=sorted(set(mandate.matter_codes)),
        from_on=mandate.from_on,
        until_on=mandate.until_on,
        published_on=mandate.published_on,
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
