"""Facts for the rules, gathered from the rooms below in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from zhifa.agencies import reads as agencies
from zhifa.enforcement.models import Act, Case, Decision
from zhifa.enforcement.reads.earlier import look_back
from zhifa.enforcement.reads.elsewhere import elsewhere
from zhifa.enforcement.reads.later import LaterMapping, LaterRow, LaterSet
from zhifa.enforcement.reads.matters import law_now, levels_of, matter_facts, matter_used
from zhifa.enforcement.reads.receipts import receipt_elsewhere
from zhifa.enforcement.rules import clocks
from zhifa.enforcement.rules.facts import (
    CONTENT_MOVES,
    LOST,
    Done,
    EvidenceFact,
    Facts,
    PartyFacts,
)
from zhifa.enforcement.rules.fold import fold
from zhifa.enforcement.rules.leave import Leave
from zhifa.enforcement.rules.procedure import Move, Procedure, load
from zhifa.kernel import calendar
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.prepared import PreparedModels
from zhifa.records import reads as records
from zhifa.registry import reads as registry
from zhifa.registry.models import Matter, Party

DECIDING = frozenset({"decide", "decide_no_penalty", "decide_on_spot"})


def done(act: Act) -> Done:
    """A stored act as the rules know it; narratives count only as given or not."""
    facts = {**act.facts, **{name: True for name, text in act.texts.items() if text}}
    return Done(act.seq, act.move, act.origin, act.stage, act.on, act.at, act.by, facts)


ACTS = PreparedModels(
    Act, lambda acts, case: acts.filter(case__pk=case).order_by("seq"), without={"personal"}
)


def acts_of(case: Case) -> tuple[Act, ...]:
    """Every act of a case, in order; what is personal in them is not fetched."""
    return tuple(ACTS.all(case=case.pk))


def party_facts(
    party: Party | None, on: date | None, acts: Sequence[Done] = ()
) -> PartyFacts | None:
    """A party as the rules know it; age on the last day of the breach, capacity as reported."""
    if party is None:
        return None
    age = registry.age_of(party=party, on=on, viewer=SYSTEM) if on else None
    report = next((a for a in reversed(acts) if a.move == "conclude"), None)
    incapable = bool(report and report.facts.get("incapable"))
    return PartyFacts(party.kind, party.organised, age, incapable, party.gone_on)


def _powers(case: Case, matter: Matter | None, on: date) -> dict[str, bool]:
    agency = case.agency
    found = {
        "in_area": case.area_code.startswith(agency.area_code),
        "remedies": bool(agency.reconsideration_body and agency.court),
    }
    if matter is not None:
        found["listed"] = registry.on_power_list(
            agency_id=agency.pk, matter_code=matter.code, on=on, viewer=SYSTEM
        )
        found["mandated"] = not agencies.may_enforce(
            agency_id=agency.pk, matter_code=matter.code, on=on
        )
    return found


def named(*told: Mapping[str, Any]) -> set[int]:
    """Everybody whom answers name."""
    users = {u for answers in told for u in answers.get("officers", ())}
    for answers in told:
        seated = answers.get("attendees")  # of a hearing: words, which are not kept in the facts
        users |= set(seated) if isinstance(seated, list) else set()
        users |= {u for u in (answers.get("chair"), answers.get("person")) if type(u) is int}
    return users


def _double_fine(case: Case, move: Move | None, today: date) -> str:
    """The number of another fine for the same act; asked only where a decision is near.

    A breach that went on ended, for the law, with the decision on it; a decision that lost its
    force, or was changed to no fine, fines nobody. Merged entries are one party.
    """
    begun, ended = case.act_from, case.act_until or today
    if (move is not None and move.id not in DECIDING) or case.matter is None or begun is None:
        return ""
    later = Q(case__act_until__gte=begun) | Q(case__act_until=None, case__decided_on__gte=begun)
    same = registry.same_party(party_id=case.party_id or "", viewer=SYSTEM)
    fines = Decision.objects.filter(case__party__in=same, fine__gt=0)
    alike = fines.filter(later, case__matter__code=case.matter.code, case__act_from__lte=ended)
    other = (
        alike.exclude(case=case).exclude(Q(annulment__in=LOST) | Q(changed_to__fine="0.00")).first()
    )
    return other.number if other else ""


def _day(move: Move | None, values: Mapping[str, Any] | None, today: date) -> date:
    told = (values or {}).get(move.date) if move and move.date else None
    return date.fromisoformat(str(told)[:10]) if told else today


def _identity(
    case: Case, values: Mapping[str, Any] | None
) -> tuple[Matter | None, Party | None, date | None]:
    told = values or {}
    matter, party = case.matter, case.party
    breach = case.act_until or case.act_from
    if "matter" in told:
        on = date.fromisoformat(
            told.get("act_until") or told.get("act_from") or str(breach or case.discovered_on)
        )
        matter = registry.matter_on(code=told["matter"], on=on, viewer=SYSTEM)
        breach = on
    if "party" in told:
        party = registry.party_or_none(party_id=told["party"], viewer=SYSTEM)
    return matter, party, breach


def text_used(acts: Sequence[Done], move: Move | None, values: Mapping[str, Any] | None) -> str:
    """Which text of the law is on the table: the form's own choice, else the latest one stated."""
    if values is not None and move and move.id in CONTENT_MOVES:
        return str(values.get("text", ""))
    stated = (a for a in reversed(acts) if a.move in CONTENT_MOVES and a.facts.get("kinds"))
    return next((str(a.facts.get("text", "")) for a in stated), "")


def _terms(procedure: Procedure, acts: Sequence[Done]) -> dict[str, Any]:
    """Every term of the case, and the round of each to look at."""
    rounds = clocks.compute(procedure, acts, calendar.standard())
    return {"clocks": clocks.latest(rounds), "rounds": rounds}


