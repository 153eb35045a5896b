"""One act on its way from the form to the store."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import models

from zhifa.enforcement.reads.telling import Telling, issuer
from zhifa.records import actions as records
from zhifa.records.models import Document


@dataclass
class Step(Telling):
    """One act on its way: what the effects may see and add."""

    at: datetime
    act_id: str
    documents: dict[str, Document] = field(default_factory=dict)
    rows: list[models.Model] = field(default_factory=list)


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
