"""Bodies that go up in others or hand matters over, with their power lists."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from zhifa.agencies import actions as agencies
from zhifa.agencies.actions import Mandate, Reform
from zhifa.agencies.models import Agency, Delegation, Succession
from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.registry import events
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.reads.matters import holding_on
from zhifa.registry.rules.mandates import NO_POWERS, NO_SUCH_MATTER, unfit

NOT_LISTED = Obstacle(
    "power:not_listed", "事项在承接日的前一天不在原机关的权责清单上", then="核对事项和承接日。"
)
BEGINS_LATER = Obstacle(
    "power:begins_later",
    "原机关的权责清单上有承接日之后才列入的事项。",
    then="先移出这些事项，再办。",
)


def _hand(
    items: Iterable[PowerItem], old: Agency, new: Agency, reform: Reform, by: Actor, at: datetime
) -> None:
    """End each entry with the old body's last day and begin it with the new one's first."""
    listed = set(
        PowerItem.objects.filter(agency=new, until_on=None).values_list("matter_code", flat=True)
    )
    rows: list[PowerItem] = []
    for item in items:
        item.until_on = reform.last
        item.save(update_fields=["until_on"])
        rows.append(item)
        if item.matter_code not in listed:
            rows.append(
                PowerItem.objects.create(
                    agency=new, matter_code=item.matter_code, from_on=reform.from_on
                )
            )
    if rows:
        event = events.PowersHandedOver(old.pk, new.pk, reform.from_on.isoformat(), len(rows))
        journal.record(event, subject=f"agency:{old.pk}", by=by, at=at, rows=rows)


def _open_items(old: Agency, reform: Reform) -> Sequence[PowerItem]:
    rows = PowerItem.objects.select_for_update().filter(agency=old, until_on=None)
    found = list(rows.order_by("matter_code"))
    refuse_if([BEGINS_LATER] if any(i.from_on > reform.last for i in found) else [])
    return found


@transaction.atomic
def merge_bodies(
    *, predecessor: Agency, successor: Agency, reform: Reform, by: Actor, at: datetime
) -> Succession:
    """Let a body go up in another with its people and its power list.

    Refused: as agencies.actions.merge_agency; matters that its list takes up only later.
    """
    made = agencies.merge_agency(
        predecessor=predecessor, successor=successor, reform=reform, by=by, at=at
    )
    _hand(_open_items(predecessor, reform), predecessor, successor, reform, by, at)
    return made


@transaction.atomic
def transfer_powers(
    *,
    predecessor: Agency,
    successor: Agency,
    matter_codes: Sequence[str],
    reform: Reform,
    by: Actor,
    at: datetime,
) -> Succession:
    """Hand matters over from one power list to another from a day on.

    Refused: as agencies.actions.hand_over; a matter that is not on the old list; matters that
    the list takes up only later.
    """
    made = agencies.hand_over(
        predecessor=predecessor,
        successor=successor,
        matter_codes=matter_codes,
        reform=reform,
        by=by,
        at=at,
    )
    wanted = set(made.matter_codes)
    items = [i for i in _open_items(predecessor, reform) if i.matter_code in wanted]
    absent = sorted(wanted - {i.matter_code for i in items})
    refuse_if([NOT_LISTED.about(code) for code in absent])
    _hand(items, predecessor, successor, reform, by, at)
    return made


def _unfit(principal: Agency, delegate: Agency, mandate: Mandate) -> list[Obstacle]:
    """What of a mandate the principal cannot give; two queries, however many matters."""
    codes, day = sorted(set(mandate.matter_codes)), mandate.from_on
    known = {m.code: m for m in Matter.objects.filter(holding_on(day), code__in=codes)}
    items = PowerItem.objects.filter(holding_on(day), agency=principal, matter_code__in=codes)
    listed = set(items.values_list("matter_code", flat=True))
    to_organ = delegate.nature in {Agency.Nature.ORGAN, Agency.Nature.TOWN}
    found = [] if mandate.powers.strip() else [NO_POWERS]
    for code in codes:
        matter = known.get(code)
        if matter is None:
            found.append(NO_SUCH_MATTER.about(code))
            continue
        named = f"{code} {matter.name}"
        found += unfit(matter.kind, named, listed=code in listed, to_organ=to_organ)
    return found


@transaction.atomic
def delegate_powers(
    *, principal: Agency, delegate: Agency, mandate: Mandate, by: Actor, at: datetime
) -> Delegation:
    """Register a mandate over matters that the principal has and may give.

    Refused: as agencies.actions.delegate; without powers in words; a matter that is none, is not
    on the principal's list that day, or that nobody may delegate.
    Source: 行政处罚法 第二十条; 行政强制法 第十七条; 行政许可法 第二十四条.
    """
    made = agencies.delegate(principal=principal, delegate=delegate, mandate=mandate, by=by, at=at)
    refuse_if(_unfit(principal, delegate, mandate))
    return made
