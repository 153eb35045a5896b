"""The facts that papers are made from. Nobody types what the house already holds.

Every template may use the same words:
agency.* party.* case.* matter.* content.* decision.* remedy.* money.* term.* major.* redo.*
turned.* before.*,
officers (name, number), evidence and corrections (rows), act.<field> (this step's answers as people
read them),
said.<move>.<field> (the latest answers of an earlier step), date (the paper's date).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from zhifa.enforcement.actions.sentence import sentence
from zhifa.enforcement.actions.step import Step, issuer, numbered
from zhifa.enforcement.models import Case
from zhifa.enforcement.rules.clocks import owed
from zhifa.enforcement.rules.fields import PERSONAL
from zhifa.enforcement.rules.hearing import hearing_ground
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.matter_terms import rules_of, words
from zhifa.enforcement.rules.needs.notice import hearing_outcome
from zhifa.enforcement.rules.needs.redo import REDO, TURNED, redone
from zhifa.enforcement.rules.words import FLAG, answers, cause, day
from zhifa.kernel.access import SYSTEM
from zhifa.records import actions as records
from zhifa.records import reads as records_reads
from zhifa.registry import reads as registry

OWN_NUMBERS = frozenset({"W44", "W45", "W46"})


def _names(step: Step) -> dict[int, str]:
    """User id → name, of everybody whom the case names."""
    return {user: told.partition(":")[2] for user, told in step.facts.standings.items()}


def _said(step: Step) -> dict[str, dict[str, str]]:
    """The latest answers of every earlier step."""
    moves, people = step.facts.procedure.moves, _names(step)
    latest = {act.move: act for act in step.acts}
    waiver, served = latest.get("waive_rights"), latest.get("serve_notice")
    if waiver and served and waiver.seq < served.seq:  # of a notice that another one replaced
        del latest["waive_rights"]
    found = {
        move: {
            **answers(moves[move].fields, {**act.facts, **act.texts}, people),
            "on": day(act.on),
        }
        for move, act in latest.items()
    }
    for first in (REDO, TURNED):  # a case that another one began has its own first step
        if first in found:
            found["register"] = found[first]
    return found


def _party(step: Step) -> dict[str, str]:
    party = step.case.party
    if party is None:
        return {"name": "", "line": "", "address": "", "phone": "", "kind": ""}
    return registry.party_lines(party=party, viewer=SYSTEM)


def _money(step: Step) -> dict[str, str]:
    clock = step.facts.clocks.get("c.pay")
    found = owed(step.facts, step.on)
    if found is None:
        return {"outstanding": "", "surcharge": "", "due_on": ""}
    return {
        "outstanding": f"{found.outstanding:,.2f} 元",
        "surcharge": f"{found.surcharge:,.2f} 元",
        "due_on": day(clock.latest_on if clock else None),
    }


def _cards(step: Step) -> list[dict[str, str]]:
    """The officers of the case with their certificate numbers."""
    names, numbers = _names(step), step.facts.certificates
    return [{"name": names[u], "number": numbers[u]} for u in step.facts.officers if u in names]


def _agency(step: Step) -> dict[str, str]:
    agency = issuer(step)
    columns = ("name", "address", "phone", "reconsideration_body", "court", "bank")
    return {name: getattr(agency, name) for name in columns}


def _case(step: Step) -> dict[str, str]:
    case = step.case
    party, matter = case.party, case.matter
    return {
        "cause": cause(party.name if party else "", matter.breach if matter else ""),
        "number": str(step.added.get("case_number") or case.number or "（尚未立案）"),
        "title": case.title,
        "place": case.place,
        "discovered_on": day(case.discovered_on),
        "filed_on": day(case.filed_on),
    }


def _decision(step: Step) -> dict[str, str]:
    decided = step.facts.decision
    told = step.added.get("decision") or (decided.facts["decision"] if decided else {})
    return {
        "number": told.get("number", ""),
        "on": day(decided.on if decided else step.on),
        "ground": names("no_penalty_grounds").get(told.get("ground", ""), ""),
        "no_surcharge": "" if told.get("surcharge") else FLAG[False],
    }


def _matter(step: Step) -> dict[str, str]:
    matter, used = step.case.matter, step.facts.matter
    if matter is None:
        return {"name": "", "breach": "", "breach_clauses": "", "penalty_clauses": ""}
    if used is not None and used.id != matter.pk and "matter_id" not in step.added:
        matter = registry.matter(pk=used.id, viewer=SYSTEM)
    lines = registry.matter_lines(matter=matter, viewer=SYSTEM)
    own = used.own_limit if used else None
    told = lines["penalty_clauses"]
    return {**lines, "penalty_clauses": f"{told}、{own}" if own and own not in told else told}


def _evidence(step: Step) -> list[dict[str, str]]:
    return records_reads.evidence_rows(dossier_id=step.case.dossier_id, viewer=SYSTEM)


def _corrections(step: Step) -> list[dict[str, str]]:
    """Every order to correct, with what the look afterwards found."""
    moves, found = step.facts.procedure.moves, []
    for act in step.acts:
        said = {**act.facts, **act.texts}
        if act.move == "order_correction":
            told = answers(moves[act.move].fields, said, {})
            found.append({**told, "on": day(act.on), "result": "尚未复查"})
        elif act.move == "recheck_correction" and found:
            told = answers(moves[act.move].fields, said, _names(step))
            found[-1]["result"] = f"{told['result']}（{day(act.on)}）"
    return found


def _act(step: Step) -> dict[str, str]:
    """What this step says; what is personal (the informant) stands in no paper."""
    asked = step.facts.move.fields if step.facts.move else ()
    open_ = [field for field in asked if field.kind not in PERSONAL]
    return answers(open_, step.values, _names(step))


def _step(step: Step) -> dict[str, str]:
    return {
        "name": step.facts.move.name if step.facts.move else "",
        "effective_on": step.added.get("effective_on", ""),
        "by": getattr(step.by, "name", ""),
    }


def _major(step: Step) -> dict[str, str]:
    """Why a penalty is major, and what is sent with the report of it."""
    decided, line = step.facts.decision, step.facts.procedure.major
    told = decided.facts["decision"].get("major", ()) if decided else ()
    words = [line.reasons[reason] for reason in told] if line else []
    return {"reasons": "；".join(words), "sent": "、".join(step.added.get("sent", ()))}


def _redo(step: Step) -> dict[str, str]:
    """The annulled decision that a case makes anew."""
    old = redone(step.facts) or step.added.get("redo", {})
    on = str(old.get("annulled_on", ""))
    return {
        "number": str(old.get("number", "")),
        "instrument": str(old.get("instrument_number", "")),
        "on": day(date.fromisoformat(on)) if on else "",
        "ground": names("annul_grounds").get(str(old.get("annul_ground", "")), ""),
    }


def _turned(step: Step) -> dict[str, str]:
    """The case on the spot that this one goes on with."""
    old = step.case.turned_from
    return {"number": old.number if old else ""}


def _before(step: Step) -> dict[str, str]:
    """The party and the matter as they are filed, while others come in their place."""
    held = Case.objects.select_related("party", "matter").get(pk=step.case.pk)
    party, matter = held.party, held.matter
    return {"party": party.name if party else "", "matter": matter.name if matter else ""}


def _labels(step: Step) -> dict[str, str]:
    return {f.id: f.name for f in (step.facts.move.fields if step.facts.move else ())}


def _term(step: Step) -> dict[str, str]:
    """The terms of the case as its papers name them; why a hearing, and what became of it."""
    ground = hearing_ground(step.facts.matter, step.facts.content)
    return {
        **words(rules_of(step.facts.procedure, step.facts.acts)),
        "hearing_line": f"{ground}。" if ground else "",
        "hearing_outcome": hearing_outcome(step.facts),
    }


ROOTS: Mapping[str, Callable[[Step], Any]] = {
    "agency": _agency,
    "party": _party,
    "case": _case,
    "matter": _matter,
    "content": sentence,
    "decision": _decision,
    "money": _money,
    "major": _major,
    "redo": _redo,
    "turned": _turned,
    "before": _before,
    "term": _term,
    "officers": _cards,
    "evidence": _evidence,
    "corrections": _corrections,
    "act": _act,
    "labels": _labels,
    "said": _said,
    "step": _step,
    "date": lambda step: day(step.on),
}


def facts_of(step: Step, templates: Sequence[str]) -> dict[str, Any]:
    """What these templates may use of the words at the top of this file."""
    wanted = records_reads.roots(templates)
    return {root: find(step) for root, find in ROOTS.items() if root in wanted}


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
