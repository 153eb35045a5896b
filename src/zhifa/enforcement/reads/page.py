"""Everything the case page shows, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import User
from zhifa.enforcement.models import Act, Case, Clock, Decision
from zhifa.enforcement.reads.awaited import Awaited, awaited
from zhifa.enforcement.reads.cases import (
    SUMS,
    acts,
    change_words,
    clock_rows,
    decision,
    penalty_words,
    sentence,
)
from zhifa.enforcement.reads.gather import gather
from zhifa.enforcement.reads.moves import Option, options_of
from zhifa.enforcement.reads.phases import Phase, phases
from zhifa.enforcement.reads.redos import Redo, redo_of, redone_in, turned_into
from zhifa.enforcement.reads.said import said
from zhifa.enforcement.reads.seen import insist
from zhifa.enforcement.reads.terms import ClockLine, clock_line
from zhifa.enforcement.rules.clock_rules import ClockRule
from zhifa.enforcement.rules.facts import LOST, Facts
from zhifa.enforcement.rules.lateness import owed
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.matter_terms import rules_of
from zhifa.enforcement.rules.money import Account
from zhifa.enforcement.rules.needs.evidence import missing_elements
from zhifa.enforcement.rules.needs.recusal import recused_on
from zhifa.enforcement.rules.outcome import scope_now
from zhifa.enforcement.rules.procedure import Procedure, load
from zhifa.enforcement.rules.put_off import put_off, why_from
from zhifa.enforcement.rules.scope_words import SCOPE
from zhifa.kernel.access import Actor
from zhifa.records import reads as records

# conditions about who asks, not about the case
OF_THE_READER = frozenset(
    {
        "assigned_officer",
        "remedy_theirs",
        "not_case_officer",
        "is_second_officer",
        "is_hearing_chair",
        "recused",
    }
)


@dataclass(frozen=True, slots=True)
class Report:
    """What the closing report says: the facts found, what is proposed, and why."""

    on: date
    facts: str
    reason: str
    proposal: str
    tier: str
    since: str = ""
    since_tier: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The case page."""

    procedure: Procedure
    stage: str
    phases: tuple[Phase, ...]
    options: tuple[Option, ...]
    free: tuple[Option, ...]
    next: tuple[Option, ...]
    blocked: tuple[Option, ...]
    others: tuple[Option, ...]
    forward: frozenset[str]
    turn: Option | None
    clocks: tuple[ClockLine, ...]
    late_clocks: tuple[ClockLine, ...]
    done_clocks: tuple[ClockLine, ...]
    acts: list[tuple[Act, str, str]]
    papers: Mapping[str, list[tuple[str, str]]]
    sealing: tuple[Awaited, ...]
    said: Mapping[str, list[tuple[str, str]]]
    officers: tuple[str, ...]
    left: tuple[tuple[str, date], ...]
    scope: tuple[str, ...]
    elements: tuple[str, ...]
    missing: tuple[str, ...]
    report: Report | None
    redo: Redo | None
    redone: Case | None
    turned: Case | None
    close_reason: str
    decision: Decision | None
    sentence: str
    change: str
    money: Account | None


def _close_reason(case: Case, procedure: Procedure) -> str:
    """Why the case was closed, in the words of its procedure."""
    named = (f for m in procedure.moves.values() for f in m.fields if f.id == "close_reason")
    words = {code: name for f in named for code, name in f.options}
    ended = procedure.stages.get(case.close_reason)  # some steps end a case by themselves
    return words.get(case.close_reason) or (ended.name if ended else "")


def _officers(facts: Facts) -> tuple[str, ...]:
    return tuple(p.name for p in User.objects.filter(pk__in=facts.officers))


def _left(facts: Facts) -> tuple[tuple[str, date], ...]:
    """Who had to leave the case, and since when."""
    gone = recused_on(facts.acts)
    names = agencies.names_on(user_ids=set(gone), on=facts.today) if gone else {}
    return tuple((names.get(user, ""), since) for user, since in gone.items())


def _elements(facts: Facts) -> tuple[str, ...]:
    """What the matter's evidence list asks for."""
    return tuple(e[1] for e in facts.matter.elements if e[2]) if facts.matter else ()


def _proposal(told: Mapping[str, Any]) -> str:
    """The penalty that an act states, in one line."""
    sums = [(word, Decimal(str(told[k]))) for k, word in SUMS.items() if told.get(k)]
    words = penalty_words(
        kinds=told.get("kinds", ()),
        sums=[s for s in sums if s[1]],
        suspension_days=told.get("suspension_days"),
    )
    return f"{words}；证件：{told['permit']}" if told.get("permit") else words


def _tier(facts: Facts, told: Mapping[str, Any]) -> str:
    tiers = facts.matter.tiers if facts.matter else ()
    return next((t[1] for t in tiers if t[0] == told.get("tier")), "")


def _report(facts: Facts, done: Sequence[tuple[Act, str, str]]) -> Report | None:
    """The newest closing report, and what has been put in its place since."""
    act = next((a for a, _, _ in done if a.move == "conclude"), None)
    if act is None:
        return None
    told = act.facts
    ground = names("no_penalty_grounds").get(str(told.get("ground", "")), "")
    fined = told.get("outcome") == "penalty"
    found = Report(
        on=act.on,
        facts=act.texts.get("facts", ""),
        reason=act.texts.get("reason", ""),
        proposal=_proposal(told) if fined else f"不予行政处罚：{ground}",
        tier=_tier(facts, told),
    )
    later = facts.stated
    if not fined or later is None or later.seq <= act.seq:
        return found
    now = (_proposal(later.facts), _tier(facts, later.facts))
    if now == (found.proposal, found.tier):
        return found
    return replace(found, since=now[0], since_tier=now[1])


