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

from zhifa.enforcement.models import Case
from zhifa.enforcement.reads.imposed import sentence
from zhifa.enforcement.reads.telling import Telling, issuer
from zhifa.enforcement.rules.fields import PERSONAL
from zhifa.enforcement.rules.hearing import hearing_ground
from zhifa.enforcement.rules.lateness import owed
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.matter_terms import rules_of, words
from zhifa.enforcement.rules.needs.notice import hearing_outcome
from zhifa.enforcement.rules.needs.redo import REDO, TURNED, redone
from zhifa.enforcement.rules.words import FLAG, answers, cause, day
from zhifa.kernel.access import SYSTEM
from zhifa.records import reads as records
from zhifa.registry import reads as registry


def _names(telling: Telling) -> dict[int, str]:
    """User id → name, of everybody whom the case names."""
    return {user: told.partition(":")[2] for user, told in telling.facts.standings.items()}


def _said(telling: Telling) -> dict[str, dict[str, str]]:
    """The latest answers of every earlier telling."""
    moves, people = telling.facts.procedure.moves, _names(telling)
    latest = {act.move: act for act in telling.acts}
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


def _party(telling: Telling) -> dict[str, str]:
    party = telling.case.party
    if party is None:
        return {"name": "", "line": "", "address": "", "phone": "", "kind": ""}
    return registry.party_lines(party=party, viewer=SYSTEM)


def _money(telling: Telling) -> dict[str, str]:
    clock = telling.facts.clocks.get("c.pay")
    found = owed(telling.facts, telling.on)
    if found is None:
        return {"outstanding": "", "surcharge": "", "due_on": ""}
    return {
        "outstanding": f"{found.outstanding:,.2f} 元",
        "surcharge": f"{found.surcharge:,.2f} 元",
        "due_on": day(clock.latest_on if clock else None),
    }


def _cards(telling: Telling) -> list[dict[str, str]]:
    """The officers of the case with their certificate numbers."""
    names, numbers = _names(telling), telling.facts.certificates
    return [{"name": names[u], "number": numbers[u]} for u in telling.facts.officers if u in names]


def _agency(telling: Telling) -> dict[str, str]:
    agency = issuer(telling)
    columns = ("name", "address", "phone", "reconsideration_body", "court", "bank")
    return {name: getattr(agency, name) for name in columns}


def _case(telling: Telling) -> dict[str, str]:
    case = telling.case
    party, matter = case.party, case.matter
    return {
        "cause": cause(party.name if party else "", matter.breach if matter else ""),
        "number": str(telling.added.get("case_number") or case.number or "（尚未立案）"),
        "title": case.title,
        "place": case.place,
        "discovered_on": day(case.discovered_on),
        "filed_on": day(case.filed_on),
    }


def _decision(telling: Telling) -> dict[str, str]:
    decided = telling.facts.decision
    told = telling.added.get("decision") or (decided.facts["decision"] if decided else {})
    return {
        "number": told.get("number", ""),
        "on": day(decided.on if decided else telling.on),
        "ground": names("no_penalty_grounds").get(told.get("ground", ""), ""),
        "no_surcharge": "" if told.get("surcharge") else FLAG[False],
    }


def _matter(telling: Telling) -> dict[str, str]:
    matter, used = telling.case.matter, telling.facts.matter
    if matter is None:
        return {"name": "", "breach": "", "breach_clauses": "", "penalty_clauses": ""}
    if used is not None and used.id != matter.pk and "matter_id" not in telling.added:
        matter = registry.matter(pk=used.id, viewer=SYSTEM)
    lines = registry.matter_lines(matter=matter, viewer=SYSTEM)
    own = used.own_limit if used else None
    told = lines["penalty_clauses"]
    own = registry.in_whole(text=own, whole=registry.whole_titles(texts=[own])) if own else ""
    return {**lines, "penalty_clauses": f"{told}、{own}" if own and own not in told else told}


def _evidence(telling: Telling) -> list[dict[str, str]]:
    return records.evidence_rows(dossier_id=telling.case.dossier_id, viewer=SYSTEM)


