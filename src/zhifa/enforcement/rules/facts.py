"""What the rules need to know about a case, and nothing more. Plain values, no ORM."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhifa.enforcement.rules.leave import Leave
from zhifa.enforcement.rules.matter_facts import MatterFacts
from zhifa.enforcement.rules.procedure import Move, Procedure
from zhifa.kernel.calendar import Calendar

LOST = frozenset({"annulled", "redo", "void"})  # held unlawful, a decision still binds
ASSIGNING = frozenset({"start_check", "approve_filing", "reassign", "register_on_spot"})
RETURNS = ("reopen", "return_decision", "approve_change")  # a notice before these counts no more
CONTENT_MOVES = ("propose_decision", "renotify", "notify", "conclude", "tell")


@dataclass(frozen=True, slots=True)
class Done:
    """One act that has been taken."""

    seq: int
    move: str
    origin: str
    stage: str
    on: date
    at: datetime
    by: str
    facts: Mapping[str, Any]

    @property
    def base(self) -> date:
        """The day from which terms run: when a paper counts as served, else the day of the act."""
        return date.fromisoformat(self.facts.get("effective_on") or self.on.isoformat())


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be imposed, in 元. suspension_days: None means until further notice.

    confiscation: gains, which are paid. goods_worth: what confiscated goods are worth, which are
    handed over; None: not told. text: which of a changed law. permit: papers revoked or suspended.
    """

    kinds: tuple[str, ...]
    fine: Decimal
    confiscation: Decimal
    tier: str
    tier_reason: bool
    circumstance: str
    suspension_days: int | None = None
    text: str = ""
    text_reason: bool = False
    permit: str = ""
    goods_worth: Decimal | None = None

    @property
    def taken(self) -> Decimal:
        """Gains and goods together."""
        return self.confiscation + (self.goods_worth or 0)

    @property
    def money(self) -> Decimal:
        """Fine and confiscations together."""
        return self.fine + self.taken


def sum_or_none(told: object) -> Decimal | None:
    """A sum as a form or an act keeps it; None where it is left empty."""
    return None if told is None or told == "" else Decimal(str(told))


def content_of(values: Mapping[str, Any]) -> Content:
    """The content that a form or an act states."""
    return Content(
        kinds=tuple(values.get("kinds", ())),
        fine=Decimal(values.get("fine", 0)),
        confiscation=Decimal(values.get("confiscation", 0)),
        tier=values.get("tier", ""),
        tier_reason=bool(values.get("tier_reason")),
        circumstance=values.get("circumstance", ""),
        suspension_days=values.get("suspension_days") or None,
        text=values.get("text", ""),
        text_reason=bool(values.get("text_reason")),
        permit=values.get("permit", ""),
        goods_worth=sum_or_none(values.get("goods_worth")),
    )


