"""The whole demo, in order."""

import gc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import transaction

from zhifa.kernel import events, worker
from zhifa.kernel.access import SYSTEM
from zhifa.records.events import DocumentFiled
from zhifa.registry import actions as registry
from zhifa.web import wiring
from zhifa.web.demo import (
    after,
    archive,
    cast,
    crowd,
    district,
    docket,
    life,
    named,
    notices,
    systems,
)
from zhifa.web.demo.road import BEIJING

SEED = 20261124
OFTEN_ENOUGH = 100_000
FIRST_DAY = datetime(2020, 1, 2, 9, tzinfo=BEIJING)
Say = Callable[[str], None]


@transaction.atomic
def _matters(bodies: list[cast.Body]) -> None:
    registry.load_matters(by=SYSTEM, at=FIRST_DAY)
    for body in bodies:
        registry.list_powers(
            agency=body.agency,
            codes=[row["code"] for row in district.matters() if row["field"] in body.fields],
            from_on=cast.POWERS_FROM,
            published_on=cast.POWERS_FROM,
            by=SYSTEM,
            at=FIRST_DAY,
        )


def _cases(stage: docket.Stage, people: cast.Cast, count: int, say: Say) -> None:
    # papers are drawn when somebody opens them: thousands of PDFs nobody asked for
    few = {kind: who for kind, who in wiring.LISTENERS.items() if kind is not DocumentFiled}
    events.install(few)
    named.named(stage, say)
    docket.crowd(stage, count - len(named.NAMED) - named.UNNAMED, say)
    events.install(wiring.LISTENERS)
    say(f"公示 {after.publish(stage)} 件")
    say(f"重大处罚备案 {after.file(stage, people)} 件")
    raised, closed = after.warn(stage, people)
    say(f"预警 {raised} 条，已销号 {closed} 条")


def _texts(now: datetime, say: Say) -> None:
    """Statute texts, where the pack is there; what the cases cite stands in the index already."""
    pack: Path = settings.DATA_PACK / "laws"
    if pack.is_dir():
        done = registry.import_laws(path=pack, by=SYSTEM, at=now)
        say(f"法律全文 {done.versions} 部，{done.articles} 条")
    else:
        say("没有法律数据包，只载入要点；全文用 zhifa laws import 导入")


def build(*, now: datetime, cases: int, parties: int, texts: bool, say: Say) -> None:
    """Fill an empty, migrated database. texts: import statute texts where the pack is there."""
    gc.freeze()
    gc.set_threshold(OFTEN_ENOUGH)  # what a step leaves behind is small and soon forgotten
    chance = Random(SEED)  # noqa: S311 - the same district every time
    registry.load_index(by=SYSTEM, at=FIRST_DAY)
    say("法律目录和要点")
    people = cast.cast(chance, FIRST_DAY, say)
    _matters(people.bodies)
    notices.publish(people.bodies, now)
    library = crowd.parties(parties, chance, FIRST_DAY)
    say(f"当事人 {len(library)} 个，事项 {len(district.matters())} 项")
    _cases(docket.Stage(people.bodies, library, now, chance), people, cases, say)
    done = life.live(people, library, now)
    worker.deliver(now=now, limit=100_000)
    say(f"证件照 {done.photos} 张，当事人档案 {done.records} 条，疑似重复 {done.alike} 组")
    say(f"移交包 {archive.hand_over(people.bodies, now)} 个")
    say(f"期满案卷 {archive.appraise(people.bodies, now)} 卷")
    say(f"接口客户端 {systems.connect(people, now)} 个")
    if texts:
        _texts(now, say)
        checked = registry.check_base(by=SYSTEM, at=now)
        say(f"基础库问题 {checked.open} 个")
