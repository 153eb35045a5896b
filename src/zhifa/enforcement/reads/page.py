"""Everything the case page shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localdate

from zhifa.agencies.models import User
from zhifa.enforcement.models import Act, Case, Clock, Decision
from zhifa.enforcement.reads.cases import acts, clock_rows, decision, sentence
from zhifa.enforcement.reads.gather import gather
from zhifa.enforcement.reads.moves import Option, options_of
from zhifa.enforcement.rules.clocks import owed
from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.money import Account
from zhifa.enforcement.rules.needs.evidence import missing_elements
from zhifa.enforcement.rules.outcome import scope_now
from zhifa.enforcement.rules.procedure import ClockRule, Procedure, load
from zhifa.kernel.access import Actor

WEEK = "一二三四五六日"
SOON = 3
UNITS = {"workday": "个工作日", "day": "日", "month": "个月", "year": "年", "hour": "小时"}
SCOPE = {
    "L1": "涉及重大公共利益",
    "L2": "可能造成重大社会影响",
    "L3": "直接关系当事人重大权益",
    "L4": "经过听证程序",
    "L5": "疑难复杂或者涉及多个法律关系",
    "L7": "金额达到重大标准",
    "L12": "重大案件不予处罚",
    "L13": "撤销后重新作出",
}


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One term as the page shows it."""

    name: str
    left: str
    pct: int
    due: str
    basis: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class Phase:
    """One step of the stepper: done, now, or to come."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Page:
    """The case page."""

    procedure: Procedure
    stage: str
    phases: tuple[Phase, ...]
    now: int
    options: tuple[Option, ...]
    free: tuple[Option, ...]
    next: tuple[Option, ...]
    blocked: tuple[Option, ...]
    others: tuple[Option, ...]
    clocks: tuple[ClockLine, ...]
    done_clocks: tuple[ClockLine, ...]
    acts: list[tuple[Act, str, str]]
    officers: tuple[str, ...]
    scope: tuple[str, ...]
    missing: tuple[str, ...]
    close_reason: str
    decision: Decision | None
    sentence: str
    money: Account | None


def _day(on: date) -> str:
    return f"{on.isoformat()} 星期{WEEK[on.weekday()]}"


def _rolled(clock: Clock) -> list[str]:
    count = (clock.raw_on - clock.start_on).days
    return [
        f"第 {count} 日是 {_day(clock.raw_on)}，顺延至 {_day(clock.due_on)}",
        f"稳妥办结日 {_day(clock.conservative_on)}",
    ]


def _overrun(clock: Clock) -> list[str]:
    if clock.state != "late" or clock.stopped_on is None:
        return []
    over, total = clock.stopped_on - clock.due_on, clock.stopped_on - clock.start_on
    return [
        f"办结于 {_day(clock.stopped_on)}，自起算日共 {total.days} 天，超过期满日 {over.days} 天",
        "内部意见不停止计算期限，以决定书日期为准",
    ]


def _note(clock: Clock, *, moved: bool) -> str:
    parts = _rolled(clock) if moved else []
    parts += [f"扣除{name} {begin} 至 {end}" for begin, end, name in clock.excluded]
    if clock.extension:
        parts.append(f"已延长 {clock.extension}")
    if clock.provisional:
        parts.append("超出已公布的放假安排，公布后重算")
    return "；".join(parts + _overrun(clock))


def _left(clock: Clock, today: date) -> tuple[str, str]:
    if clock.state in {"met", "late"}:
        return ("超期办结", "over") if clock.state == "late" else ("已完成", "done")
    if clock.state == "paused":
        return "已中止计算", "paused"
    days = (clock.due_on - today).days
    if days < 0:
        return f"超 {-days} 天", "over"
    near = (clock.conservative_on - today).days
    words = "今天到期" if not days else f"剩 {days} 天"
    return words, "soon" if near <= SOON else "normal"


def clock_line(clock: Clock, rule: ClockRule, today: date) -> ClockLine:  # no viewer: a row in hand
    """One stored term in words."""
    left, state = _left(clock, today)
    whole = max(1, (clock.due_on - clock.start_on).days)
    used = min(100, max(0, round(100 * (today - clock.start_on).days / whole)))
    moved = clock.due_on != clock.raw_on or (clock.code == "c.decide" and clock.state == "late")
    return ClockLine(
        name=rule.name,
        left=left,
        pct=100 if state == "done" else used,
        due=f"{_day(clock.start_on)} 起，{_day(clock.due_on)} 到期",
        basis=f"{rule.n} {UNITS[rule.unit]} · {rule.source}",
        state=state,
        note=_note(clock, moved=moved),
    )


def _phases(procedure: Procedure, stage: str) -> tuple[tuple[Phase, ...], int]:
    order = list(procedure.phases)
    here = order.index(procedure.stages[stage].phase)
    states = ["done" if n < here else "now" if n == here else "" for n in range(len(order))]
    names_ = procedure.phases.values()
    return tuple(Phase(n, s) for n, s in zip(names_, states, strict=True)), here + 1


def _close_reason(case: Case, procedure: Procedure) -> str:
    """Why the case was closed, in the words of its procedure."""
    named = (f for m in procedure.moves.values() for f in m.fields if f.id == "close_reason")
    words = {code: name for f in named for code, name in f.options}
    return words.get(case.close_reason, "")


def _money(facts: Facts) -> Account | None:
    found = owed(facts, facts.today)
    return found if found and found.fine + found.confiscation > Decimal(0) else None


def case_page(*, case: Case, viewer: Actor, at: datetime) -> Page:
    """The page of one case, for a viewer who may read it."""
    facts = gather(case=case, move=None, values=None, viewer=viewer, at=at)
    procedure = load(case.procedure, case.procedure_version)
    rules = {r.id: r for r in procedure.clocks}
    phases, here = _phases(procedure, case.stage)
    steps = tuple(options_of(facts=facts, case=case, viewer=viewer))
    held = clock_rows(case=case, viewer=viewer)
    lines = [
        (c.state in {"running", "paused"}, clock_line(c, rules[c.code], localdate(at)))
        for c in held
    ]
    people = User.objects.filter(pk__in=facts.officers)
    made = decision(case=case, viewer=viewer)
    return Page(
        procedure=procedure,
        stage=procedure.stages[case.stage].name,
        phases=phases,
        now=here,
        options=steps,
        free=tuple(sorted((o for o in steps if o.free), key=lambda o: not o.move.advances)),
        next=tuple(o for o in steps if o.permitted and not o.free and o.move.advances),
        blocked=tuple(o for o in steps if o.permitted and not o.free and not o.move.advances),
        others=tuple(o for o in steps if not o.permitted and o.move.advances),
        clocks=tuple(line for running, line in lines if running),
        done_clocks=tuple(line for running, line in lines if not running),
        acts=acts(case=case, viewer=viewer),
        officers=tuple(p.name for p in people),
        scope=tuple(SCOPE[rule] for rule in scope_now(facts)),
        missing=missing_elements(facts) if not case.decided_on else (),
        close_reason=_close_reason(case, procedure),
        decision=made,
        sentence=sentence(decision=made) if made else "",
        money=_money(facts),
    )
