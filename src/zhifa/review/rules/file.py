"""A case file as its reviewer opens it. Plain values, filled from the rooms below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from zhifa.kernel.refusals import Obstacle

Sum = Decimal | None


class Deed(Protocol):
    """One act: who did what, when, with what answers; the kinds of papers it must have made."""

    @property
    def id(self) -> str: ...
    @property
    def seq(self) -> int: ...
    @property
    def move(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def by(self) -> str: ...
    @property
    def officers(self) -> tuple[int, ...]: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...
    @property
    def papers(self) -> tuple[str, ...]: ...
    @property
    def source(self) -> str: ...


class Proof(Protocol):
    """A term with all that its last day follows from."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def start_on(self) -> date: ...
    @property
    def start(self) -> str: ...
    @property
    def length(self) -> str: ...
    @property
    def spans(self) -> tuple[tuple[str, str, str], ...]: ...
    @property
    def extended(self) -> str: ...
    @property
    def raw_on(self) -> date: ...
    @property
    def due_on(self) -> date: ...
    @property
    def stopped_on(self) -> date | None: ...
    @property
    def over(self) -> bool: ...
    @property
    def explained(self) -> bool: ...
    @property
    def party(self) -> bool: ...
    @property
    def source(self) -> str: ...


class Weighed(Protocol):
    """What is to be imposed beside the tier and the range that allow it, in 元."""

    @property
    def outcome(self) -> str: ...
    @property
    def ground(self) -> str: ...
    @property
    def kinds(self) -> tuple[str, ...]: ...
    @property
    def fine(self) -> Decimal: ...
    @property
    def tier(self) -> str: ...
    @property
    def tier_span(self) -> tuple[Sum, Sum]: ...
    @property
    def span(self) -> tuple[Sum, Sum]: ...
    @property
    def base(self) -> Decimal: ...
    @property
    def gains(self) -> Decimal: ...
    @property
    def reasoned(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: act is the id of what it was made for, fields what its words were made from."""

    id: str
    code: str
    title: str
    issued_on: date
    act: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of evidence that was not excluded."""

    id: str
    name: str
    kind: str
    need: str
    taken_on: date
    place: str
    proves: str
    officers: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Crime:
    """The offence that the matter borders on; amount: from where it begins, None: not by a sum."""

    offence: str
    clause: str
    condition: str
    amount: Decimal | None
    base: str


@dataclass(frozen=True, slots=True)
class File:
    """Everything that the eight points look at.

    unmet: conditions of the procedure that do not hold now. unfit: person and day → why that
    certificate did not let them act. faults: what papers cite and the library does not know or
    knows to be out of force, by paper. elements: code, name, whether it must be, kinds.
    """

    deeds: Sequence[Deed]
    proofs: Sequence[Proof]
    unmet: Sequence[Obstacle]
    elements: Sequence[tuple[str, str, bool, tuple[str, ...]]]
    weighed: Weighed | None
    investigators: frozenset[int]
    moved: bool
    agency: str
    matter: str
    clauses: Sequence[str]
    breach_on: date | None
    papers: Sequence[Paper] = ()
    items: Sequence[Item] = ()
    unfit: Mapping[tuple[int, date], str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    faults: Mapping[str, Sequence[Obstacle]] = field(default_factory=dict)
    crime: Crime | None = None

    def last(self, *moves: str) -> Deed | None:
        """The latest deed of any of the moves."""
        return next((d for d in reversed(self.deeds) if d.move in moves), None)

    def papers_of(self, *deeds: Deed) -> tuple[str, ...]:
        """The papers that were made for the deeds."""
        acts = {d.id for d in deeds}
        return tuple(p.id for p in self.papers if p.act in acts)

    def papers_named(self, *codes: str) -> tuple[str, ...]:
        """The papers of the kinds."""
        return tuple(p.id for p in self.papers if p.code in codes)
