"""Facts of cases, their acts, clocks and decisions."""

from zhifa.enforcement.models.cases import NEVER, Act, Case, CaseOfficer, CaseQuerySet, Clock
from zhifa.enforcement.models.decisions import Clearance, Decision

__all__ = [
    "NEVER",
    "Act",
    "Case",
    "CaseOfficer",
    "CaseQuerySet",
    "Clearance",
    "Clock",
    "Decision",
]