def _law(
    case: Case,
    then: Matter | None,
    party: Party | None,
    breach: date | None,
    text: str,
    today: date,
) -> dict[str, Any]:
    """The matter in the text that is used, its clauses in the library, and what went before."""
    matter, day = matter_used(then, breach, text, today)
    return {
        "matter": matter_facts(matter, party),
        "citation_faults": LaterRow(partial(_citations, matter, day)),
        "levels": LaterRow(partial(levels_of, matter, day)),
        "law_now": LaterRow(partial(law_now, then, party, breach, today)),
        "earlier": LaterRow(partial(_earlier, case, then, party, breach, today)),
    }


def gather(
    *,
    case: Case,
    move: Move | None,
    values: Mapping[str, Any] | None,
    viewer: Actor,
    at: datetime,
    acts: Sequence[Act] | None = None,
) -> Facts:
    """A case at the moment of asking, on behalf of `viewer`. acts: when they are known already."""
    procedure = load(case.procedure, case.procedure_version)
    known = tuple(done(a) for a in (acts_of(case) if acts is None else acts))
    on = _day(move, values, localdate(at))
    then, party, breach = _identity(case, values)
    standings = _standings(case, known, values or {}, on)
    return Facts(
        procedure=procedure,
        move=move,
        stage=case.stage,
        today=localdate(at),
        at=at,
        on=on,
        actor=viewer.key,
        values=values,
        acts=known,
        officers=fold(known).current_officers,
        standings={pk: f"{s.reason}:{s.name}" for pk, s in standings.items()},
        calendar=calendar.standard(),
        party=party_facts(party, breach, known),
        powers=LaterMapping(partial(_powers, case, then, on)),
        **_law(case, then, party, breach, text_used(known, move, values), localdate(at)),
        evidence=LaterRow(partial(_evidence, case)),
        elsewhere=LaterRow(partial(_elsewhere, case, move, values, viewer)),
        double_fine=_double_fine(case, move, localdate(at)),
        **_terms(procedure, known),
        **_held(case),
        roles=LaterMapping(partial(_roles, case, {*standings, asker(viewer)}, on)),
        certificates={pk: s.number for pk, s in standings.items()},
        unfit=LaterMapping(partial(_unfit, case, then, standings, on)),
    )


def asker(viewer: Actor) -> int:
    """The number of the person who asks; 0 for the machine."""
    kind, _, number = viewer.key.partition(":")
    return int(number) if kind == "user" else 0


def _standings(
    case: Case, acts: Sequence[Done], values: Mapping[str, Any], on: date
) -> Mapping[int, agencies.Standing]:
    people = named(*(a.facts for a in acts), values)
    return agencies.standings(user_ids=people, on=on, area=case.area_code)


def _unfit(
    case: Case, matter: Matter | None, people: Mapping[int, agencies.Standing], on: date
) -> Mapping[int, str]:
    found = agencies.enforcers(
        user_ids=people,
        anywhere=people,
        agency_id=case.agency_id,
        matter_code=matter.code if matter else "",
        on=on,
        area=case.area_code,
    )
    return {pk: s.reason for pk, s in found.items()}


def _earlier(
    case: Case, matter: Matter | None, party: Party | None, breach: date | None, today: date
) -> tuple[str, ...]:
    look = look_back(case, matter, party, breach, today)
    return look.found if look else ()


def _evidence(case: Case) -> list[EvidenceFact]:
    held = records.usable_evidence(dossier_id=case.dossier_id, viewer=SYSTEM)
    return [EvidenceFact(*row) for row in held]


def _recordings(case: Case) -> Mapping[str, tuple[str, date]]:
    return records.recordings_taken(dossier_id=case.dossier_id, viewer=SYSTEM)


def _papers(case: Case) -> AbstractSet[str]:
    return records.kinds_held(dossier_id=case.dossier_id, viewer=SYSTEM)


def _held(case: Case) -> dict[str, Any]:
    """What the dossier holds, asked for when a condition looks."""
    return {
        "recordings": LaterMapping(partial(_recordings, case)),
        "papers": LaterSet(partial(_papers, case)),
        "leaves": LaterMapping(partial(_leaves, case)),
        "bare": LaterMapping(partial(_bare, case)),
        "served": LaterMapping(partial(_served, case)),
    }


def _served(case: Case) -> Mapping[str, date]:
    found = records.services(dossier_id=case.dossier_id, viewer=SYSTEM).order_by("-effective_on")
    return dict(found.values_list("document_id", "effective_on"))


def _bare(case: Case) -> Mapping[str, str]:
    return records.bare_kinds(dossier_id=case.dossier_id, viewer=SYSTEM)


def _leaves(case: Case) -> Mapping[str, Leave]:
    held = records.leave_to_seal(dossier_id=case.dossier_id, viewer=SYSTEM)
    return {paper: Leave(leave.ready_on, leave.why) for paper, leave in held.items()}


def _roles(case: Case, people: Iterable[int], on: date) -> Mapping[int, frozenset[str]]:
    return agencies.roles_of(user_ids=people, agency_id=case.agency_id, on=on, viewer=SYSTEM)


def _elsewhere(
    case: Case, move: Move | None, values: Mapping[str, Any] | None, viewer: Actor
) -> list[str]:
    told = receipt_elsewhere(case=case, move=move, values=values, viewer=viewer)
    return told or elsewhere(case=case, move=move, values=values)


def _citations(matter: Matter | None, breach: date | None) -> tuple[str, ...]:
    if matter is None or breach is None:
        return ()
    clauses = (*matter.breach_clauses, *matter.penalty_clauses)
    return registry.citation_faults(citations=clauses, on=breach, viewer=SYSTEM)
