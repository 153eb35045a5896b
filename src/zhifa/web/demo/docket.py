"""The crowd of cases of the fictional district, at every stage of both procedures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from zhifa.registry.models import Party
from zhifa.registry.rules.discretion import refused_first
from zhifa.web.demo import district, pen, relay
from zhifa.web.demo.cast import Body
from zhifa.web.demo.crowd import AREAS
from zhifa.web.demo.district import HERE
from zhifa.web.demo.road import BEIJING, Road
from zhifa.web.demo.spot import Spot
from zhifa.web.demo.walk import Ahead, Busy
from zhifa.web.demo.ways import WAYS, Way

HUGE = 1_000_000
SOURCES = ("inspection", "complaint", "report", "referral", "assigned", "monitoring")
OFTEN = (12, 6, 4, 2, 1, 2)
SIGNING = 25  # in each such case the party signs on glass


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and when the docket plays."""

    bodies: Sequence[Body]
    parties: Sequence[Party]
    now: datetime
    chance: Random
    diary: dict[int, list[Busy]] = field(default_factory=dict)


def start(stage: Stage, days: int) -> datetime:
    """A moment in office hours, so many days ago, and never later than an hour ago."""
    day = (stage.now - timedelta(days=days)).astimezone(BEIJING).date()
    hour, minute = stage.chance.randrange(9, 17), stage.chance.randrange(0, 60)
    at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING)
    return min(at, stage.now - timedelta(hours=1))


def _money(tier: dict[str, Any], chance: Random) -> str:
    least, most = Decimal(str(tier.get("min", 0) or 100)), Decimal(str(tier["max"]))
    fine = (least + (most - least) * Decimal(chance.randrange(0, 60)) / 100).quantize(Decimal(10))
    return str(min(most, max(least, fine)))


def open_tiers(matter: dict[str, Any]) -> list[dict[str, Any]]:
    """The tiers that need no order to correct before, and demand at most a fine and a warning."""
    mild = [t for t in matter["tiers"] if set(t.get("ordered", ())) <= district.MILD]
    return [t for t in mild if not refused_first(t.get("condition") or "")]


def _warning(matter: dict[str, Any]) -> str:
    """The tier in which the matter is only warned; empty when there is none."""
    free = (t["code"] for t in open_tiers(matter) if not t.get("max"))
    return next(free, "") if "warning_penalty" in matter["kinds"] else ""


def _content(matter: dict[str, Any], way: Way, chance: Random) -> dict[str, Any]:
    """A penalty within the matter's tiers; on the spot no heavier than a citizen may get."""
    most = district.CITIZEN_ON_SPOT if way.spot else HUGE * HUGE
    priced = [t for t in open_tiers(matter) if t.get("max") and t["max"] <= most]
    if way.warned or not priced:
        return {"kinds": ["warning_penalty"], "tier": _warning(matter)}
    tier = priced[0] if chance.random() < 0.6 else chance.choice(priced)  # noqa: PLR2004 - most are light
    return {"kinds": district.fined(matter), "fine": _money(tier, chance), "tier": tier["code"]}


def _matters(body: Body, way: Way) -> list[dict[str, Any]]:
    """What the body may punish on this way."""
    if way.body not in {"", body.agency.code}:
        return []
    mine = [m for m in district.penalties() if m["field"] in body.fields]
    if way.matter:
        return [m for m in mine if m["code"] == way.matter]
    mine = district.steady(mine)
    if way.spot:
        return [m for m in mine if m.get("summary_allowed") and _on_spot(m)]
    if way.warned:
        return [m for m in mine if _warning(m)]
    plain = [m for m in mine if _plain(m)]
    return [m for m in plain if "minor_breach_waiver" in m["waivers"]] if way.waiver else plain


def _plain(matter: dict[str, Any]) -> bool:
    """Whether a fine of a named range can be imposed, not only a multiple of something."""
    tiers = open_tiers(matter)
    ranged = tiers and tiers[-1].get("max")
    return bool(ranged) and bool(district.fined(matter)) and matter.get("fine_max", HUGE) < HUGE


def _on_spot(matter: dict[str, Any]) -> bool:
    """Whether a citizen, too, can be punished on the spot: a warning, or up to 200 元.

    Not where the clause sets ranges apart: a firm's may lie above what the spot allows.
    """
    if matter.get("party_limits"):
        return False
    light = [t for t in open_tiers(matter) if t.get("max", 0) <= district.CITIZEN_ON_SPOT]
    light = [t for t in light if t.get("max")]
    return bool(light or _warning(matter))


def _fitting(parties: Sequence[Party], matter: dict[str, Any]) -> Sequence[Party]:
    """The parties whom the matter is for."""
    allowed = matter.get("object_kinds")
    return [p for p in parties if p.kind in allowed] if allowed else parties


def _road(stage: Stage, way: Way) -> Road:
    fit = [(b, [m for m in _matters(b, way) if _fitting(stage.parties, m)]) for b in stage.bodies]
    able = [(b, rows) for b, rows in fit if rows]
    weights = [b.weight for b, _ in able]
    body, rows = stage.chance.choices(able, weights=weights)[0]
    matter = stage.chance.choice(rows)
    kind = Spot if way.spot else Road
    crew, party = body.crew(stage.chance), stage.chance.choice(_fitting(stage.parties, matter))
    since = start(stage, stage.chance.randint(*way.days))
    content = _content(matter, way, stage.chance)
    road = kind(
        crew,
        party,
        matter["code"],
        since,
        district.for_party(content, matter, party.kind),
        limit=stage.now,
        diary=stage.diary,
        _steady=body.steady,
    )
    _describe(road, body, matter, stage.chance)
    return road


def _describe(road: Road, body: Body, matter: dict[str, Any], chance: Random) -> None:
    """Where it happened and what was found, in the words of the matter."""
    mine = [code for code in AREAS if code.startswith(body.agency.area_code)]
    road.area = chance.choice(mine)
    road.place = f"{HERE}{AREAS[road.area]}示范街 {chance.randrange(1, 200)} 号"
    road.source = chance.choices(SOURCES, weights=OFTEN)[0]
    road.summary = f"检查发现涉嫌{matter['breach']}。"
    road.facts = f"经查，当事人{matter['breach']}，有现场笔录、询问笔录等证据证明。"


def walk(road: Road, way: Way) -> None:
    """Go the way, as far as today reaches."""
    try:
        for step in way.steps:
            step(road)
    except Ahead:
        return


def _plan(count: int, chance: Random) -> Iterator[Way]:
    """Every way once, then as often as its weight says."""
    yield from WAYS[:count]
    weights = [way.weight for way in WAYS]
    yield from chance.choices(WAYS, weights=weights, k=max(0, count - len(WAYS)))


def crowd(stage: Stage, count: int, say: Callable[[str], None]) -> None:
    """So many cases."""

    def case(number: int, way: Way) -> None:
        road = _road(stage, way)
        if number % SIGNING == 0:
            pen.give(road, str(number))
        walk(road, way)
        if number % 50 == 0 or number == count:
            say(f"案件 {number}/{count}")

    plan = enumerate(_plan(count, stage.chance), 1)
    relay.run(partial(case, number, way) for number, way in plan)