def _money(facts: Facts, made: Decision | None) -> Account | None:
    """What is owed; under a decision that lost its force only what is to be returned."""
    found = owed(facts, facts.today)
    if found is None:
        return None
    lost = bool(made and made.annulled_on and made.annulment in LOST)
    told = found.overpaid if lost else found.fine + found.confiscation + found.overpaid
    return found if told > Decimal(0) else None


def _papers(case: Case, viewer: Actor) -> Mapping[str, list[tuple[str, str]]]:
    """Act id → the papers it made, as id and title."""
    found: dict[str, list[tuple[str, str]]] = {}
    made = records.documents(dossier_id=case.dossier_id, viewer=viewer)
    for act, pk, title in made.values_list("made_for", "pk", "title"):
        found.setdefault(act, []).append((pk, title))
    return found


def _before_others(option: Option) -> tuple[bool, bool]:
    """How steps are ordered: what goes before all else, what leads on, the rest."""
    return option.move.place != "first", not option.move.leads


def _by_turn(steps: Sequence[Option]) -> dict[str, Any]:
    """The steps of the stage, by whose they are and whether they can be taken."""
    mine = [o for o in steps if o.permitted and not o.free]
    return {
        "options": tuple(steps),
        "free": tuple(sorted((o for o in steps if o.free), key=_before_others)),
        "next": tuple(o for o in mine if o.move.leads),
        "blocked": tuple(o for o in mine if not o.move.leads),
        "others": _others(steps),
        "forward": _forward(steps),
    }


def _forward(steps: Sequence[Option]) -> frozenset[str]:
    """The free steps that the page puts forward.

    While something goes before all else (a suspected crime), that alone is, whoever has to do it.
    """
    waits = any(o.move.place == "first" and o.move.quiet for o in steps)
    found = (o.move for o in steps if o.free and o.move.leads)
    return frozenset(m.id for m in found if m.place == "first" or not waits)


def _others(steps: Sequence[Option]) -> tuple[Option, ...]:
    """Steps of others, without what keeps the reader alone from taking them."""
    found = (o for o in steps if not o.permitted and o.move.leads)
    return tuple(
        replace(o, obstacles=tuple(w for w in o.obstacles if w.code not in OF_THE_READER))
        for o in found
    )


def _turn(procedure: Procedure, stage: str, steps: Sequence[Option]) -> Option | None:
    """Whose turn it is when it is not the reader's: a step forward, or what has to come before."""
    order, others = list(procedure.stages), _others(steps)
    aside = {o.move.id: o for o in steps if not o.permitted and not o.move.advances}
    for option in others:
        if order.index(option.move.to[stage]) < order.index(stage):
            continue
        if not option.obstacles:
            return option
        if first := next((aside[w.fix] for w in option.obstacles if w.fix in aside), None):
            return first
    return others[0] if others else None


def _lines(
    facts: Facts, held: Sequence[Clock], rules: Mapping[str, ClockRule]
) -> list[tuple[bool, ClockLine]]:
    """Every stored term in words, and whether it is open."""
    ends = {(state.code, state.round): state.latest_on for state in facts.rounds}
    return [
        (
            c.state in {"running", "paused"},
            clock_line(
                c,
                rules[c.code],
                facts.today,
                ends.get((c.code, c.round)),
                put_off(rules[c.code], facts.acts),
                why_from(rules[c.code], c.start_on, facts.acts),
            ),
        )
        for c in held
    ]


def case_page(*, case: Case, viewer: Actor, at: datetime) -> Page:
    """The page of one case; Case.DoesNotExist for a viewer who may not read it."""
    insist(case, viewer)
    facts = gather(case=case, move=None, values=None, viewer=viewer, at=at)
    procedure = load(case.procedure, case.procedure_version)
    rules = {r.id: r for r in rules_of(procedure, facts.acts)}
    steps = tuple(options_of(facts=facts, case=case, viewer=viewer))
    lines = _lines(facts, clock_rows(case=case, viewer=viewer), rules)
    made, done = decision(case=case, viewer=viewer), acts(case=case, viewer=viewer)
    papers, gathers = _papers(case, viewer), "register_evidence" in procedure.moves
    return Page(
        procedure=procedure,
        stage=procedure.stages[case.stage].name,
        phases=phases(facts, case.stage),
        **_by_turn(steps),
        turn=_turn(procedure, case.stage, steps),
        clocks=tuple(line for running, line in lines if running),
        late_clocks=tuple(c for running, c in lines if not running and c.state == "over"),
        done_clocks=tuple(c for running, c in lines if not running and c.state != "over"),
        acts=done,
        papers=papers,
        sealing=awaited(facts=facts, steps=steps, papers=papers),
        said=said(procedure, done),
        officers=_officers(facts),
        left=_left(facts),
        scope=tuple(SCOPE[rule] for rule in scope_now(facts)),
        elements=_elements(facts) if gathers and case.filed_on and not case.decided_on else (),
        missing=missing_elements(facts) if gathers and not case.decided_on else (),
        report=_report(facts, done),
        redo=redo_of(case=case, facts=facts, viewer=viewer) if case.redo_of_id else None,
        redone=redone_in(case=case, viewer=viewer) if made and made.annulled_on else None,
        turned=turned_into(case=case, viewer=viewer) if case.close_reason == "converted" else None,
        close_reason=_close_reason(case, procedure),
        decision=made,
        sentence=sentence(decision=made) if made else "",
        change=change_words(decision=made) if made else "",
        money=_money(facts, made),
    )
