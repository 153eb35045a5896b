"""Facts of cases, their acts, clocks and decisions."""

from zhifa.enforcement.models.cases import NEVER, Act, Case, CaseOfficer, CaseQuerySet, Clock
from zhifa.enforcement.models.decisions import Clearance, Decision, Holds
from zhifa.enforcement.models.ledger import Asked, CaseWords, Holding
from zhifa.enforcement.models.receipts import Receipt

__all__ = [
    "NEVER",
    "Act",
    "Asked",
    "Case",
    "CaseOfficer",
    "CaseQuerySet",
    "CaseWords",
    "Clearance",
    "Clock",
    "Decision",
    "Holding",
    "Holds",
    "Receipt",
]