def _corrections(telling: Telling) -> list[dict[str, str]]:
    """Every order to correct, with what the look afterwards found."""
    moves, found = telling.facts.procedure.moves, []
    for act in telling.acts:
        said = {**act.facts, **act.texts}
        if act.move == "order_correction":
            told = answers(moves[act.move].fields, said, {})
            found.append({**told, "on": day(act.on), "result": "尚未复查"})
        elif act.move == "recheck_correction" and found:
            told = answers(moves[act.move].fields, said, _names(telling))
            found[-1]["result"] = f"{told['result']}（{day(act.on)}）"
    return found


def _act(telling: Telling) -> dict[str, str]:
    """What this step says; what is personal (the informant) stands in no paper."""
    asked = telling.facts.move.fields if telling.facts.move else ()
    open_ = [field for field in asked if field.kind not in PERSONAL]
    return {**_asked(telling), **answers(open_, telling.values, _names(telling))}


def _asked(telling: Telling) -> dict[str, str]:
    """What the officers asked for, in the step that answers it."""
    move = telling.facts.move
    before = ASKED.get(move.id, "") if move else ""
    act = telling.facts.last(before) if before else None
    if act is None:
        return {}
    who = next((name for key, name in _names(telling).items() if act.by == f"user:{key}"), "")
    return {**_said(telling)[before], "asked_by": f"{who}，{day(act.on)}"}


def _step(telling: Telling) -> dict[str, str]:
    return {
        "name": telling.facts.move.name if telling.facts.move else "",
        "effective_on": telling.added.get("effective_on", ""),
        "by": getattr(telling.by, "name", ""),
    }


def _major(telling: Telling) -> dict[str, str]:
    """Why a penalty is major, and what is sent with the report of it."""
    decided, line = telling.facts.decision, telling.facts.procedure.major
    told = decided.facts["decision"].get("major", ()) if decided else ()
    words = [line.reasons[reason] for reason in told] if line else []
    return {"reasons": "；".join(words), "sent": "、".join(telling.added.get("sent", ()))}


def _redo(telling: Telling) -> dict[str, str]:
    """The annulled decision that a case makes anew."""
    old = redone(telling.facts) or telling.added.get("redo", {})
    on = str(old.get("annulled_on", ""))
    return {
        "number": str(old.get("number", "")),
        "instrument": str(old.get("instrument_number", "")),
        "on": day(date.fromisoformat(on)) if on else "",
        "ground": names("annul_grounds").get(str(old.get("annul_ground", "")), ""),
    }


def _turned(telling: Telling) -> dict[str, str]:
    """The case on the spot that this one goes on with."""
    old = telling.case.turned_from
    return {"number": old.number if old else ""}


def _before(telling: Telling) -> dict[str, str]:
    """The party and the matter as they are filed, while others come in their place."""
    held = Case.objects.select_related("party", "matter").get(pk=telling.case.pk)
    party, matter = held.party, held.matter
    return {"party": party.name if party else "", "matter": matter.name if matter else ""}


def _labels(telling: Telling) -> dict[str, str]:
    return {f.id: f.name for f in (telling.facts.move.fields if telling.facts.move else ())}


def _term(telling: Telling) -> dict[str, str]:
    """The terms of the case as its papers name them; why a hearing, and what became of it."""
    ground = hearing_ground(telling.facts.matter, telling.facts.content)
    return {
        **words(rules_of(telling.facts.procedure, telling.facts.acts)),
        "hearing_line": f"{ground}。" if ground else "",
        "hearing_outcome": hearing_outcome(telling.facts),
    }


ASKED = {"suspend": "propose_suspension", "terminate": "propose_termination"}
OWN_NUMBERS = frozenset({"W44", "W45", "W46"})  # taken when the act is written
ROOTS: Mapping[str, Callable[[Telling], Any]] = {
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
    "date": lambda telling: day(telling.on),
}


def facts_of(telling: Telling, templates: Sequence[str]) -> dict[str, Any]:
    """What these templates may use of the words at the top of this file."""
    wanted = records.roots(templates)
    return {root: find(telling) for root, find in ROOTS.items() if root in wanted}
