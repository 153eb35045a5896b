"""When an unpaid fine grows, and how the money stands (行政处罚法 六十六、七十二、七十三)."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhifa.enforcement.rules import money
from zhifa.enforcement.rules.clock_rules import ClockRule
from zhifa.enforcement.rules.facts import Done, Facts
from zhifa.enforcement.rules.matter_terms import rules_of
from zhifa.enforcement.rules.procedure import Procedure
from zhifa.enforcement.rules.put_off import plan_end
from zhifa.kernel.calendar import Calendar, Roll, Span, Term, Unit


def term_of(rule: ClockRule) -> Term:
    """The length of a term, as the calendar takes it."""
    return Term(rule.n, Unit(rule.unit), rule.source, Roll(rule.roll))


def remedies(acts: Sequence[Done]) -> list[Span]:
    """Periods under reconsideration or suit, both days in them; an open one has no end yet."""
    found: list[Span] = []
    begun: date | None = None
    for act in acts:
        if act.move == "note_remedy" and begun is None:
            begun = act.on
        elif act.move == "end_remedy" and begun is not None:
            found.append(Span(begun, act.on))
            begun = None
    return [*found, *([Span(begun, date.max)] if begun else [])]


def _without(late: money.Late, rests: Sequence[Span]) -> list[money.Late]:
    """The parts of a period of lateness that lie outside the rests."""
    found, (since, until) = [], late
    for rest in rests:
        if since < (last := rest.start - timedelta(days=1)) and since < until:
            found.append((since, min(last, until)))
        since = max(since, rest.end)
    return [*found, (since, until)] if since < until else found


def lateness(
    procedure: Procedure, acts: Sequence[Done], calendar: Calendar
) -> tuple[money.Late, ...]:
    """The periods in which an unpaid fine grows (行政处罚法 六十六、七十二、七十三).

    After the latest last day to pay (T2, T19); not while an approved deferral runs, nor in
    reconsideration or suit. A deferral approved late takes back nothing that had grown by then.
    """
    rules = rules_of(procedure, acts)
    rule = next((r for r in rules if r.overrun == "surcharge"), None)
    served = next((a for a in reversed(acts) if rule and a.move in rule.start), None)
    if rule is None or served is None:
        return ()
    ends, found = calendar.due(served.base, term_of(rule)).latest, []
    for act in acts:
        if act.move == "approve_deferral":
            found.append((ends, act.on))
            ends = max(plan_end(act), ends)
    found.append((ends, date.max))
    rests = remedies(acts)
    return tuple(part for late in found for part in _without(late, rests))


def owed(facts: Facts, on: date) -> money.Account | None:
    """How the money of a case stands on a day; None when no penalty has been decided."""
    late = lateness(facts.procedure, facts.acts, facts.calendar)
    return money.account(facts.acts, late=late, on=on)
