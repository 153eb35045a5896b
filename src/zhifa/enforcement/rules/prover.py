"""`zhifa prove`: every road of a procedure against what the law never allows. Pure."""

import tomllib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhifa.enforcement.rules.fields import SHAPES
from zhifa.enforcement.rules.lists import lists
from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.procedure import Move, Procedure

FILE = Path(__file__).parents[1] / "data" / "invariants.toml"
FROM_CASE = frozenset(
    {
        "tiers",
        "evidence_needs",
        "hearing_chair",
        "preservations",
        "other_penalties",
        "payments",
        "acting",
        "recusals",
        "heads",
    }
)
BINDING = frozenset({"is_penalty", "money_due", "decision_not_served", "not_annulled"})
UNDOING = frozenset({"annul"})
# what asks nothing of a case whose decision has lost its force
EASED = frozenset({"others_performed", "correction_checked", "major_reported", "no_cash_in_hand"})
RECORDS = frozenset({"record_scene", "question"})
RECEIPT = "W57"  # 送达回证: whatever makes it serves a paper
Road = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One invariant of one procedure: whether it holds, and a road that breaks it."""

    procedure: str
    version: str
    invariant: str
    holds: bool
    road: Road = ()


@dataclass(frozen=True, slots=True)
class Invariant:
    """What must hold at moves with an effect. kind: at (checked there), through (passed before)."""

    id: str
    name: str
    effects: tuple[str, ...]
    kind: str
    needs: tuple[str, ...]
    moves: tuple[str, ...]


@cache
def invariants() -> tuple[Invariant, ...]:
    """Every invariant of the file."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["invariants"]
    return tuple(
        Invariant(
            r["id"],
            r["name"],
            tuple(r["effects"]),
            r["kind"],
            tuple(r.get("needs", ())),
            tuple(r.get("moves", ())),
        )
        for r in rows
    )


def effects_of(move: Move, procedure: Procedure) -> set[str]:
    """A move's effects and its own name, with the names invariants use for kinds of moves."""
    found = {*move.effects, move.id}
    if move.id in RECORDS:
        found.add("record")
    if move.serves or RECEIPT in move.documents:
        found.add("serving")
    if "file_case" in found and move.id != procedure.opening:
        found.add("file_case_ordinary")
    if "archive" in found and "preserve_evidence" in procedure.moves:
        found.add("archive_of_goods")
    return found


def roads(procedure: Procedure, without: AbstractSet[str] = frozenset()) -> dict[str, Road]:
    """A shortest road to every stage that can be reached without taking the moves `without`."""
    found: dict[str, Road] = {procedure.first: (procedure.opening,)}
    queue = deque([procedure.first])
    while queue:
        stage = queue.popleft()
        for move in procedure.moves_from(stage):
            after = move.to[stage]
            if move.id not in without and after not in found:
                found[after] = (*found[stage], move.id)
                queue.append(after)
    return found


def _at(procedure: Procedure, rule: Invariant) -> Road:
    known = roads(procedure)
    for move in procedure.moves.values():
        if not effects_of(move, procedure) & set(rule.effects):
            continue
        missing = [n for n in rule.needs if n not in move.needs]
        stages = [s for s in move.to if s in known] or [procedure.first]
        if missing and (move.id == procedure.opening or stages):
            return (*known[stages[0]], move.id, f"缺 {'、'.join(missing)}")
    return ()


def _through(procedure: Procedure, rule: Invariant) -> Road:
    gates = {m.id for m in procedure.moves.values() if set(m.effects) & set(rule.moves)}
    around = roads(procedure, gates)
    for move in procedure.moves.values():
        if not set(move.effects) & set(rule.effects):
            continue
        for stage in move.to:
            if stage in around:
                return (*around[stage], move.id)
    return ()


def _unreached(procedure: Procedure) -> Road:
    known = roads(procedure)
    return tuple(s for s in procedure.stages if s not in known)


def _leads_on(procedure: Procedure, stage: str) -> set[str]:
    seen, queue = {stage}, deque([stage])
    while queue:
        for move in procedure.moves_from(here := queue.popleft()):
            if move.to[here] not in seen:
                seen.add(move.to[here])
                queue.append(move.to[here])
    return seen


def _dead_ends(procedure: Procedure) -> Road:
    final = {s.id for s in procedure.stages.values() if s.final}
    for stage, road in roads(procedure).items():
        if not _leads_on(procedure, stage) & final:
            return (*road, f"停在 {stage}")
    return ()


def _stuck_undone(procedure: Procedure) -> Road:
    """A stage in which a decision may be annulled, and from which nothing leads on without it."""
    final = {s.id for s in procedure.stages.values() if s.final}
    for stage in _decided(procedure):
        if not _goes_on(procedure, stage) & final:
            return (*roads(procedure).get(stage, ()), "annul", f"停在 {stage}")
    return ()


def _decided(procedure: Procedure) -> tuple[str, ...]:
    found = procedure.moves.get("annul")
    return tuple(s for s in found.to if s in roads(procedure)) if found else ()


