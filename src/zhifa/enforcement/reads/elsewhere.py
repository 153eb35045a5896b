"""Where else officers were, by the records of other cases."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q

from zhifa.enforcement.models import Act, Case, CaseOfficer
from zhifa.enforcement.rules.procedure import Move
from zhifa.enforcement.rules.stays import RECORDS, clash, stay_of

DAY = timedelta(days=1)


def elsewhere(  # no viewer: asked by a step, which its rules answer
    *, case: Case, move: Move | None, values: Mapping[str, Any] | None
) -> list[str]:
    """Records of other cases that put somebody present elsewhere at that time; one query.

    Looked up among the cases that these officers ran that day and that were not over before.
    """
    wanted = stay_of(values) if move is not None and move.id in RECORDS else None
    if wanted is None:
        return []
    first, last = wanted.begun.date() - DAY, wanted.ended.date()
    then = Q(until_on=None) | Q(until_on__gte=first)
    going = Q(case__closed_on=None) | Q(case__closed_on__gte=first)
    ran = CaseOfficer.objects.filter(then, going, user__in=wanted.officers, from_on__lte=last)
    acts = Act.objects.filter(
        case__in=ran.exclude(case=case.pk).values("case"), move__in=RECORDS, on__range=(first, last)
    )
    rows = acts.select_related("case").defer("personal").order_by("on", "pk")
    stays = [(act.case, stay_of(act.facts)) for act in rows]
    return [
        f"{stay.words}在{stay.place}，{held.number or '另一件未立案的案件'}"
        for held, stay in stays
        if stay and clash(stay, wanted)
    ]
