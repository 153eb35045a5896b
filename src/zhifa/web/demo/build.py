"""The whole demo, in order."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from random import Random

from django.conf import settings

from zhifa.kernel import events, worker
from zhifa.kernel.access import SYSTEM
from zhifa.records.events import DocumentFiled
from zhifa.registry import actions as registry
from zhifa.web import wiring
from zhifa.web.demo import cast, crowd, district, docket
from zhifa.web.demo.road import BEIJING

SEED = 20261124
FIRST_DAY = datetime(2020, 1, 2, 9, tzinfo=BEIJING)


def _laws(now: datetime, say: Callable[[str], None]) -> None:
    registry.load_index(by=SYSTEM, at=FIRST_DAY)
    pack: Path = settings.DATA_PACK / "laws"
    if pack.is_dir():
        done = registry.import_laws(path=pack, by=SYSTEM, at=now)
        say(f"法律全文 {done.versions} 部，{done.articles} 条")
    else:
        say("没有法律数据包，只载入要点；全文用 zhifa laws import 导入")


def _matters(bodies: list[cast.Body]) -> None:
    for row in district.matters():
        registry.adopt_matter(row=row, by=SYSTEM, at=FIRST_DAY)
        for body in bodies:
            if row["field"] in body.fields:
                registry.list_power(
                    agency=body.agency,
                    matter_code=row["code"],
                    from_on=date(2021, 7, 15),
                    by=SYSTEM,
                    at=FIRST_DAY,
                )


def build(
    *, now: datetime, cases: int, parties: int, texts: bool, say: Callable[[str], None]
) -> None:
    """Fill an empty, migrated database. texts: import statute texts where the pack is there."""
    chance = Random(SEED)  # noqa: S311 - the same district every time
    if texts:
        _laws(now, say)
    else:
        registry.load_index(by=SYSTEM, at=FIRST_DAY)
    bodies = cast.bodies(chance, FIRST_DAY, say)
    _matters(bodies)
    people = crowd.parties(parties, chance, FIRST_DAY)
    say(f"当事人 {len(people)} 个，事项 {len(district.matters())} 项")
    stage = docket.Stage(bodies, people, now, chance)
    docket.named(stage, say)
    # the crowd's papers are drawn when somebody opens them: seven thousand PDFs nobody asked for
    few = {kind: who for kind, who in wiring.LISTENERS.items() if kind is not DocumentFiled}
    events.install(few)
    docket.crowd(stage, cases - len(docket.NAMED), say)
    events.install(wiring.LISTENERS)
    say(f"公示 {docket.publish(stage)} 件")
    worker.watch(wiring.WATCHES, now=now)
    worker.deliver(now=now, limit=100_000)
