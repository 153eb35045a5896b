"""One act on its way from the form to the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.rules.facts import Facts
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.records import actions as records
from zhifa.records.models import Document


@dataclass
class Step:
    """One act on its way: what the effects may see and add. acts: those that went before it."""

    case: Case
    facts: Facts
    values: Mapping[str, Any]
    acts: Sequence[Act]
    by: Actor
    at: datetime
    act_id: str
    added: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    rows: list[models.Model] = field(default_factory=list)

    @property
    def on(self) -> date:
        """The day that counts."""
        return self.facts.on


def issuer(step: Step) -> Agency:
    """The body in whose name the step is taken: of a delegated one, whose mandate it holds."""
    code = step.case.matter.code if step.case.matter else ""
    return agencies.letterhead(agency=step.case.agency, matter_code=code, on=step.on, viewer=SYSTEM)


def numbered(step: Step, word: str) -> str:
    """The next document number of the body that issues, for a paper of this case."""
    return records.take_document_number(
        agency=issuer(step),
        word=word,
        year=step.on.year,
        dossier_id=step.case.dossier_id,
        by=step.by,
        at=step.at,
    )
