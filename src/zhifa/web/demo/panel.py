"""The heads of a body discuss what is grave (行政处罚法 五十七)."""

from typing import TYPE_CHECKING

from zhifa.enforcement.rules.facts import content_of
from zhifa.enforcement.rules.procedure import load

if TYPE_CHECKING:
    from zhifa.web.demo.road import Road


def discuss(road: "Road") -> None:
    """Have the heads of the body discuss a grave penalty, and agree."""
    heads = [road.crew.user("chief_head"), road.crew.user("agency_head")]
    told = {
        "held_on": road.today.isoformat(),
        "attendees": [head.pk for head in heads],
        "recorder": "示范记",
        "views": "\n".join(f"{head.name}：同意拟决定。" for head in heads),
        "agreed": len(heads),
        "differed": 0,
        "conclusion": "agree",
    }
    road.do("panel_clerk", "hold_panel", told)


def discuss_major(road: "Road") -> None:
    """Have them discuss a sum that is reported as a major penalty, unless they have."""
    line = load("penalty_ordinary").major
    if line is None or road.case.acts.filter(move="hold_panel").exists():
        return
    least = line.organisation if road.party.organised else line.natural
    if content_of(road.content).money >= least:
        discuss(road)
