"""What happens to the cases after their steps: publication, and warnings answered."""

from datetime import datetime

from zhifa.disclosure import actions as disclosure
from zhifa.disclosure import reads as disclosed
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.supervision import actions as supervision
from zhifa.supervision import reads as warned
from zhifa.web import wiring
from zhifa.web.demo.cast import Cast
from zhifa.web.demo.docket import Stage
from zhifa.web.demo.walk import BEIJING


def publish(stage: Stage) -> int:
    """Let the machine carry what was decided, and the publishers publish most of it."""
    while worker.deliver(now=stage.now, limit=500):
        pass
    homes = {b.agency.pk: b for b in stage.bodies}
    today, count = stage.now.astimezone(BEIJING).date(), 0
    for row in list(disclosed.queue(viewer=SYSTEM, state="waiting")):
        if stage.chance.random() < 0.9:  # noqa: PLR2004 - a tenth still waits
            day = min(row.due_on, today)
            at = min(datetime(day.year, day.month, day.day, 16, tzinfo=BEIJING), stage.now)
            by = homes[row.agency_id].signed("publisher", day)
            disclosure.publish(publication=row, checked=True, by=by, at=at)
            count += 1
    return count


def warn(stage: Stage, cast: Cast) -> tuple[int, int]:
    """Raise what the clock raises; agencies answer a third, supervisors close half of that."""
    worker.watch(wiring.WATCHES, now=stage.now)
    worker.deliver(now=stage.now, limit=100_000)
    homes = {b.agency.pk: b for b in stage.bodies}
    day = stage.now.astimezone(BEIJING).date()
    alerts = list(warned.alerts(viewer=SYSTEM).order_by("pk"))
    for place, alert in enumerate(alerts):
        if place % 3 == 0:
            by = homes[alert.agency_id].signed("unit_head", day)
            text = "已核实延误原因，承办机构正在补办，预计五个工作日内办结。"
            supervision.answer(alert=alert, text=text, by=by, at=stage.now)
        if place % 6 == 0:
            supervision.close(alert=alert, by=cast.supervisor(day), at=stage.now)
    return len(alerts), len(range(0, len(alerts), 6))