@dataclass(frozen=True, slots=True)
class LawNow:
    """The law on the day of asking beside that of the act (行政处罚法 三十七).

    now: the matter's version today, or None. changed: clauses that read otherwise today, or whose
    two texts are not held. gone: why clauses of a matter that was not revised no longer stand.
    """

    then: MatterFacts
    now: MatterFacts | None
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Whether the act is no longer punished, as far as the libraries know."""
        return self.now is None or bool(self.gone)


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """Who the party is, as far as the law asks. age: on the last day of the breach."""

    kind: str
    organised: bool
    age: int | None
    incapable: bool = False
    gone_on: date | None = None


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """One item of evidence that has not been excluded."""

    need: str
    taken_on: date
    name: str
    collected_by: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class ClockState:
    """A term as it stands: see the Clock model. latest_on: until when others wait for its end."""

    code: str
    round: int
    start_on: date
    start_at: datetime | None
    due_on: date
    due_at: datetime | None
    raw_on: date
    conservative_on: date
    provisional: bool
    latest_on: date
    excluded: tuple[tuple[str, str, str], ...]
    extension: int
    state: str
    stopped_on: date | None

    @property
    def open(self) -> bool:
        """Whether it still runs or rests."""
        return self.state in {"running", "paused"}

    def stored(self) -> dict[str, Any]:
        """The columns of the Clock model, without its key."""
        values = asdict(self)
        for name in ("code", "round", "latest_on"):
            del values[name]
        return {**values, "excluded": [list(span) for span in self.excluded]}

    @property
    def until(self) -> str:
        """In words, until when others wait for its end."""
        if self.latest_on == self.due_on:
            return f"期满日 {self.due_on}"
        year = self.latest_on.year
        return f"期满日 {self.latest_on}（{year} 年放假安排尚未公布，已扣除法定节日，公布后重算）"

    def over(self, on: date, at: datetime) -> bool:
        """Whether the term has ended without being met; one that rests does not end."""
        if self.state == "paused":
            return False
        return at > self.due_at if self.due_at else on > self.due_on


@dataclass(frozen=True)
class Facts:
    """A case at the moment of asking.

    values: what the form says, None while it is only being offered. on: the day that counts.
    standings: user id → why they may not act that day ("" when they may), of all the case names;
    unfit: of officers of the case's body. certificates: user id → number. matter: in the text that
    is used. law_now: one, when the day of the act is known.
    levels: the penalty clauses, each with the level of its law. rounds: every round of every term,
    clocks: the one to look at. earlier: decided cases of party and kind within the look-back.
    leaves: to be sealed, by paper. bare: kinds without a seal, with titles. served: by paper, the
    day it counts as served. recordings: by id, kind and day. elsewhere: in other cases.
    """

    procedure: Procedure
    move: Move | None
    stage: str
    today: date
    at: datetime
    on: date
    actor: str
    values: Mapping[str, Any] | None
    acts: tuple[Done, ...]
    officers: tuple[int, ...]
    standings: Mapping[int, str]
    calendar: Calendar
    matter: MatterFacts | None = None
    party: PartyFacts | None = None
    powers: Mapping[str, bool] = field(default_factory=dict)
    citation_faults: Sequence[str] = ()
    law_now: Sequence[LawNow] = ()
    levels: Sequence[tuple[str, str]] = ()
    evidence: Sequence[EvidenceFact] = ()
    double_fine: str = ""
    earlier: Sequence[str] = ()
    elsewhere: Sequence[str] = ()
    clocks: Mapping[str, ClockState] = field(default_factory=dict)
    rounds: Sequence[ClockState] = ()
    recordings: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    papers: AbstractSet[str] = frozenset()
    roles: Mapping[int, frozenset[str]] = field(default_factory=dict)
    certificates: Mapping[int, str] = field(default_factory=dict)
    unfit: Mapping[int, str] = field(default_factory=dict)
    leaves: Mapping[str, Leave] = field(default_factory=dict)
    bare: Mapping[str, str] = field(default_factory=dict)
    served: Mapping[str, date] = field(default_factory=dict)

    def last(self, *moves: str) -> Done | None:
        """The latest act of any of the moves."""
        return next((a for a in reversed(self.acts) if a.move in moves), None)

    def all(self, *moves: str) -> tuple[Done, ...]:
        """Every act of any of the moves, in order."""
        return tuple(a for a in self.acts if a.move in moves)

    def open_since(self, begin: str, *ends: str) -> Done | None:
        """The latest `begin` act that no `end` act has followed."""
        latest = self.last(begin, *ends)
        return latest if latest and latest.move == begin else None

    @property
    def content(self) -> Content | None:
        """The content on the table: the form's own, else the latest one stated."""
        if self.values is not None and self.move and self.move.id in CONTENT_MOVES:
            return content_of(self.values)
        stated = self.stated
        return content_of(stated.facts) if stated else None

    @property
    def stated(self) -> Done | None:
        """The latest act that stated a content."""
        told = (a for a in reversed(self.acts) if a.move in CONTENT_MOVES and a.facts.get("kinds"))
        return next(told, None)

    @property
    def notice(self) -> Done | None:
        """The latest notice made, unless the case was sent back after it."""
        made = self.last("notify", "renotify", "tell", *RETURNS)
        return made if made and made.move in {"notify", "renotify", "tell"} else None

    @property
    def notice_served(self) -> Done | None:
        """The service of the latest notice."""
        notice, served = self.notice, self.last("serve_notice")
        return served if notice and served and served.seq > notice.seq else None

    @property
    def decision(self) -> Done | None:
        """The act that decided."""
        return self.last(*self.procedure.decisions)

    @property
    def investigators(self) -> frozenset[int]:
        """Everybody who runs the case or ever did: none of them approves, reviews or chairs."""
        told = (a.facts["officers"] for a in self.acts if a.move in ASSIGNING)
        return frozenset(self.officers).union(*told)

    @property
    def asker(self) -> int:
        """The user id of whoever asks; 0 for the machine."""
        kind, _, number = self.actor.partition(":")
        return int(number) if kind == "user" else 0
