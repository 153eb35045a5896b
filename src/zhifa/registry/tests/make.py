"""Matters and parties for this room's tests, made through the real actions."""

from datetime import date
from typing import Any

from zhifa.agencies.models import Agency
from zhifa.agencies.tests import make as people
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.registry import actions
from zhifa.registry.models import Matter, Party
from zhifa.registry.rules import identity as codes

AT = people.AT
DAY = people.DAY


def citizen(number: int = 1, born: date = date(1980, 1, 1)) -> str:
    """A citizen number of nobody."""
    body = f"510403{born:%Y%m%d}{number:03d}"
    return body + codes.citizen_check(body)


def firm(number: int = 1, kind: str = "91") -> str:
    """A credit code of no firm (kind 91) or of no individual business (92)."""
    organisation = f"MA{number:06d}"
    body = f"{kind}510403{organisation}{codes.organisation_check(organisation)}"
    return body + codes.credit_check(body)


def person(number: int = 1, name: str = "示范某", **details: str) -> Party:
    facts = {"identity": citizen(number), **details}
    return register("natural_person", name, facts)


def company(number: int = 1, name: str = "示范有限公司", **details: str) -> Party:
    return register("legal_person", name, {"credit_code": firm(number), **details})


def register(kind: str, name: str, details: dict[str, str], by: Actor = SYSTEM) -> Party:
    return actions.register_party(kind=kind, name=name, details=details, by=by, at=AT)


def officer(at: Agency | None = None) -> Actor:
    return people.actor("officer", at)


def keeper(at: Agency | None = None) -> Actor:
    return people.actor("library_keeper", at)


def row(**changes: Any) -> dict[str, Any]:
    """A matter as data files write it."""
    return {
        "code": "T01",
        "name": "对某行为的处罚",
        "field": "market",
        "breach": "某行为",
        "breach_clauses": ["《食品安全法》第六十七条第一款"],
        "penalty_clauses": ["《食品安全法》第一百二十五条第一款第（二）项"],
        "kinds": ["fine", "permit_revocation"],
        "fine_min": 5000,
        "fine_max": 50000,
        "tiers": [
            {"code": "light", "name": "较轻", "condition": "初次", "min": 5000, "max": 20000},
            {"code": "heavy", "name": "较重", "condition": "再次", "min": 20000, "max": 50000},
        ],
        "elements": [{"code": "identity", "name": "当事人身份", "kinds": ["documentary"]}],
        "from_on": date(2021, 7, 15),
        **changes,
    }


def matter(**changes: Any) -> Matter:
    told = row(**changes)
    return actions.adopt_matter(row=told, by=SYSTEM, at=AT, late_reason="补录旧版本")


def laws() -> None:
    actions.load_index(by=SYSTEM, at=AT)
