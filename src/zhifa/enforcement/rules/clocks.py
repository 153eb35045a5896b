"""Terms worked out anew from the acts of a case; rules T1-T20 are the calendar's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zhifa.enforcement.rules import money
from zhifa.enforcement.rules.clock_rules import ClockRule, Pause
from zhifa.enforcement.rules.contesting import BASES, SUIT
from zhifa.enforcement.rules.facts import LOST, ClockState, Done
from zhifa.enforcement.rules.lateness import lateness, remedies, term_of
from zhifa.enforcement.rules.matter_terms import rules_of
from zhifa.enforcement.rules.parts import PART, part_rounds
from zhifa.enforcement.rules.payments import reopens, righted
from zhifa.enforcement.rules.performing import still_open
from zhifa.enforcement.rules.procedure import Procedure
from zhifa.enforcement.rules.put_off import plan_end, put_off
from zhifa.enforcement.rules.starting import STARTS
from zhifa.kernel.calendar import Calendar, Due, Span, Term, Unit

CLOSING = "closing_event"


def _money_imposed(acts: Sequence[Done]) -> bool:
    account = money.account(acts, late=(), on=date.min)
    return account is not None and account.fine + account.confiscation > 0


def _paid_up(procedure: Procedure, acts: Sequence[Done], calendar: Calendar) -> bool:
    """Whether everything is paid, with the surcharge that had grown by the last payment."""
    late = lateness(procedure, acts, calendar)
    account = money.account(acts, late=late, on=acts[-1].on)
    return account is not None and account.outstanding <= 0


def _over_with(procedure: Procedure, acts: Sequence[Done], calendar: Calendar) -> bool:
    """Whether the last act leaves nothing to do but to close the case (SJ 77)."""
    act = acts[-1]
    if act.origin in {"closed", "archived"} and not reopens(act):
        return False
    if act.move == "court_answered":
        return bool(act.facts["result"] != "refused")
    if not any(a.move == "serve_decision" for a in acts) or still_open(acts):
        return False
    return not _money_imposed(acts) or _paid_up(procedure, acts, calendar)


def _applies(
    rule: ClockRule, procedure: Procedure, so_far: Sequence[Done], calendar: Calendar
) -> bool:
    if rule.when == "penalty_money":
        return _money_imposed(so_far)
    if rule.when in STARTS:
        return STARTS[rule.when](so_far)
    if rule.when == CLOSING:
        return _over_with(procedure, so_far, calendar)
    return True


def _told(pause: Pause, act: Done) -> date:
    """From when a period does not count: not before the party was told of it (T17)."""
    stated = act.facts.get(pause.begin_field) if pause.begin_field else None
    return max(date.fromisoformat(stated), act.base) if stated else act.base


def _spans(
    pauses: Sequence[Pause], acts: Sequence[Done]
) -> tuple[list[tuple[Span, str]], date | None]:
    """Closed periods that do not count, and the day since which one is open.

    A pause without an end is as long as its act takes to count as served (公告送达).
    """
    closed: list[tuple[Span, str]] = []
    open_since: list[date] = []
    for pause in pauses:
        begun: date | None = None
        for act in acts:
            if act.move == pause.begin and not pause.end:
                closed += [(Span(act.on, act.base), pause.name)] if act.base > act.on else []
            elif act.move == pause.begin and begun is None:
                begun = _told(pause, act)
            elif act.move in pause.end and begun is not None:
                closed += [(Span(begun, act.base), pause.name)] if begun <= act.base else []
                begun = None
        open_since += [begun] if begun else []
    return closed, min(open_since, default=None)


def _extension(rule: ClockRule, acts: Sequence[Done]) -> int:
    more = 0
    if rule.extend:
        more += rule.extend["n"] * sum(a.move == rule.extend["move"] for a in acts)
    if rule.extend_again:
        again = rule.extend_again
        more += sum(int(a.facts[again["field"]]) for a in acts if a.move == again["move"])
    return more


def suit_ends(served: Done, acts: Sequence[Done], calendar: Calendar, term: Term = SUIT) -> date:
    """The last day to contest, or of a deferral, reconsideration or suit that ends later.

    From then the court may be asked to enforce (行政强制法 五十三; 行政处罚法 七十二).
    """
    later = [plan_end(a) for a in acts if a.move == "approve_deferral"]
    later += [rest.end for rest in remedies(acts) if rest.end != date.max]
    return max(calendar.due(served.base, term).latest, *later, date.min)


def _start(rule: ClockRule, act: Done, acts: Sequence[Done], calendar: Calendar) -> date:
    if rule.base in BASES:
        return suit_ends(act, acts, calendar, BASES[rule.base])
    told = act.facts.get(rule.base) if rule.base else None  # a day that the form tells
    return date.fromisoformat(told) if told else act.base


def _due(
    rule: ClockRule, start: Done, acts: Sequence[Done], spans: Sequence[Span], calendar: Calendar
) -> Due:
    if rule.unit == Unit.HOUR:
        return calendar.due(start.at, term_of(rule))
    day = _start(rule, start, acts, calendar)
    plan = put_off(rule, acts)
    if plan is not None:
        careful = calendar.previous_workday(plan)
        return Due(plan, plan, careful, provisional=False, latest=plan)  # agreed
    return calendar.due(day, term_of(rule), spans, _extension(rule, acts))


def _round(
    rule: ClockRule,
    start: Done,
    stop: Done | None,
    life: Sequence[Done],
    procedure: Procedure,
    calendar: Calendar,
) -> ClockState:
    pauses = [p for p in procedure.pauses if p.clock == rule.id]
    named, rests_since = _spans(pauses, life)
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
        latest_on=due.latest,
        excluded=tuple((s.start.isoformat(), s.end.isoformat(), name) for s, name in named),
        extension=_extension(rule, life),
        state="paused" if rests_since and rests_since <= due.on else "running",
        stopped_on=stop.on if stop else None,
    )
    if stop is None:
        return state
    late = stop.on > state.latest_on if rule.party else state.over(stop.on, stop.at)
    return replace(state, state="late" if late else "met")


def _stops(
    rule: ClockRule, procedure: Procedure, so_far: Sequence[Done], calendar: Calendar
) -> bool:
    act, move = so_far[-1], so_far[-1].move
    if move == "annul" and act.facts.get("result") not in LOST:
        return False  # held unlawful, the decision still binds
    return move in rule.stop or (
        rule.settle and move == "record_payment" and _paid_up(procedure, so_far, calendar)
    )


def _rounds(
    rule: ClockRule, procedure: Procedure, acts: Sequence[Done], calendar: Calendar
) -> list[ClockState]:
    if rule.base == PART:
        return part_rounds(rule, acts, calendar)
    if rule.each:
        return _side_by_side(rule, procedure, acts, calendar)
    found: list[ClockState] = []
    begun: int | None = None
    closed: int | None = None  # what the closing of the case ended, until it is taken up again
    for index, act in enumerate(acts):
        so_far = acts[: index + 1]
        if begun is None and closed is not None and reopens(act) and rule.when != CLOSING:
            begun, closed = closed, None
            found.pop()
        if begun is not None and _stops(rule, procedure, so_far, calendar):
            found.append(
                _round(rule, acts[begun], act, acts[begun : index + 1], procedure, calendar)
            )
            closed, begun = begun if act.move == "close" else None, None
        starts = begun is None and act.move in rule.start
        if starts and _applies(rule, procedure, so_far, calendar):
            begun, closed = index, None
    if begun is not None:
        found.append(_round(rule, acts[begun], None, acts[begun:], procedure, calendar))
    return [replace(state, round=n) for n, state in enumerate(found, 1)]


def _ends(rule: ClockRule, procedure: Procedure, acts: Sequence[Done]) -> dict[int, Done]:
    """Which act ends the term of which start; one that could name one and does not: the oldest."""
    choosy = {m for m in rule.stop if any(f.id == rule.each for f in procedure.moves[m].fields)}
    running: list[int] = []
    found: dict[int, Done] = {}
    for act in acts:
        if act.move in rule.start:
            running.append(act.seq)
        elif act.move in rule.stop and running:
            named = int(act.facts.get(rule.each) or running[0])
            ended = [n for n in running if n == named or act.move not in choosy]
            found |= dict.fromkeys(ended, act)
            running = [n for n in running if n not in ended]
    return found


def _side_by_side(
    rule: ClockRule, procedure: Procedure, acts: Sequence[Done], calendar: Calendar
) -> list[ClockState]:
    """A term for each start, whatever else runs; round n is that of the n-th start."""
    ends = _ends(rule, procedure, acts)
    starts = [(i, act) for i, act in enumerate(acts) if act.move in rule.start]
    found = []
    for n, (index, act) in enumerate(starts, 1):
        stop = ends.get(act.seq)
        life = acts[index : acts.index(stop) + 1] if stop else acts[index:]
        state = _round(rule, act, stop, life, procedure, calendar)
        found.append(replace(state, round=n))
    return found


def compute(procedure: Procedure, acts: Sequence[Done], calendar: Calendar) -> list[ClockState]:
    """Every term of the case, each round of it, as the acts make it; payments as corrected."""
    told = righted(acts)
    return [
        state
        for rule in rules_of(procedure, acts)
        for state in _rounds(rule, procedure, told, calendar)
    ]


def latest(states: Sequence[ClockState]) -> dict[str, ClockState]:
    """The round of each term to look at: the oldest that is still open, else the last."""
    found: dict[str, ClockState] = {}
    for state in states:
        known = found.get(state.code)
        if known is None or not known.open or known.stopped_on is not None:
            found[state.code] = state
    return found
