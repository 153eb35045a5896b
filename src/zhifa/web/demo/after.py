"""What happens to the cases after their steps: publication, and warnings answered."""

from datetime import datetime

from zhifa.disclosure import actions as disclosure
from zhifa.disclosure import reads as disclosed
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.supervision import actions as supervision
from zhifa.supervision import reads as watched
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
        served = row.effective_on is not None and row.effective_on <= today
        if stage.chance.random() < 0.9 and served:  # noqa: PLR2004 - a tenth still waits
            day = max(min(row.due_on, today), row.effective_on or today)
            at = min(datetime(day.year, day.month, day.day, 16, tzinfo=BEIJING), stage.now)
            by = homes[row.agency_id].signed("publisher", day)
            disclosure.publish(publication=row, checked=True, by=by, at=at)
            count += 1
    return count


def file(stage: Stage, cast: Cast) -> int:
    """The justice bureau takes in most reports of major penalties, returns one, leaves some."""
    day = stage.now.astimezone(BEIJING).date()
    rows = list(watched.filings(viewer=SYSTEM).filter(state="sent").order_by("-due_on"))
    waiting = rows[1:3]
    for row in (r for r in rows if r not in waiting):
        returns = row is rows[0] and row.case.archived_on is None
        words = "附上裁量理由的说明后重新报送。" if returns else ""
        supervision.answer_filing(
            filing=row, returns=returns, opinion=words, by=cast.supervisor(day), at=stage.now
        )
    return len(rows)


def warn(stage: Stage, cast: Cast) -> tuple[int, int]:
    """Raise what the clock raises; agencies answer a third, supervisors close half of that.

    Signing and sealing papers is left to the machine's office, which opens when the demo serves.
    """
    worker.watch([w for w in wiring.WATCHES if w not in wiring.OFFICE], now=stage.now)
    worker.deliver(now=stage.now, limit=100_000)
    homes = {b.agency.pk: b for b in stage.bodies}
    day = stage.now.astimezone(BEIJING).date()
    alerts = list(watched.alerts(viewer=SYSTEM).order_by("pk"))
    for place, alert in enumerate(alerts):
        if place % 3 == 0:
            by = homes[alert.agency_id].signed("unit_head", day)
            text = "已核实延误原因，承办机构正在补办，预计五个工作日内办结。"
            supervision.answer(alert=alert, text=text, by=by, at=stage.now)
        if place % 6 == 0:
            supervision.close(alert=alert, by=cast.supervisor(day), at=stage.now)
    return len(alerts), len(range(0, len(alerts), 6))
