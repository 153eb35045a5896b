"""What a party has to do with cases, for the page of the party."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from zhifa.enforcement.models import Act, Case, CaseOfficer, Decision
from zhifa.enforcement.reads.cases import all_stage_names
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.reach import within
from zhifa.registry import reads as registry

MOST = 50


def handles_party(*, party_id: str, viewer: Actor) -> bool:
    """Whether the viewer runs a case about the party that is not archived, or took its clue."""
    user = viewer.key.removeprefix("user:")
    same = registry.same_party(party_id=party_id, viewer=SYSTEM)
    about = Case.objects.filter(party_id__in=same, archived_on=None)
    mine = within(about, viewer.reach("case:read"), "agency_id")
    if not user.isdecimal():
        return viewer.reach("case:read") is None
    runs = CaseOfficer.objects.filter(case=OuterRef("pk"), user_id=int(user), until_on=None)
    took = Act.objects.filter(case=OuterRef("pk"), by=viewer.key)
    return mine.filter(Exists(runs) | Exists(took)).exists()


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
