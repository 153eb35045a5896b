"""The cases of the fictional district: six hundred at every stage, and the named ones."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction

from zhifa.disclosure import actions as disclosure
from zhifa.disclosure import reads as disclosed
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.registry.models import Party
from zhifa.web.demo import district, turns
from zhifa.web.demo.cast import Body
from zhifa.web.demo.road import BEIJING, Road

SPAN = 420
HUGE = 1_000_000
DONE = 0.35
EARLY = ("clue", "checking", "filing", "filed", "investigated", "concluded", "sent", "reviewed",
         "noticed", "proposed", "decided", "served", "paid", "closed")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and when the docket plays."""

    bodies: Sequence[Body]
    parties: Sequence[Party]
    now: datetime
    chance: Random


def _content(matter: dict[str, Any], chance: Random) -> dict[str, Any]:
    tiers = [t for t in matter["tiers"] if t.get("max")] or matter["tiers"]
    tier = tiers[0] if chance.random() < 0.6 else chance.choice(tiers)  # noqa: PLR2004 - most are light
    if not tier.get("max"):
        warned = "warning_penalty" in matter["kinds"]
        kinds = {"kinds": ["warning_penalty"]} if warned else {"kinds": ["fine"], "fine": "3000"}
        return {**kinds, "tier": tier["code"]}
    least, most = Decimal(str(tier.get("min", 0) or 100)), Decimal(str(tier["max"]))
    fine = (least + (most - least) * Decimal(chance.randrange(0, 60)) / 100).quantize(Decimal(10))
    return {"kinds": ["fine"], "fine": str(min(most, max(least, fine))), "tier": tier["code"]}


def _start(stage: Stage, days: int) -> datetime:
    day = (stage.now - timedelta(days=days)).date()
    hour, minute = stage.chance.randrange(9, 17), stage.chance.randrange(0, 60)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING)


def _road(stage: Stage) -> Road:
    body = stage.chance.choices(stage.bodies, weights=[6, 4, 2, 2, 1, 1, 2, 1])[0]
    rows = [
        m
        for m in district.matters()
        if m["field"] in body.fields and m.get("tiers") and m.get("fine_max", 1) < HUGE
    ]
    matter = stage.chance.choice(rows)
    start = _start(stage, stage.chance.randrange(2, SPAN))
    content = _content(matter, stage.chance)
    road = Road(
        body.crew(stage.chance), stage.chance.choice(stage.parties), matter["code"], start, content
    )
    road.place = "示范区" + stage.chance.choice(("清香坪", "玉泉", "河门口", "陶家渡")) + "示范街"
    road.summary = f"检查发现涉嫌{matter['breach']}。"
    road.facts = f"经查，当事人{matter['breach']}，有现场笔录、询问笔录等证据证明。"
    return road


@transaction.atomic
def _walk(road: Road, target: str, now: datetime) -> None:
    """Walk to the target, but never into the future."""
    for name, step in road.STEPS:
        if road.now > now - timedelta(days=1):
            return
        getattr(road, step)()
        if name == target:
            return
        if name == "concluded" and target == "sent":  # the reviewer's turn
            road.send()
            return


def _no_penalty(road: Road, now: datetime) -> None:
    for step in (road.begin, road.check, road.propose, road.file, road.investigate):
        step()
    road.conclude("no_penalty", ground="minor_breach_waiver")
    if road.now < now - timedelta(days=8):
        road.review()
        road.workday()
        turns.spare(road)
        road.deliver()
        road.close("no_penalty")


def crowd(stage: Stage, count: int, say: Callable[[str], None]) -> None:
    """So many ordinary cases."""
    for number in range(1, count + 1):
        road, roll = _road(stage), stage.chance.random()
        old = (stage.now - road.now).days
        if old > 60 and roll < DONE:  # noqa: PLR2004 - two months are enough for a plain case
            target = "archived"
        elif roll > 0.93:  # noqa: PLR2004 - one in fifteen ends without a penalty
            target = ""
        else:
            road.now = max(road.now, _start(stage, stage.chance.randrange(2, 45)))
            target = stage.chance.choice(EARLY)
        if target:
            _walk(road, target, stage.now)
        else:
            with transaction.atomic():
                _no_penalty(road, stage.now)
        if number % 50 == 0:
            say(f"案件 {number}/{count}")


def _named_road(
    stage: Stage, matter: str, start: datetime, content: dict[str, Any], party: int
) -> Road:
    road = Road(stage.bodies[0].lead(), stage.parties[party], matter, start, content)
    road.place = "示范区清香坪示范街 1 号"
    return road


def _at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 30, tzinfo=BEIJING)


