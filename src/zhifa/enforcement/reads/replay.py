"""`zhifa replay`: a case rebuilt from its journal entries alone, against the stored rows."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from zhifa.enforcement.models import Act, Case, CaseOfficer, Clock, Decision, Holds
from zhifa.enforcement.rules import clocks
from zhifa.enforcement.rules.binding import binding
from zhifa.enforcement.rules.facts import Done
from zhifa.enforcement.rules.fold import State, fold
from zhifa.enforcement.rules.procedure import load
from zhifa.kernel import calendar, seals
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Entry

KINDS = ("enforcement.CaseOpened", "enforcement.CaseActed")
COLUMNS = (
    "stage", "rev", "number", "redo_of_id", "turned_from_id", "matter_id", "party_id",
    "act_from", "act_until",
    "filed_on", "decided_on", "closed_on", "close_reason", "archived_on",
)  # fmt: skip


def done_of(entry: Entry) -> Done:
    """An act as its journal entry tells it."""
    told = entry.payload
    given = dict.fromkeys(told["facts"].get("given", ()), True)
    facts = {**{k: v for k, v in told["facts"].items() if k != "given"}, **given}
    on = date.fromisoformat(told["on"])
    return Done(
        told["seq"], told["move"], told["origin"], told["stage"], on, entry.at, entry.by, facts
    )


def _columns(case: Case, state: State) -> Iterator[str]:
    for name in COLUMNS:
        if getattr(case, name) != getattr(state, name):
            yield f"案件 {name}：存 {getattr(case, name)!r}，流水 {getattr(state, name)!r}"
    if tuple(case.marks) != state.marks:
        yield f"案件 marks：存 {case.marks}，流水 {list(state.marks)}"


def _acts(case: Case, entries: Sequence[Entry]) -> Iterator[str]:
    stored = {a.seq: a for a in Act.objects.filter(case=case)}
    for entry in entries:
        told = entry.payload
        act = stored.pop(told["seq"], None)
        if act is None:
            yield f"步骤 {told['seq']}：流水有，表里没有"
            continue
        facts = {k: v for k, v in told["facts"].items() if k != "given"}
        same = {
            "内容": act.facts == facts,
            "文字": seals.sha256(seals.canonical(act.texts)) == told["texts"],
            "步骤": act.move == told["move"] and act.by == entry.by and act.at == entry.at,
        }
        yield from (f"步骤 {act.seq} {part} 不一致" for part, equal in same.items() if not equal)
    yield from (f"步骤 {seq}：表里有，流水没有" for seq in stored)


def _officers(case: Case, state: State) -> Iterator[str]:
    stored = sorted(
        CaseOfficer.objects.filter(case=case).values_list("user_id", "from_on", "until_on"), key=str
    )
    if stored != sorted(state.officers, key=str):
        yield f"承办人：存 {stored}，流水 {list(state.officers)}"


def _clocks(case: Case, acts: Sequence[Done]) -> Iterator[str]:
    procedure = load(case.procedure, case.procedure_version)
    states = clocks.compute(procedure, acts, calendar.standard())
    stored = {(c.code, c.round): c for c in Clock.objects.filter(case=case)}
    for state in states:
        row = stored.pop((state.code, state.round), None)
        wrong = row is None or any(getattr(row, k) != v for k, v in state.stored().items())
        if wrong:
            yield f"期限 {state.code} 第 {state.round} 次不一致"
    yield from (f"期限 {code} 第 {n} 次：表里有，流水没有" for code, n in stored)


def _as_changed(stored: Decision, acts: Sequence[Done]) -> bool:
    """Whether what is told to bind now is what the acts make of it."""
    now = binding(acts)
    return now is not None and stored.holds == Holds.of(now)


def _decision(case: Case, acts: Sequence[Done]) -> Iterator[str]:
    stored = Decision.objects.filter(case=case).first()
    told: dict[str, Any] = next(
        (dict(a.facts["decision"]) for a in acts if "decision" in a.facts), {}
    )
    if bool(stored) != bool(told):
        yield "决定：表里与流水不一致"
    if stored and told:
        same = (
            stored.number == told["number"]
            and stored.outcome == told["outcome"]
            and stored.made == Holds.of(told)
        )
        if not same or not _as_changed(stored, acts):
            yield f"决定 {stored.number} 与流水不一致"


def replay(*, case: Case, viewer: Actor) -> list[str]:
    """Where the stored rows differ from what the case's entries say; empty when identical.

    Nothing is said of a case that the viewer may not read.
    """
    if not Case.objects.visible_to(viewer).filter(pk=case.pk).exists():
        return []
    entries = list(Entry.objects.filter(subject=case.dossier_id, kind__in=KINDS).order_by("seq"))
    acts = [done_of(e) for e in entries]
    state = fold(acts)
    return [
        *_columns(case, state),
        *_acts(case, entries),
        *_officers(case, state),
        *_clocks(case, acts),
        *_decision(case, acts),
    ]
