"""Steps on a shared road: each test takes its own from the same halt, and undoes them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from tests import make
from tests.walks import Road, weighed

from zhifa.agencies import actions as agencies
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused

Stops = Mapping[str, Road]


def from_(stops: Stops, stage: str) -> Road:
    """The road as it stands at a halt; walking on from here moves no other test's road."""
    road = stops[stage]
    return replace(road, content=dict(road.content))


def refused(
    road: Road, role: str, move: str, data: Mapping[str, Any] | None = None
) -> frozenset[str]:
    """Why a step is refused; nothing of it stays."""
    before = road.case.rev
    with pytest.raises(Refused) as no:
        road.do(role, move, data or {})
    assert road.case.rev == before
    assert all(o.message for o in no.value.obstacles)
    return no.value.codes


def also(road: Road, who: str, role: str) -> None:
    """Give somebody of the crew one more post."""
    post = agencies.Appointment(agency=road.crew.agency, role=role, from_on=make.SINCE)
    agencies.appoint(user=road.crew.user(who), to=post, by=SYSTEM, at=road.now)


def record(road: Road, **more: Any) -> dict[str, Any]:
    """What a record of the scene says."""
    return {
        "officers": road.pair,
        "begun_at": f"{road.today} 08:00",
        "ended_at": f"{road.today} 08:30",
        "place": "现场",
        "shown_certificate": True,
        "rights_told": True,
        "findings": "情况属实",
        "signature": "signed",
        **more,
    }


def evidence(road: Road, **more: Any) -> dict[str, Any]:
    return {
        "evidence_kind": "documentary",
        "name": "购销台账",
        "taken_on": road.today.isoformat(),
        "place": "现场",
        "proves": "购进数量",
        "officers": road.pair,
        **more,
    }


def of_list(road: Road, code: str) -> dict[str, str]:
    """What a form says of an item that the list of evidence asks for, of a kind it names."""
    assert road.case.matter is not None
    element = next(e for e in road.case.matter.elements if e["code"] == code)
    return {"need_code": code, "evidence_kind": element["kinds"][0]}


def filing(road: Road, **more: Any) -> dict[str, Any]:
    return {
        "proposal": "file",
        "matter": road.matter,
        "party": road.party.pk,
        "act_from": "2026-02-20",
        "act_until": "2026-02-25",
        "facts": "核查情况",
        "reason": "理由充分",
        **more,
    }


def report(road: Road, **more: Any) -> dict[str, Any]:
    told = {"facts": "事实清楚", "outcome": "penalty", "reason": "理由充分", "correctable": "done"}
    weighs = weighed(road.case.matter)
    told |= {**weighs, **({"base": "2000"} if "base" in weighs else {})}
    return {**told, **road.content, **more}


def asking(person: int, by: str = "party") -> dict[str, Any]:
    """A request that somebody leave the case."""
    return {"person": person, "asked_by": by, "ground": "interest", "reason": "是近亲属"}


def answer(person: int, result: str = "refused", **more: Any) -> dict[str, Any]:
    """The decision on it."""
    stand = {"acts_stand": "stand"} if result == "granted" else {}
    return {"person": person, "result": result, "reason": "经核实属实", **stand, **more}


def served(road: Road, **more: Any) -> dict[str, Any]:
    return {
        "way": "direct",
        "served_on": road.today.isoformat(),
        "receiver": "示范某",
        "relation": "法定代表人",
        "place": "现场",
        "officers": road.pair,
        **more,
    }


def urge(road: Road, **how: Any) -> None:
    """Write to the party, have it sealed, and hand it over."""
    road.do("officer", "write_urging", {k: v for k, v in how.items() if k == "not_suspended"})
    road.seal("W50")
    road.do("officer", "urge", served(road, **how))


def panel(road: Road, **more: Any) -> dict[str, Any]:
    """What a record of a discussion says: both heads of the body, of one mind."""
    heads = [road.crew.user("chief_head"), road.crew.user("agency_head")]
    return {
        "held_on": road.today.isoformat(),
        "attendees": [head.pk for head in heads],
        "recorder": "示范记",
        "views": "\n".join(f"{head.name}：同意拟决定。" for head in heads),
        "agreed": 2,
        "differed": 0,
        "conclusion": "agree",
        **more,
    }


DECIDE = {"opinion": "同意。", "surcharge": True}
SPARE = {
    "opinion": "同意。",
    "corrected": True,
    "harmless": True,
    "education": "已教育。",
    "reason": "情节轻微。",
}