def k1(stage: Stage) -> Road:
    """K1: a clean case, archived."""
    road = _named_road(
        stage, "SC0101", _start(stage, 90), {"kinds": ["fine"], "fine": "8000", "tier": "light"}, 0
    )
    road.walk_to("archived")
    return road


def k2(stage: Stage) -> Road:
    """K2: filed 2024-09-09, decided 2024-12-11; an internal opinion of 12-04 stopped nothing."""
    road = _named_road(
        stage, "SC0103", _at(2024, 9, 2), {"kinds": ["warning_penalty"], "tier": "warning"}, 1
    )
    road.begin()
    road.check()
    road.propose()
    road.until(date(2024, 9, 9))
    road.file()
    road.investigate()
    road.until(date(2024, 12, 3))
    road.conclude("no_penalty", ground="minor_breach_waiver")
    road.until(date(2024, 12, 4))
    road.review()
    road.until(date(2024, 12, 11))
    turns.spare(
        road, overrun_reason="内部审批表于 12 月 4 日签署，误以为期限已停止计算，决定书未及时制作。"
    )
    road.deliver()
    road.close("no_penalty")
    road.archive()
    return road


def k3(stage: Stage) -> Road:
    """K3: a penalty with a hearing."""
    content = {"kinds": ["fine"], "fine": "220000", "tier": "light"}
    road = _named_road(stage, "SC0201", _start(stage, 150), content, 3)
    road.facts = "经查，当事人在店内和网店发布含有“最佳”字样的广告，持续二十天，已停止发布。"
    road.walk_to("noticed")
    turns.hear(road)
    road.propose_decision()
    road.review()
    road.decide()
    road.deliver()
    return road


def k4(stage: Stage) -> Road:
    """K4: one item of the evidence list is missing, so the inquiry cannot be concluded."""
    content = {"kinds": ["fine"], "fine": "9000", "tier": "light"}
    road = _named_road(stage, "SC0101", _start(stage, 20), content, 5)
    road.walk_to("filed")
    road.investigate(leave_out=1)
    return road


def k5(stage: Stage) -> Road:
    """K5: a suspected crime, reported and waiting for the chief head."""
    content = {"kinds": ["fine"], "fine": "1500000", "tier": "light"}
    road = _named_road(stage, "SC0301", _start(stage, 25), content, 6)
    road.summary = "检查发现无证销售药品。"
    road.walk_to("filed")
    road.investigate()
    turns.suspect(road)
    return road


def k7(stage: Stage) -> Road:
    """K7: decided and published, later annulled on reconsideration."""
    content = {"kinds": ["fine"], "fine": "9500", "tier": "light"}
    road = _named_road(stage, "SC0101", _start(stage, 120), content, 8)
    road.walk_to("served")
    worker.deliver(now=road.now, limit=100_000)
    publication = disclosed.publications(viewer=SYSTEM).get(decision__case=road.case)
    by = road.actor("publisher")
    disclosure.publish(publication=publication, checked=True, by=by, at=road.now)
    road.until(stage.now.date() - timedelta(days=3))
    road.do(
        "agency_head",
        "annul",
        {
            "instrument": "reconsideration",
            "result": "annulled",
            "instrument_number": "示府复决〔2026〕7号",
            "effective_on": road.today.isoformat(),
            "reason": "复议机关认定主要事实不清。",
        },
    )
    return road


NAMED = {"K1": k1, "K2": k2, "K3": k3, "K4": k4, "K5": k5, "K7": k7}


def named(stage: Stage, say: Callable[[str], None]) -> dict[str, str]:
    """The named cases; their ids are kept for commands that take K1 or K2."""
    ids: dict[str, str] = {}
    for name, make in NAMED.items():
        with transaction.atomic():
            ids[name] = make(stage).case.pk
        say(f"{name} {(make.__doc__ or '').split(':')[1].strip()}")
    folder = settings.VAR / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "named.json").write_text(json.dumps(ids), encoding="utf-8")
    return ids


def publish(stage: Stage) -> int:
    """Let the machine carry what was decided, and the publishers publish most of it."""
    while worker.deliver(now=stage.now, limit=500):
        pass
    by_agency = {b.agency.pk: b.crew(stage.chance).user("publisher") for b in stage.bodies}
    count = 0
    for row in list(disclosed.queue(viewer=SYSTEM, state="waiting")):
        if stage.chance.random() < 0.9:  # noqa: PLR2004 - a tenth still waits
            at = datetime.combine(min(row.due_on, stage.now.date()), stage.now.timetz())
            road = Road(stage.bodies[0].crew(stage.chance), stage.parties[0], "", at)
            actor = road.signed(by_agency[row.agency_id])
            disclosure.publish(publication=row, checked=True, by=actor, at=at)
            count += 1
    return count
