"""Facts for the rules, gathered from the rooms below in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from zhifa.agencies import reads as agencies
from zhifa.enforcement.models import Act, Case, Decision
from zhifa.enforcement.rules import clocks
from zhifa.enforcement.rules.facts import (
    Done,
    EvidenceFact,
    Facts,
    MatterFacts,
    PartyFacts,
)
from zhifa.enforcement.rules.fold import fold
from zhifa.enforcement.rules.procedure import Move, load
from zhifa.kernel import calendar
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.records import reads as records
from zhifa.registry import reads as registry
from zhifa.registry.models import Matter, Party

DECIDING = frozenset({"decide", "decide_no_penalty", "decide_on_spot"})


def done(act: Act) -> Done:
    """A stored act as the rules know it; narratives count only as given or not."""
    facts = {**act.facts, **{name: True for name, text in act.texts.items() if text}}
    return Done(act.seq, act.move, act.origin, act.stage, act.on, act.at, act.by, facts)


def acts_of(case: Case) -> tuple[Done, ...]:
    """Every act of a case, in order."""
    return tuple(done(a) for a in Act.objects.filter(case=case).order_by("seq"))


def matter_facts(matter: Matter | None, party: Party | None) -> MatterFacts | None:
    """A matter as the rules know it; thresholds by the kind of party."""
    if matter is None:
        return None
    many = bool(party and party.organised)
    return MatterFacts(
        id=matter.pk,
        code=matter.code,
        kinds=tuple(matter.kinds),
        fine_min=matter.fine_min,
        fine_max=matter.fine_max,
        tiers=tuple(
            (t["code"], t["name"], _money(t, "min"), _money(t, "max")) for t in matter.tiers
        ),
        elements=tuple((e["code"], e["name"], e.get("required", True)) for e in matter.elements),
        hearing_from=matter.hearing_organisation if many else matter.hearing_natural,
        major_from=matter.major_organisation if many else matter.major_natural,
        limitation_years=matter.limitation_years,
        public_interest=matter.public_interest,
        summary_allowed=matter.summary_allowed,
        waivers=tuple(matter.waivers),
    )


def _money(row: Mapping[str, Any], name: str) -> Decimal | None:
    return None if row.get(name) is None else Decimal(str(row[name]))


def party_facts(party: Party | None, on: date | None) -> PartyFacts | None:
    """A party as the rules know it; age on the last day of the breach."""
    if party is None:
        return None
    age = registry.age_of(party=party, on=on, viewer=SYSTEM) if on else None
    return PartyFacts(party.kind, party.organised, age, incapable=False, gone_on=party.gone_on)


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


def _named(values: Mapping[str, Any] | None) -> set[int]:
    told = values or {}
    people = set(told.get("officers", ()))
    return people | ({int(told["chair"])} if "chair" in told else set())


def _double_fine(
    case: Case, move: Move | None, who: tuple[Party | None, Matter | None], breach: date | None
) -> str:
    """The number of another fine for the same act; asked only where a decision is near."""
    party, matter = who
    if move is not None and move.id not in DECIDING:
        return ""
    if party is None or matter is None or breach is None:
        return ""
    other = (
        Decision.objects.filter(
            case__party=party,
            case__matter__code=matter.code,
            case__act_from__lte=breach,
            fine__gt=0,
            annulled_on=None,
        )
        .exclude(case=case)
        .filter(case__act_until__gte=breach)
        .first()
    )
    return other.number if other else ""


def standings(users: Iterable[int], on: date, area: str) -> dict[int, str]:
    """User id → "reason:name", the reason empty for those who may act that day."""
    found = agencies.standings(user_ids=users, on=on, area=area)
    return {pk: f"{s.reason}:{s.name}" for pk, s in found.items()}


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
            told.get("act_until") or told.get("act_from") or str(case.discovered_on)
        )
        matter = registry.matter_on(code=told["matter"], on=on, viewer=SYSTEM)
        breach = on
    if "party" in told:
        party = registry.party_or_none(party_id=told["party"], viewer=SYSTEM)
    return matter, party, breach


def gather(
    *,
    case: Case,
    move: Move | None,
    values: Mapping[str, Any] | None,
    viewer: Actor,
    at: datetime,
    acts: Sequence[Done] | None = None,
) -> Facts:
    """A case at the moment of asking, on behalf of `viewer`."""
    procedure = load(case.procedure, case.procedure_version)
    known = acts_of(case) if acts is None else tuple(acts)
    on = _day(move, values, localdate(at))
    matter, party, breach = _identity(case, values)
    officers, people = fold(known).current_officers, _named(values)
    papers, recordings, evidence = records.holdings(dossier_id=case.dossier_id, viewer=SYSTEM)
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
        officers=officers,
        standings=standings({*officers, *people}, on, case.area_code),
        calendar=calendar.standard(),
        matter=matter_facts(matter, party),
        party=party_facts(party, breach),
        powers=_powers(case, matter, on),
        citation_faults=_citations(matter, breach),
        evidence=tuple(EvidenceFact(*row) for row in evidence),
        double_fine=_double_fine(case, move, (party, matter), breach),
        clocks=clocks.latest(clocks.compute(procedure, known, calendar.standard())),
        recordings=recordings,
        papers=papers,
        roles=_roles(case, people, on),
    )


def _roles(case: Case, people: set[int], on: date) -> Mapping[int, frozenset[str]]:
    return agencies.roles_of(user_ids=people, agency_id=case.agency_id, on=on, viewer=SYSTEM)


def _citations(matter: Matter | None, breach: date | None) -> tuple[str, ...]:
    if matter is None or breach is None:
        return ()
    clauses = (*matter.breach_clauses, *matter.penalty_clauses)
    return registry.citation_faults(citations=clauses, on=breach, viewer=SYSTEM)


def title_of(case: Case) -> str:
    """案由: the party's name and the breach, as far as they are known."""
    party = registry.party_or_none(party_id=case.party_id or "", viewer=SYSTEM)
    matter = Matter.objects.filter(pk=case.matter_id or 0).first()
    if party is None or matter is None:
        return case.title
    return f"{party.name}{matter.breach}案"
