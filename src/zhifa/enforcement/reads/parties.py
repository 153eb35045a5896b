"""What a party has to do with cases, for the page of the party."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from zhifa.enforcement.models import Case, Decision
from zhifa.enforcement.reads.cases import all_stage_names
from zhifa.kernel.access import Actor
from zhifa.kernel.reach import within

MOST = 50


@dataclass(frozen=True, slots=True)
class PartyCase:
    """A case of a party, and its decision if there is one."""

    case: Case
    stage: str
    decision: Decision | None


def party_cases(*, party_ids: Collection[str], viewer: Actor) -> Sequence[PartyCase]:
    """The newest cases against a party that the viewer may read, fifty at most; two queries."""
    against = Case.objects.filter(party_id__in=party_ids).select_related(
        "agency", "party", "matter"
    )
    found = within(against, viewer.reach("case:read"), "agency_id")
    rows = list(found.order_by("-pk")[:MOST])
    decided = {d.case_id: d for d in Decision.objects.filter(case__in=rows)}
    names = all_stage_names()
    return [PartyCase(c, names.get(c.stage, c.stage), decided.get(c.pk)) for c in rows]
