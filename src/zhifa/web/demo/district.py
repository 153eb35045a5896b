"""Codes and lists of the fictional district: right check digits, nobody alive."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

import zhifa.registry
from zhifa.registry.rules.discretion import CONFISCATIONS
from zhifa.registry.rules.identity import citizen_check, credit_check, organisation_check

MATTERS = Path(zhifa.registry.__file__).parent / "data" / "matters"
FIRM = "MA"
HERE = settings.DISTRICT if settings.DEMO else "示范区"  # its one name, in all that is made
MILD = {"fine", "warning_penalty"}
CITIZEN_ON_SPOT = 200  # 行政处罚法 第五十一条


@cache
def matters() -> list[dict[str, Any]]:
    """Every matter of the registry's data files."""
    rows: list[dict[str, Any]] = []
    for path in sorted(MATTERS.glob("*.toml")):
        rows += tomllib.loads(path.read_text(encoding="utf-8"))["matters"]
    return rows


def penalties() -> list[dict[str, Any]]:
    """The matters that a penalty follows."""
    return [row for row in matters() if row.get("tiers")]


def steady(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The matters that fine alike in every version: a case may fall on either side of a day."""
    told = ("tiers", "party_limits", "kinds", "ordered_kinds")
    versions: dict[str, list[list[Any]]] = {}
    for row in penalties():
        versions.setdefault(row["code"], []).append([row.get(name) for name in told])
    return [r for r in rows if all(v == versions[r["code"]][0] for v in versions[r["code"]])]


def organ_code(body: str) -> str:
    """A credit code of a public body: 17 characters and their check."""
    return body + credit_check(body)


def firm_code(number: int, kind: str = "91") -> str:
    """A credit code of a fictional firm (kind 91) or individual business (92)."""
    organisation = f"{FIRM}{number:06d}"
    body = f"{kind}510403{organisation}{organisation_check(organisation)}"
    return body + credit_check(body)


def citizen_number(born: date, number: int) -> str:
    """A citizen number of a fictional person."""
    body = f"510403{born:%Y%m%d}{number % 1000:03d}"
    return body + citizen_check(body)


def fined(matter: Mapping[str, Any]) -> list[str]:
    """A fine with the warning that the clause may demand beside it; empty when it demands more.

    Nothing is found there that would be confiscated.
    """
    ordered = set(matter.get("ordered_kinds", ())) - CONFISCATIONS
    if "fine" not in matter["kinds"] or not ordered <= MILD:
        return []
    return ["fine", *sorted(ordered - {"fine"})]


def for_party(content: dict[str, Any], matter: dict[str, Any], party_kind: str) -> dict[str, Any]:
    """A penalty within what the clause allows for this kind of party, where it says so apart."""
    limits = matter.get("party_limits", ())
    own = next((row for row in limits if row["party"] == party_kind), None)
    if own is None or "fine" not in content:
        return content
    least, most = Decimal(own.get("fine_min", 0)), Decimal(own["fine_max"])
    fine = min(max(Decimal(content["fine"]), least), most)
    return {**content, "fine": str(fine)}
