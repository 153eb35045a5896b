"""How a case is called: by its party and breach, as far as they are known."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhifa.enforcement.models import Case
from zhifa.enforcement.rules.words import title
from zhifa.kernel.access import SYSTEM
from zhifa.registry import reads as registry
from zhifa.registry.models import Matter


def _party(pk: object) -> str:
    party = registry.party_or_none(party_id=str(pk or ""), viewer=SYSTEM)
    return party.name if party else ""


def title_of(case: Case) -> str:
    """案由 of a case as it stands; its place while neither party nor matter is known."""
    matter = Matter.objects.filter(pk=case.matter_id or 0).first()
    return title(_party(case.party_id), matter.breach if matter else "", case.place)


def opening_title(values: Mapping[str, Any]) -> str:
    """案由 of a case about to be opened by what its first form says."""
    told = values.get("act_until") or values.get("act_from") or values["discovered_on"]
    code, on = str(values.get("matter") or ""), date.fromisoformat(told)
    matter = registry.matter_on(code=code, on=on, viewer=SYSTEM) if code else None
    return title(_party(values.get("party")), matter.breach if matter else "", values["place"])
