"""The facts that papers are made from. Nobody types what the house already holds.

Every template may use the same words:
agency.* party.* case.* matter.* content.* decision.* remedy.* money.*, officers (name, number),
evidence (rows), act.<field> (this step's answers as people read them), said.<move>.<field>
(the latest answers of an earlier step), date (the paper's date).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhifa.agencies import reads as agencies
from zhifa.enforcement.actions.effects import Step
from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.money import account
from zhifa.enforcement.rules.words import FLAG, answers, day
from zhifa.kernel.access import SYSTEM
from zhifa.records import actions as records
from zhifa.records import reads as records_reads
from zhifa.registry import reads as registry

OWN_NUMBERS = frozenset({"W44", "W45", "W46"})


def _named(told: Sequence[Mapping[str, Any]]) -> set[int]:
    """Everybody whom answers name."""
    users = {u for answers in told for u in answers.get("officers", ())}
    return users | {int(answers["chair"]) for answers in told if "chair" in answers}


@dataclass(frozen=True, slots=True)
class _Known:
    """What every paper of one step draws on, fetched once."""

    acts: tuple[Act, ...]
    people: Mapping[int, agencies.Standing]

    @property
    def names(self) -> dict[int, str]:
        """User id → name."""
        return {pk: s.name for pk, s in self.people.items()}


def _known(step: Step) -> _Known:
    acts = tuple(Act.objects.filter(case=step.case).order_by("seq"))
    users = set(step.facts.officers) | _named([*(a.facts for a in acts), step.values])
    return _Known(acts, agencies.standings(user_ids=users, on=step.on, area=""))


def _said(step: Step, known: _Known) -> dict[str, dict[str, str]]:
    """The latest answers of every earlier step."""
    moves, found = step.facts.procedure.moves, {}
    for act in known.acts:
        told = answers(moves[act.move].fields, {**act.facts, **act.texts}, known.names)
        found[act.move] = {**told, "on": day(act.on)}
    return found


def _party(case: Case) -> dict[str, str]:
    if case.party_id is None:
        return {"name": "", "line": "", "address": "", "phone": "", "kind": ""}
    return registry.party_lines(party_id=case.party_id, viewer=SYSTEM)


def _content(step: Step) -> dict[str, str]:
    content = step.facts.content
    if content is None:
        return {"kinds": "", "fine": "", "confiscation": "", "tier": "", "sentence": ""}
    kinds = names("penalty_kinds")
    tier = (
        next((t[1] for t in step.facts.matter.tiers if t[0] == content.tier), "")
        if step.facts.matter
        else ""
    )
    parts = []
    for kind in content.kinds:
        if kind == "fine":
            parts.append(f"罚款人民币 {content.fine:,.2f} 元")
        elif kind in {"gain_confiscation", "goods_confiscation"}:
            parts.append(f"{kinds[kind]}，折合人民币 {content.confiscation:,.2f} 元")
        else:
            parts.append(kinds[kind])
    return {
        "kinds": "、".join(kinds[k] for k in content.kinds),
        "fine": f"{content.fine:,.2f} 元",
        "confiscation": f"{content.confiscation:,.2f} 元",
        "tier": tier,
        "sentence": "；".join(parts),
    }


def _money(step: Step) -> dict[str, str]:
    clock = step.facts.clocks.get("c.pay")
    found = account(step.facts.acts, due_on=clock.due_on if clock else None, on=step.on)
    if found is None:
        return {"outstanding": "", "surcharge": "", "due_on": ""}
    return {
        "outstanding": f"{found.outstanding:,.2f} 元",
        "surcharge": f"{found.surcharge:,.2f} 元",
        "due_on": day(clock.due_on if clock else None),
    }


def _cards(step: Step, known: _Known) -> list[dict[str, str]]:
    """The officers of the case with their certificate numbers."""
    mine = (known.people[u] for u in step.facts.officers if u in known.people)
    return [{"name": s.name, "number": s.number} for s in mine]


def _agency(case: Case) -> dict[str, str]:
    agency = case.agency
    columns = ("name", "address", "phone", "reconsideration_body", "court", "bank")
    return {name: getattr(agency, name) for name in columns}


def _case(step: Step) -> dict[str, str]:
    case = step.case
    return {
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
        "ground": names("no_penalty_grounds").get(told.get("ground", ""), ""),
        "no_surcharge": "" if told.get("surcharge") else FLAG[False],
    }


def _matter(step: Step) -> dict[str, str]:
    matter = step.facts.matter
    if matter is None:
        return {"name": "", "breach": "", "breach_clauses": "", "penalty_clauses": ""}
    return registry.matter_lines(matter_id=matter.id, viewer=SYSTEM)


def facts_of(step: Step) -> dict[str, Any]:
    """Everything a template may use; see the top of this file."""
    known, move = _known(step), step.facts.move
    fields = move.fields if move else ()
    return {
        "agency": _agency(step.case),
        "party": _party(step.case),
        "case": _case(step),
        "matter": _matter(step),
        "content": _content(step),
        "decision": _decision(step),
        "money": _money(step),
        "officers": _cards(step, known),
        "evidence": records_reads.evidence_rows(dossier_id=step.case.dossier_id, viewer=SYSTEM),
        "act": answers(fields, step.values, known.names),
        "labels": {f.id: f.name for f in fields},
        "said": _said(step, known),
        "step": {
            "name": move.name if move else "",
            "effective_on": step.added.get("effective_on", ""),
        },
        "date": day(step.on),
    }


def make(step: Step) -> None:
    """Make the papers that the step produces, and file them."""
    move = step.facts.move
    if move is None or not move.documents:
        return
    if "party" in step.values or "matter_id" in step.added:
        _identify(step)
    facts = facts_of(step)
    for code in move.documents:
        number = step.added["decision"]["number"] if code in OWN_NUMBERS else ""
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
