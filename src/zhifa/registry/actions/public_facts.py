"""What a body publishes that no other register holds: channels of complaint, the yearly plan."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zhifa.agencies.models import Agency
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.events import Event
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.seals import key_of
from zhifa.registry import events
from zhifa.registry.models import Channel, Matter, PlannedCheck
from zhifa.registry.reads import matter_on, on_power_list

KNOWN_CHANNEL = Obstacle(
    "channel:known", "这个渠道已经登记，还在启用。", over="已经登记，不需要再登记。"
)
NOT_A_CHECK = Obstacle(
    "plan:not_a_check",
    "公布那一天，这个编码不是本机关权责清单上的行政检查事项；没有列入清单的不能检查。",
    "国办发〔2024〕54号",
    then="先把检查事项列入权责清单，或者核对编码。",
)
TOO_OFTEN = Obstacle(
    "plan:too_often",
    "次数超过这个事项的年度频次上限。",
    "国办发〔2024〕54号",
    then="按上限安排，或者先修订事项的频次上限。",
)
WRONG_MONTHS = Obstacle("plan:months", "起始月份晚于截止月份。", then="请核对月份。")
PLANNED = Obstacle(
    "plan:planned",
    "这一年同一事项、同一检查对象的计划还在施行。",
    then="要改的，先撤销原来的一项，再登记新的。",
)
ENDED = Obstacle("public_fact:ended", "已经停用。", over="已经停用，不需要再办。")
TOO_EARLY = Obstacle("public_fact:too_early", "最后一日早于开始之日。", then="请核对日期。")


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """A channel as it is entered; see Channel."""

    kind: str
    address: str
    handler: str
    hours: str
    from_on: date


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """A line of the yearly plan as it is entered; see PlannedCheck."""

    year: int
    matter_code: str
    objects_said: str
    share: str
    times: int
    first_month: int
    last_month: int
    from_on: date


def _record(row: Channel | PlannedCheck, event: Event, by: Actor, at: datetime) -> None:
    journal.record(event, subject=f"agency:{row.agency_id}", by=by, at=at, rows=[row])


@transaction.atomic
def open_channel(*, agency: Agency, facts: ChannelFacts, by: Actor, at: datetime) -> Channel:
    """Enter where a body's enforcement can be complained of, from a day.

    Refused: no post at the agency may edit matters; entered already.
    """
    refuse_if(unless(by, "matter:edit", agency.pk))
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    same = Channel.objects.filter(agency=agency, kind=facts.kind, address=facts.address)
    known = same.filter(until_on=None).exists()
    refuse_if([KNOWN_CHANNEL] if known else [])
    row = Channel.objects.create(
        agency=agency,
        kind=facts.kind,
        address=facts.address,
        handler=facts.handler,
        hours=facts.hours,
        from_on=facts.from_on,
    )
    _record(row, events.PublicFactEntered(agency.pk, key_of(row)), by, at)
    return row


def _plan_faults(agency: Agency, plan: CheckPlan, by: Actor) -> list[Obstacle]:
    day = plan.from_on
    matter = matter_on(code=plan.matter_code, on=day, viewer=by)
    listed = on_power_list(agency_id=agency.pk, matter_code=plan.matter_code, on=day, viewer=by)
    if matter is None or not listed or matter.kind != Matter.Kind.INSPECTION:
        return [NOT_A_CHECK.about(plan.matter_code)]
    cap = matter.inspection.get("cap")
    often = cap is not None and plan.times > int(cap)
    same = PlannedCheck.objects.filter(
        agency=agency,
        year=plan.year,
        matter_code=plan.matter_code,
        objects_said=plan.objects_said,
        until_on=None,
    )
    return [
        *([TOO_OFTEN.about(f"上限 {cap} 次")] if often else []),
        *([WRONG_MONTHS] if plan.first_month > plan.last_month else []),
        *([PLANNED] if same.exists() else []),
    ]


@transaction.atomic
def plan_check(*, agency: Agency, plan: CheckPlan, by: Actor, at: datetime) -> PlannedCheck:
    """Put a line on a body's yearly plan of inspections.

    Refused: no post at the agency may edit matters; no inspection on its power list that day; more
    often than the matter's cap; months reversed; planned already for these objects.
    """
    refuse_if(unless(by, "matter:edit", agency.pk))
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    refuse_if(_plan_faults(agency, plan, by))
    row = PlannedCheck.objects.create(
        agency=agency,
        year=plan.year,
        matter_code=plan.matter_code,
        objects_said=plan.objects_said,
        share=plan.share,
        times=plan.times,
        first_month=plan.first_month,
        last_month=plan.last_month,
        from_on=plan.from_on,
    )
    _record(row, events.PublicFactEntered(agency.pk, key_of(row)), by, at)
    return row


def _locked(fact: Channel | PlannedCheck) -> Channel | PlannedCheck:
    if isinstance(fact, Channel):
        return Channel.objects.select_for_update().get(pk=fact.pk)
    return PlannedCheck.objects.select_for_update().get(pk=fact.pk)


@transaction.atomic
def end_public_fact(
    *, fact: Channel | PlannedCheck, until_on: date, by: Actor, at: datetime
) -> Channel | PlannedCheck:
    """Give a channel or a line of the plan its last day.

    Refused: no post at the agency may edit matters; ended already; before it begins.
    """
    refuse_if(unless(by, "matter:edit", fact.agency_id))
    row = _locked(fact)
    refuse_if([ENDED] if row.until_on else [])
    refuse_if([TOO_EARLY] if until_on < row.from_on else [])
    row.until_on = until_on
    row.save(update_fields=["until_on"])
    _record(row, events.PublicFactEnded(row.agency_id, key_of(row)), by, at)
    return row
