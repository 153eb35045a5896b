"""What papers are written from, whether they are made or only looked at beforehand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.rules.facts import Facts
from zhifa.kernel.access import SYSTEM, Actor


@dataclass
class Telling:
    """A step as its papers see it. acts: those that went before; added: what it settles itself."""

    case: Case
    facts: Facts
    values: Mapping[str, Any]
    acts: Sequence[Act]
    by: Actor
    added: dict[str, Any]

    @property
    def on(self) -> date:
        """The day that counts."""
        return self.facts.on


def issuer(telling: Telling) -> Agency:
    """Whose name a step is taken in, without a viewer: of a delegated body, whose mandate."""
    case = telling.case
    code = case.matter.code if case.matter else ""
    return agencies.letterhead(agency=case.agency, matter_code=code, on=telling.on, viewer=SYSTEM)
