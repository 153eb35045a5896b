"""The papers that a step produces."""

from zhifa.enforcement.actions.step import Step, numbered
from zhifa.enforcement.reads.told import OWN_NUMBERS, facts_of
from zhifa.records import actions as records
from zhifa.records import reads as records_reads


def _number(step: Step, code: str) -> str:
    """The number of a paper: a decision's is taken already, internal papers have none."""
    if code in OWN_NUMBERS:
        return str(step.added["decision"]["number"])
    word = records_reads.word_of(code)
    return numbered(step, word) if word else ""


def make(step: Step) -> None:
    """Make the papers that the step produces, and file them."""
    move = step.facts.move
    if move is None or not move.documents:
        return
    if "party" in step.values or "matter_id" in step.added:
        _identify(step)
    facts = facts_of(step, move.documents)
    for code in move.documents:
        number = _number(step, code)
        document = records.make_document(
            dossier=step.case.dossier,
            template=code,
            facts=facts,
            number=number,
            issued_on=step.on,
            made_for=step.act_id,
            by=step.by,
            at=step.at,
        )
        step.documents[code] = document
        step.added.setdefault("document", document.pk)


def _identify(step: Step) -> None:
    """The first papers of a case already name the party and the matter."""
    if step.values.get("party"):
        step.case.party_id = step.values["party"]
    if step.added.get("matter_id"):
        step.case.matter_id = step.added["matter_id"]
