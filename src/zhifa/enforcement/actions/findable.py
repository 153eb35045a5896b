"""Keeping what the ledger finds cases by in step with the case."""

from datetime import date

from zhifa.enforcement.models import Asked, Case, CaseWords, Holding
from zhifa.enforcement.rules.asking import ENDS
from zhifa.enforcement.rules.search import home, pairs, squeezed

DONE = frozenset({"closed", "archived", "not_filed", "referred"})


def words_of(case: Case) -> str:
    """The case's title as the text index takes it."""
    return " ".join((home(case.agency_id), *pairs(squeezed(case.title))))


def keep_asked(case: Case, move: str, on: date) -> None:
    """Keep in mind what an act asks of a head, until one answers it or the case is done."""
    answered = [ask for ask, ends in ENDS.items() if move in ends or case.stage in DONE]
    if answered:
        Asked.objects.filter(case=case, ask__in=answered).delete()
    if move in ENDS:
        told = {"agency_id": case.agency_id, "asked_on": on}
        Asked.objects.update_or_create(case=case, ask=move, defaults=told)


def keep_findable(
    case: Case, officers: tuple[int, ...], *, renamed: bool, reassigned: bool, moved: bool
) -> None:
    """Bring a case's place in the ledger to what the case says; part of every act.

    renamed: its title may have changed. reassigned: its officers may have changed. moved: its
    stage or its nearest term has.
    """
    place = {"stage": case.stage, "nearest_on": case.nearest_on, "open": case.stage not in DONE}
    held = Holding.objects.filter(case=case)
    if reassigned:
        held.exclude(user_id__in=officers).delete()
        new = set(officers) - set(held.values_list("user_id", flat=True))
        Holding.objects.bulk_create(Holding(case=case, user_id=u, **place) for u in sorted(new))
    if moved:
        held.update(**place)
    if renamed:
        CaseWords.objects.update_or_create(case=case, defaults={"words": words_of(case)})