def _goes_on(procedure: Procedure, stage: str) -> set[str]:
    """Where a case comes once its decision is annulled: by steps that need none, nor what does."""
    seen, queue = {stage}, deque([stage])
    while queue:
        here = queue.popleft()
        free = [m for m in procedure.moves_from(here) if not BINDING & set(m.needs)]
        known = {m.id for m in free} | UNDOING
        for move in free:
            ways = {procedure.needs[n].fix for n in move.needs if n not in EASED} - {""}
            if ways <= known and move.to[here] not in seen:
                seen.add(move.to[here])
                queue.append(move.to[here])
    return seen


def _endless_clocks(procedure: Procedure) -> Road:
    for rule in procedure.clocks:
        for name in rule.start:
            start = procedure.moves.get(name)
            if start is None:
                return (f"{rule.id} 的起点 {name} 不存在",)
            after = set(start.to.values()) or {procedure.first}
            stops = [procedure.moves.get(m) for m in rule.stop]
            if None in stops:
                return (f"{rule.id} 的终点不存在",)
            for stage in after:
                reach = _leads_on(procedure, stage)
                if not any(reach & set(stop.to) for stop in stops if stop):
                    return (*roads(procedure).get(stage, ()), f"{rule.id} 停不下来")
    return ()


def _unknown_words(procedure: Procedure) -> Road:
    """Conditions, lists, field kinds and stages that nothing answers to."""
    wrong = [n for n in procedure.needs if n not in NEEDS]
    for move in procedure.moves.values():
        wrong += [n for n in (*move.needs, *move.warns) if n not in procedure.needs]
        wrong += [s for s in (*move.to, *move.to.values()) if s not in procedure.stages]
        wrong += [f.kind for f in move.fields if f.kind not in SHAPES]
        named = (f.options_from for f in move.fields if f.options_from)
        wrong += [o for o in named if o not in lists() and o not in FROM_CASE]
    return tuple(wrong)


def _helpless(procedure: Procedure) -> Road:
    """A condition whose named way out can never be taken before the step that wants it."""
    known = roads(procedure)
    for need in procedure.needs.values():
        fix = procedure.moves.get(need.fix) if need.fix else None
        if need.fix and (fix is None or not set(fix.to) & set(known)):
            return (need.code, f"补正步骤 {need.fix} 走不到")
    return ()


def _unsourced(procedure: Procedure) -> Road:
    silent = [n.code for n in procedure.needs.values() if not n.source or not n.message]
    silent += [m.id for m in procedure.moves.values() if not m.source]
    return tuple(silent + [c.id for c in procedure.clocks if not c.source])


def _speechless(procedure: Procedure) -> Road:
    """A refusal that does not say what to do next, nor why there is nothing to do."""
    return tuple(n.code for n in procedure.needs.values() if bool(n.then) == bool(n.over))


def _served_as_made(procedure: Procedure) -> Road:
    """A paper that is served by the step that makes it: nobody could have sealed it."""
    for move in procedure.moves.values():
        if not move.serves and RECEIPT not in move.documents:
            continue
        made = {d for m in procedure.moves.values() if m is not move for d in m.documents}
        if not move.serves or move.documents != (RECEIPT,) or not set(move.serves) <= made:
            return (move.id, f"作出的文书 {'、'.join(move.documents)}")
    return ()


def _unwritten(procedure: Procedure, papers: AbstractSet[str]) -> Road:
    named = {d for m in procedure.moves.values() for d in m.documents}
    named |= set(procedure.dossier["main"]) | set(procedure.dossier["side"])
    return tuple(sorted(named - papers))


STRUCTURE: Mapping[str, Callable[[Procedure], Road]] = {
    "every_stage_is_reached": _unreached,
    "every_stage_leads_to_an_end": _dead_ends,
    "every_annulment_leads_to_an_end": _stuck_undone,
    "every_clock_can_stop": _endless_clocks,
    "every_word_is_known": _unknown_words,
    "every_way_out_can_be_taken": _helpless,
    "every_sentence_has_an_article": _unsourced,
    "every_refusal_says_what_next": _speechless,
    "every_paper_is_made_before_it_is_served": _served_as_made,
}


def prove(
    procedure: Procedure, *, papers: AbstractSet[str], rules: Sequence[Invariant] | None = None
) -> Iterator[Finding]:
    """Every invariant against one procedure version. papers: codes of the templates there are."""
    who, version = procedure.code, procedure.version.isoformat()
    for name, check in STRUCTURE.items():
        road = check(procedure)
        yield Finding(who, version, name, not road, road)
    road = _unwritten(procedure, papers)
    yield Finding(who, version, "every_paper_has_a_template", not road, road)
    if not _unknown_words(procedure):
        for rule in invariants() if rules is None else rules:
            road = _at(procedure, rule) if rule.kind == "at" else _through(procedure, rule)
            yield Finding(who, version, rule.id, not road, road)
