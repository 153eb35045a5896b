"""A case laid open for whoever examines it: its deeds, the proof of its terms, what fails now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from zhifa.enforcement.rules.clock_rules import ClockRule
from zhifa.enforcement.rules.facts import ClockState, Done, Facts
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.matter_terms import WORDS, rules_of
from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.needs.decision import no_crime_open
from zhifa.enforcement.rules.needs.found import base_told, fine_span, found, tier_span
from zhifa.kernel.refusals import Obstacle

Sum = Decimal | None
Element = tuple[str, str, bool, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: who did what, when, with what answers. papers: kinds that it must have made."""

    id: str
    seq: int
    move: str
    name: str
    on: date
    by: str
    officers: tuple[int, ...]
    facts: Mapping[str, Any]
    papers: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A term with all that its last day follows from. `over`: past that day, done late or undone.

    spans: what does not count, as first day, last day and why. explained: the overrun has a reason.
    """

    code: str
    name: str
    start_on: date
    start: str
    length: str
    spans: tuple[tuple[str, str, str], ...]
    extended: str
    raw_on: date
    due_on: date
    stopped_on: date | None
    over: bool
    explained: bool
    party: bool
    source: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is to be imposed beside the tier and the range that allow it, in 元; None: no limit.

    base: what multiples are taken of, gains: what the breach brought in; as the report found them.
    """

    outcome: str
    ground: str
    kinds: tuple[str, ...]
    fine: Decimal
    tier: str
    tier_span: tuple[Sum, Sum]
    span: tuple[Sum, Sum]
    base: Decimal
    gains: Decimal
    reasoned: bool


@dataclass(frozen=True, slots=True)
class Examined:
    """A case as it is examined. unmet: those of the named conditions that do not hold today.

    moved: a suspicion of crime was reported, and goes or went its way.
    """

    deeds: tuple[Deed, ...]
    proofs: tuple[Proof, ...]
    unmet: tuple[Obstacle, ...]
    elements: tuple[Element, ...]
    weighed: Weighed | None
    investigators: frozenset[int]
    moved: bool
    breach_on: date | None


def _deed(facts: Facts, act: Done, pk: str) -> Deed:
    move = facts.procedure.moves[act.move]
    present = act.facts.get("officers", ())
    return Deed(
        pk, act.seq, act.move, move.name, act.on, act.by, tuple(present), act.facts,
        move.documents, move.source,
    )  # fmt: skip


def _began(facts: Facts, rule: ClockRule, state: ClockState) -> str:
    """The step that a term runs from, in words."""
    starts = [a for a in facts.acts if a.move in rule.start]
    act = next((a for a in starts if a.base == state.start_on), starts[0] if starts else None)
    return facts.procedure.moves[act.move].name if act else ""


def _explained(facts: Facts, state: ClockState) -> bool:
    ended = (a for a in facts.acts if state.code in a.facts.get("late", ()))
    return any(a.facts.get("overrun_reason") for a in ended)


def _proof(facts: Facts, rule: ClockRule, state: ClockState) -> Proof:
    late = state.state == "late" or (state.open and state.over(facts.today, facts.at))
    unit = WORDS[rule.unit]
    return Proof(
        code=state.code,
        name=rule.name,
        start_on=state.start_on,
        start=_began(facts, rule, state),
        length=f"{rule.n} {unit}",
        spans=state.excluded,
        extended=f"{state.extension} {unit}" if state.extension else "",
        raw_on=state.raw_on,
        due_on=state.due_on,
        stopped_on=state.stopped_on,
        over=late and rule.overrun in {"alert", "explain"},
        explained=_explained(facts, state),
        party=rule.party,
        source=rule.source,
    )


def _proofs(facts: Facts) -> tuple[Proof, ...]:
    rules = {rule.id: rule for rule in rules_of(facts.procedure, facts.acts)}
    return tuple(_proof(facts, rules[state.code], state) for state in facts.rounds)


def _weighed(facts: Facts) -> Weighed | None:
    """The content on the table; None before the inquiry is closed."""
    report, content = facts.last("conclude"), facts.content
    if report is None:
        return None
    outcome, words = str(report.facts.get("outcome", "penalty")), names("penalty_kinds")
    ground = names("no_penalty_grounds").get(str(report.facts.get("ground", "")), "")
    tiers = facts.matter.tiers if facts.matter else ()
    code = content.tier if content else ""
    return Weighed(
        outcome=outcome,
        ground=ground,
        kinds=tuple(words.get(k, k) for k in content.kinds) if content else (),
        fine=content.fine if content else Decimal(0),
        tier=next((t[1] for t in tiers if t[0] == code), ""),
        tier_span=tier_span(facts, code),
        span=fine_span(facts),
        base=Decimal(base_told(facts) or 0),
        gains=found(facts, "gains"),
        reasoned=bool(content and content.tier_reason),
    )


def unmet(facts: Facts, needs: Iterable[str]) -> tuple[Obstacle, ...]:
    """Those of the conditions that do not hold, in the words of the case's procedure."""
    asked = ((need, NEEDS[need](facts)) for need in needs if need in facts.procedure.needs)
    known = facts.procedure.needs
    return tuple(replace(known[n], fix="").about(why) for n, why in asked if why is not None)


def _breach_on(facts: Facts) -> date | None:
    told = next((a.facts for a in reversed(facts.acts) if a.facts.get("act_from")), None)
    return date.fromisoformat(told.get("act_until") or told["act_from"]) if told else None


def examine(facts: Facts, needs: Iterable[str], ids: Mapping[int, str]) -> Examined:
    """Lay a case open. needs: conditions to ask anew; ids: of its acts, by their number."""
    return Examined(
        deeds=tuple(_deed(facts, act, ids.get(act.seq, "")) for act in facts.acts),
        proofs=_proofs(facts),
        unmet=unmet(facts, needs),
        elements=facts.matter.elements if facts.matter else (),
        weighed=_weighed(facts),
        investigators=facts.investigators,
        moved=bool(facts.last("suspect_crime")) and no_crime_open(facts) is not None,
        breach_on=_breach_on(facts),
    )
