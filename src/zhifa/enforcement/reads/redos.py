"""Cases that another one began: decisions made anew, and what was turned from the spot."""

from dataclasses import dataclass
from datetime import date

from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.reads.cases import cases
from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.needs.redo import EXPLAIN, PROCEDURE, redone
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.rules.words import answers
from zhifa.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class Redo:
    """The annulled decision that a case makes anew, and what the officers say is different.

    old: None for a viewer who may not read it. free: it fell for its procedure only, so that the
    same decision may be made again.
    """

    old: Case | None
    number: str
    annulled_on: date
    instrument_number: str
    ground: str
    free: bool
    changed: str
    difference: str


def redo_of(*, case: Case, facts: Facts, viewer: Actor) -> Redo | None:
    """What a case makes anew; None when it makes nothing anew."""
    told = redone(facts)
    if not told:
        return None
    said = Act.objects.filter(case=case, move=EXPLAIN).order_by("seq").last()
    fields = load(case.procedure, case.procedure_version).moves[EXPLAIN].fields
    words = answers(fields, {**said.facts, **said.texts}, {}) if said else {}
    return Redo(
        old=cases(viewer=viewer).filter(pk=told["case"]).first(),
        number=told["number"],
        annulled_on=date.fromisoformat(told["annulled_on"]),
        instrument_number=told["instrument_number"],
        ground=names("annul_grounds").get(told["annul_ground"], ""),
        free=told["annul_ground"] == PROCEDURE,
        changed=words.get("changed", ""),
        difference=words.get("difference", ""),
    )


def turned_into(*, case: Case, viewer: Actor) -> Case | None:
    """The case that goes on with this one by ordinary procedure, if the viewer may read it."""
    return cases(viewer=viewer).filter(turned_from=case).first()


def redone_in(*, case: Case, viewer: Actor) -> Case | None:
    """The case in which this one's annulled decision is made anew, if the viewer may read it."""
    return cases(viewer=viewer).filter(redo_of=case).first()
