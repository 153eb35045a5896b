"""The papers of a step before it is taken: what its form says, on the paper. Never writes."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from zhifa.agencies.models import Agency
from zhifa.enforcement.models import Case
from zhifa.enforcement.reads import gather as gathering
from zhifa.enforcement.reads.forms import CONTENT
from zhifa.enforcement.reads.telling import Telling
from zhifa.enforcement.reads.told import OWN_NUMBERS, facts_of
from zhifa.enforcement.rules import fields
from zhifa.enforcement.rules.facts import CONTENT_MOVES, Facts
from zhifa.enforcement.rules.needs.serving import to_serve
from zhifa.enforcement.rules.outcome import settled
from zhifa.enforcement.rules.procedure import Field, Move, Procedure
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import refuse_if
from zhifa.records import reads as records
from zhifa.records.models import Dossier

TO_COME = "（办理时编号）"
# first words of facts that the step itself settles when it is taken
SETTLED = frozenset({"decision", "step", "term", "major", "redo", "turned", "served", "money"})
DECIDING = frozenset({"decide", "decide_on_spot"})


def case_to_be(
    *, procedure: Procedure, agency: Agency, data: Mapping[str, Any], at: datetime
) -> Case:  # no viewer: made of what its asker types
    """A case that is not opened yet, kept nowhere."""
    dossier = Dossier(agency=agency, title=str(data.get("place", "")), opened_at=at)
    return Case(
        dossier=dossier,
        agency=agency,
        procedure=procedure.code,
        procedure_version=procedure.version,
        stage="",
        title=dossier.title,
        place=str(data.get("place", "")),
        area_code=str(data.get("area_code") or agency.area_code),
        discovered_on=localdate(at),
    )


def _added(facts: Facts, *, whole: bool) -> dict[str, Any]:
    """What the step settles, as far as it can be told; numbers are taken when it is."""
    effects = set(facts.move.effects) if facts.move else set()
    bare = effects & DECIDING and facts.content is None
    found = dict(settled(facts)) if whole and not bare else {}
    if "decision" in found:
        found["decision"]["number"] = TO_COME
    if "file_case" in effects:
        found["case_number"] = TO_COME
    if "serve_paper" in effects and (way := (facts.values or {}).get("way")):
        counts = records.counts_from(way=str(way), served_on=facts.on)
        found["effective_on"] = counts.isoformat()
    return found


def _identify(case: Case, facts: Facts, values: Mapping[str, Any], added: dict[str, Any]) -> None:
    """The first papers of a case name the party and the matter of the form."""
    if values.get("party"):
        case.party_id = values["party"]
    if "matter" in values and facts.matter:
        case.matter_id = added["matter_id"] = facts.matter.id


def _served(facts: Facts, viewer: Actor) -> dict[str, dict[str, str]]:
    """The paper that the step serves: its receipt names it before the service is written down."""
    serves = facts.move is not None and "serve_paper" in facts.move.effects
    made = to_serve(facts) if serves else None
    if made is None:
        return {}
    paper = records.document(document_id=str(made.facts["document"]), viewer=viewer)
    return {"served": {"title": f"《{paper.title}》", "number": paper.number}}


def _numbered(code: str) -> str:
    return TO_COME if code in OWN_NUMBERS or records.word_of(code) else ""


def sketches(
    *,
    case: Case,
    move: Move,
    asked: Sequence[Field],
    data: Mapping[str, Any],
    viewer: Actor,
    at: datetime,
) -> list[records.Sketch]:
    """Every paper that the form would make, as it would be, with what it still lacks.

    asked: the fields of the form. Refused: the step is not for the viewer.
    """
    refuse_if(unless(viewer, move.may, case.agency_id))
    case = copy(case)  # it is given the party and the matter of the form
    values, faults = fields.clean(asked, data)
    facts = gathering.gather(case=case, move=move, values=values, viewer=viewer, at=at)
    added = _added(facts, whole=not faults)
    _identify(case, facts, values, added)
    telling = Telling(case, facts, values, gathering.acts_of(case), viewer, added)
    told = facts_of(telling, move.documents) | _served(facts, viewer)
    if move.id in CONTENT_MOVES and faults.keys() & set(CONTENT):
        told["content"] = {}  # half a penalty is none
    return [
        records.sketch(
            template=code,
            dossier=case.dossier,
            agency=case.agency,
            facts=told,
            number=_numbered(code),
            later=SETTLED,
            on=localdate(case.dossier.opened_at),
        )
        for code in move.documents
    ]
