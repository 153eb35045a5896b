"""Acts on which somebody's certificate turned out not to count (行政处罚法 第四十二条)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from zhifa.agencies import reads as agencies
from zhifa.enforcement.models import Act, Case, CaseOfficer
from zhifa.enforcement.reads.cases import of_visible
from zhifa.enforcement.rules.procedure import load
from zhifa.kernel.access import Actor


def uncertified(
    *, user_id: int, from_on: date, until_on: date, viewer: Actor
) -> dict[Case, list[str]]:
    """Cases → the steps that a person took part in as officer without a good certificate.

    Both days count; every act between them is looked at. A step is told as its name with its
    first day and how often it was taken. Only those that name their officers are meant: these
    need the certificate.
    """
    theirs = CaseOfficer.objects.filter(user_id=user_id).values("case_id")
    rows = Act.objects.filter(case_id__in=theirs, on__range=(from_on, until_on))
    seen = of_visible(rows=rows, viewer=viewer)
    all_ = seen.select_related("case").defer("texts", "personal").order_by("case_id", "seq")
    named = [a for a in all_.iterator() if user_id in (a.facts.get("officers") or ())]
    bad = {day for day in {act.on for act in named} if not _good(user_id, day)}
    found: dict[Case, list[Act]] = defaultdict(list)
    for act in named:
        if act.on in bad:
            found[act.case].append(act)
    return {case: _told(case, acts) for case, acts in found.items()}


def _told(case: Case, acts: Sequence[Act]) -> list[str]:
    moves = load(case.procedure, case.procedure_version).moves
    days: dict[str, list[date]] = defaultdict(list)
    for act in acts:
        days[moves[act.move].name].append(act.on)
    return [
        f"{name}（{min(held)}{f'起 {len(held)} 次' if len(held) > 1 else ''}）"
        for name, held in days.items()
    ]


def _good(user_id: int, day: date) -> bool:
    return agencies.standings(user_ids=[user_id], on=day, area="")[user_id].good
