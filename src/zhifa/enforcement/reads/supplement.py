"""What came to be known of a case after it was archived; the sealed dossier itself stays."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhifa.agencies import reads as agencies
from zhifa.enforcement.models import Act
from zhifa.enforcement.reads.cases import acts, cases
from zhifa.enforcement.rules.fields import PERSONAL
from zhifa.enforcement.rules.procedure import Move, load
from zhifa.enforcement.rules.words import answers
from zhifa.kernel.access import Actor

PEOPLE = frozenset({"officers", "people", "person"})
FINAL = "archived"


@dataclass(frozen=True, slots=True)
class Note:
    """A step taken after archiving: which, by whom, and what it says."""

    act: Act
    name: str
    who: str
    said: Sequence[tuple[str, str]]


def _said(act: Act, move: Move, people: dict[int, str]) -> list[tuple[str, str]]:
    asked = [field for field in move.fields if field.kind not in PERSONAL]
    told = answers(asked, {**act.facts, **act.texts}, people)
    return [(field.name, told[field.id]) for field in asked if told[field.id]]


def _named(move: Move, act: Act) -> set[int]:
    found: set[int] = set()
    for value in (act.facts.get(f.id) for f in move.fields if f.kind in PEOPLE):
        found |= set(value) if isinstance(value, list) else {value} if value else set()
    return found


def supplement(*, dossier_id: str, viewer: Actor) -> list[Note]:
    """The steps of a dossier's case after its archiving, the oldest first."""
    case = cases(viewer=viewer).filter(dossier=dossier_id, archived_on__isnull=False).first()
    if case is None:
        return []
    moves = load(case.procedure, case.procedure_version).moves
    rows = [row for row in reversed(acts(case=case, viewer=viewer)) if row[0].origin == FINAL]
    users = {user for act, _, _ in rows for user in _named(moves[act.move], act)}
    on = max((act.on for act, _, _ in rows), default=None)
    people = dict(agencies.names_on(user_ids=users, on=on)) if users and on else {}
    return [Note(act, name, who, _said(act, moves[act.move], people)) for act, name, who in rows]
