"""A case as its acts make it: what the stored row must say. Used to write it and to replay it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhifa.enforcement.rules.facts import ASSIGNING, Done
from zhifa.enforcement.rules.needs.recusal import leaving

CLOSING = frozenset(
    {"close", "terminate", "police_filed", "refer_case", "end_on_spot", "turn_ordinary"}
)


@dataclass(slots=True)
class State:
    """The columns of a case that its acts decide."""

    stage: str = ""
    rev: int = 0
    number: str = ""
    redo_of_id: str | None = None
    turned_from_id: str | None = None
    matter_id: int | None = None
    party_id: str | None = None
    act_from: date | None = None
    act_until: date | None = None
    filed_on: date | None = None
    decided_on: date | None = None
    closed_on: date | None = None
    close_reason: str = ""
    archived_on: date | None = None
    marks: tuple[str, ...] = ()
    officers: tuple[tuple[int, date, date | None], ...] = ()

    @property
    def current_officers(self) -> tuple[int, ...]:
        """Who runs the case now."""
        return tuple(user for user, _, until in self.officers if until is None)


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _identify(state: State, act: Done) -> None:
    if act.facts.get("redo"):
        state.redo_of_id = str(act.facts["redo"]["case"])
    if act.facts.get("turned"):
        state.turned_from_id = str(act.facts["turned"]["case"])
    if act.facts.get("matter_id"):
        state.matter_id = int(act.facts["matter_id"])
    if act.facts.get("party"):
        state.party_id = str(act.facts["party"])
    if act.facts.get("act_from"):
        state.act_from = _day(act.facts["act_from"])
        state.act_until = _day(act.facts.get("act_until"))


def _until(wanted: bool, since: date, until: date | None, on: date) -> date | None:  # noqa: FBT001 - of one row
    """When a stretch of running the case ends; named again on the day it began, it goes on."""
    if wanted:
        return None if since == on else until
    return on if until is None else until


def _assign(state: State, act: Done) -> None:
    if act.move not in ASSIGNING:
        return
    wanted = set(act.facts["officers"])
    kept = [
        (u, since, _until(u in wanted, since, until, act.on)) for u, since, until in state.officers
    ]
    staying = {u for u, _, until in kept if until is None}
    state.officers = (*kept, *((u, act.on, None) for u in sorted(wanted - staying)))


def _leave(state: State, act: Done) -> None:
    """Who has to leave runs the case no longer from that day (行政处罚法 四十三)."""
    gone = leaving(act)
    state.officers = tuple(
        (u, since, act.on if u == gone and until is None else until)
        for u, since, until in state.officers
    )


def _milestones(state: State, act: Done) -> None:
    if act.facts.get("case_number"):
        state.number = str(act.facts["case_number"])
        state.filed_on = act.on
    if "decision" in act.facts:
        state.decided_on = act.on
    if act.move in CLOSING:
        state.closed_on = act.on
        state.close_reason = str(act.facts.get("close_reason") or "referred")
    elif act.origin == "closed" and act.stage != "closed":  # a payment was mistyped
        state.closed_on, state.close_reason = None, ""
    if act.move == "archive":
        state.archived_on = act.on


def _mark(state: State, act: Done) -> None:
    late = ["late_" + code.removeprefix("c.") for code in act.facts.get("late", ())]
    if act.move == "annul":
        late.append("unlawful" if act.facts.get("result") == "unlawful" else "annulled")
    if act.facts.get("redated"):
        late.append("redated")
    if act.move == "suspect_crime":
        late.append("crime")
    state.marks = (*state.marks, *(m for m in late if m not in state.marks))


def fold(acts: Sequence[Done]) -> State:
    """The case after its acts, in order."""
    state = State()
    for act in acts:
        state.stage = act.stage
        state.rev = act.seq
        for step in (_identify, _assign, _leave, _milestones, _mark):
            step(state, act)
    return state
