"""Terms worked out anew from the acts of a case; rules T1-T20 are the calendar's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from zhifa.enforcement.rules import money
from zhifa.enforcement.rules.facts import ClockState, Done
from zhifa.enforcement.rules.procedure import ClockRule, Pause, Procedure
from zhifa.kernel.calendar import Calendar, Due, Roll, Span, Term, Unit

SUIT = Term(6, Unit.MONTH, "行政诉讼法 第四十六条", Roll.NEXT_WORKDAY)


def _term(rule: ClockRule) -> Term:
    return Term(rule.n, Unit(rule.unit), rule.source, Roll(rule.roll))


def _money_imposed(acts: Sequence[Done]) -> bool:
    account = money.account(acts, due_on=None, on=date.min)
    return account is not None and account.fine + account.confiscation > 0


def paid_up(acts: Sequence[Done]) -> bool:
    """Whether fine and confiscation are paid, and any surcharge that was charged at payment."""
    account = money.account(acts, due_on=None, on=date.min)
    return account is not None and account.outstanding <= 0


def _applies(rule: ClockRule, so_far: Sequence[Done]) -> bool:
    if rule.when == "penalty_money":
        return _money_imposed(so_far)
    if rule.when == "paid_in_full":
        return paid_up(so_far)
    return True


def _plan_end(acts: Sequence[Done]) -> date | None:
    planned = next((a for a in reversed(acts) if a.move == "approve_deferral"), None)
    return max(date.fromisoformat(day) for day, _ in planned.facts["plan"]) if planned else None


def _spans(pauses: Sequence[Pause], acts: Sequence[Done]) -> tuple[list[tuple[Span, str]], bool]:
    """Closed periods that do not count, and whether one is open."""
    closed: list[tuple[Span, str]] = []
    any_open = False
    for pause in pauses:
        begun: date | None = None
        for act in acts:
            if act.move == pause.begin and begun is None:
                stated = act.facts.get(pause.begin_field) if pause.begin_field else None
                begun = date.fromisoformat(stated) if stated else act.base
            elif act.move in pause.end and begun is not None:
                closed.append((Span(begun, act.base), pause.name))
                begun = None
        any_open = any_open or begun is not None
    return closed, any_open


def _extension(rule: ClockRule, acts: Sequence[Done]) -> int:
    more = 0
    if rule.extend:
        more += rule.extend["n"] * sum(a.move == rule.extend["move"] for a in acts)
    if rule.extend_again:
        again = rule.extend_again
        more += sum(int(a.facts[again["field"]]) for a in acts if a.move == again["move"])
    return more


def _start(rule: ClockRule, act: Done, acts: Sequence[Done], calendar: Calendar) -> date:
    if rule.base == "suit_term_end":
        ends = calendar.due(act.base, SUIT).on
        return max(ends, _plan_end(acts) or ends)
    return act.base


def _due(
    rule: ClockRule, start: Done, acts: Sequence[Done], spans: Sequence[Span], calendar: Calendar
) -> Due:
    if rule.unit == Unit.HOUR:
        return calendar.due(start.at, _term(rule))
    day = _start(rule, start, acts, calendar)
    plan = _plan_end(acts)
    if rule.overrun == "surcharge" and plan:
        return Due(plan, plan, calendar.previous_workday(plan), not calendar.known(plan))
    return calendar.due(day, _term(rule), spans, _extension(rule, acts))


def _round(
    rule: ClockRule,
    start: Done,
    stop: Done | None,
    life: Sequence[Done],
    procedure: Procedure,
    calendar: Calendar,
) -> ClockState:
    pauses = [p for p in procedure.pauses if p.clock == rule.id]
    named, resting = _spans(pauses, life)
    due = _due(rule, start, life, [span for span, _ in named], calendar)
    state = ClockState(
        code=rule.id,
        round=1,
        start_on=_start(rule, start, life, calendar),
        start_at=start.at if rule.unit == Unit.HOUR else None,
        due_on=due.on,
        due_at=due.at,
        raw_on=due.raw,
        conservative_on=due.conservative,
        provisional=due.provisional,
        excluded=tuple((s.start.isoformat(), s.end.isoformat(), name) for s, name in named),
        extension=_extension(rule, life),
        state="paused" if resting else "running",
        stopped_on=stop.on if stop else None,
    )
    if stop is None:
        return state
    return replace(state, state="late" if state.over(stop.on, stop.at) else "met")


def _stops(rule: ClockRule, act: Done, so_far: Sequence[Done]) -> bool:
    return act.move in rule.stop or (
        rule.settle and act.move == "record_payment" and paid_up(so_far)
    )


def _rounds(
    rule: ClockRule, procedure: Procedure, acts: Sequence[Done], calendar: Calendar
) -> list[ClockState]:
    found: list[ClockState] = []
    begun: int | None = None
    for index, act in enumerate(acts):
        so_far = acts[: index + 1]
        if begun is not None and _stops(rule, act, so_far):
            found.append(
                _round(rule, acts[begun], act, acts[begun : index + 1], procedure, calendar)
            )
            begun = None
        if begun is None and act.move in rule.start and _applies(rule, so_far):
            begun = index
    if begun is not None:
        found.append(_round(rule, acts[begun], None, acts[begun:], procedure, calendar))
    return [replace(state, round=n) for n, state in enumerate(found, 1)]


def compute(procedure: Procedure, acts: Sequence[Done], calendar: Calendar) -> list[ClockState]:
    """Every term of the case, each round of it, as the acts make it."""
    return [
        state for rule in procedure.clocks for state in _rounds(rule, procedure, acts, calendar)
    ]


def latest(states: Sequence[ClockState]) -> dict[str, ClockState]:
    """The last round of each term."""
    return {state.code: state for state in states}


def day_after(day: date) -> date:
    """The next calendar day."""
    return day + timedelta(days=1)
