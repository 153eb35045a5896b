"""What a party has to do with cases, for the page of the party."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from zhifa.enforcement.models import Case, Decision
from zhifa.enforcement.reads.cases import all_stage_names, cases
from zhifa.kernel.access import Actor

MOST = 50


@dataclass(frozen=True, slots=True)
class PartyCase:
    """A case of a party, and its decision if there is one."""

    case: Case
    stage: str
    decision: Decision | None


def party_cases(*, party_ids: Collection[str], viewer: Actor) -> Sequence[PartyCase]:
    """The newest cases against a party that the viewer may read, fifty at most; two queries."""
    found = cases(viewer=viewer).filter(party_id__in=party_ids).order_by("-pk")[:MOST]
    rows = list(found)
    decided = {d.case_id: d for d in Decision.objects.filter(case__in=rows)}
    names = all_stage_names()
    return [PartyCase(c, names.get(c.stage, c.stage), decided.get(c.pk)) for c in rows]
