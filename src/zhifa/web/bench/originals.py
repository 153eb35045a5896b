"""The cases that are copied: few, of every kind, walked by the real actions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from zhifa.kernel import events, worker
from zhifa.kernel.access import SYSTEM
from zhifa.records.events import DocumentFiled
from zhifa.registry import actions as registry
from zhifa.registry.models import Party
from zhifa.web import wiring
from zhifa.web.demo import cast, crowd, district
from zhifa.web.demo.docket import open_tiers
from zhifa.web.demo.road import BEIJING, Road

SEED, HUGE = 20261126, 1_000_000
FIRST_DAY = datetime(2020, 1, 2, 9, tzinfo=BEIJING)
# how a case stands, and how many of a thousand stand so: most clues come to nothing
KINDS = {
    "clue": 500, "not_filed": 370, "checking": 40, "filing": 30, "filed": 30, "concluded": 8,
    "noticed": 6, "served": 8, "archived": 8,
}  # fmt: skip
DAYS = {"clue": 5, "checking": 20, "filing": 25, "filed": 60}  # at most so old; others 120 to 400


@dataclass(frozen=True, slots=True)
class Original:
    """One case to copy, with its party; `share` of a thousand copies are of it."""

    dossier_id: str
    party: Party
    share: float


def stage(bodies: int, say: Callable[[str], None]) -> list[cast.Body]:
    """Bodies with their people, laws, matters and power lists."""
    registry.load_index(by=SYSTEM, at=FIRST_DAY)
    made = cast.cast(Random(SEED), FIRST_DAY, say).bodies  # noqa: S311 - the same every time
    able = [body for body in made if _matters(body)][:bodies]
    for row in district.matters():
        registry.adopt_matter(row=row, by=SYSTEM, at=FIRST_DAY)
        for body in able:
            if row["field"] in body.fields:
                told = {"agency": body.agency, "matter_code": row["code"]}
                registry.list_power(**told, from_on=cast.POWERS_FROM, by=SYSTEM, at=FIRST_DAY)
    return able


def _matters(body: cast.Body) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What the body may fine, each with its lightest tier of a named range."""
    found = []
    for matter in district.steady(district.penalties()):
        tier = next((t for t in open_tiers(matter) if t.get("max")), None)
        small = matter.get("fine_max", HUGE) < HUGE
        if tier and small and matter["field"] in body.fields and district.fined(matter):
            found.append((matter, tier))
    return found


def _firms(count: int, chance: Random) -> list[Party]:
    made = crowd.parties(count * 2, chance, FIRST_DAY)  # persons are left out: one in five
    return [party for party in made if party.kind != Party.Kind.NATURAL]


def _road(body: cast.Body, party: Party, kind: str, now: datetime, chance: Random) -> Road:
    most = DAYS.get(kind)
    days = chance.randrange(2, most) if most else chance.randrange(120, 400)
    matter, tier = chance.choice(_matters(body))
    content = {
        "kinds": district.fined(matter),
        "fine": str(tier.get("min") or min(tier["max"], 100)),
        "tier": tier["code"],
    }
    start = (now - timedelta(days=days)).replace(hour=9, minute=chance.randrange(60))
    content = district.for_party(content, matter, party.kind)
    road = Road(body.crew(chance), party, matter["code"], start, content)
    road.area = next(code for code in crowd.AREAS if code.startswith(body.agency.area_code))
    road.facts = f"经查，当事人{matter['breach']}，有现场笔录、询问笔录等证据证明。"
    return road


def _walk(road: Road, kind: str) -> None:
    if kind != "not_filed":
        road.walk_to(kind)
        return
    road.begin()
    road.check()
    road.propose("not_file")
    road.do("agency_head", "refuse_filing", {"opinion": "同意不予立案。"})


def walk(
    bodies: list[cast.Body], now: datetime, each: int, say: Callable[[str], None]
) -> list[Original]:
    """`each` originals of every kind at every body."""
    chance = Random(SEED)  # noqa: S311 - the same every time
    firms = iter(_firms(len(bodies) * len(KINDS) * each, chance))
    few = {kind: who for kind, who in wiring.LISTENERS.items() if kind is not DocumentFiled}
    events.install(few)  # nobody looks at the PDFs of copies
    made = []
    for body in bodies:
        for kind, share in KINDS.items():
            for _ in range(each):
                road = _road(body, next(firms), kind, now, chance)
                _walk(road, kind)
                dossier = road.case.dossier_id
                made.append(Original(dossier, road.party, share / len(bodies) / each))
    while worker.deliver(now=now, limit=500):
        pass
    events.install(wiring.LISTENERS)
    say(f"按真实步骤办了 {len(made)} 件样本案件")
    return made
