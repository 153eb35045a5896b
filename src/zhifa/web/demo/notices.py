"""What the bodies publish beside their registers: channels and yearly plans."""

from datetime import date, datetime

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry
from zhifa.registry import reads
from zhifa.web.demo import cast

HOTLINE = registry.ChannelFacts("phone", "12345", "政务服务便民热线", "全天", cast.POWERS_FROM)


def publish(bodies: list[cast.Body], now: datetime) -> None:
    """A hotline for every body and, where it inspects, the plans of this year and the last."""
    for body in bodies:
        agency = body.agency
        registry.open_channel(agency=agency, facts=HOTLINE, by=SYSTEM, at=now)
        held = reads.matters(viewer=SYSTEM, on=now.date(), kind="inspection", agency_id=agency.pk)
        for matter in held:
            for year in (now.year - 1, now.year):
                plan = registry.CheckPlan(
                    year=year,
                    matter_code=matter.code,
                    objects_said="辖区内的监管对象，随机抽取",
                    share=str(matter.inspection.get("ratio") or "5%"),
                    times=1,
                    first_month=1,
                    last_month=12,
                    from_on=date(year, 1, 15),
                )
                registry.plan_check(agency=agency, plan=plan, by=SYSTEM, at=now)
